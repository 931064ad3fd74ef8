import type { Context as Request } from 'hono'

import { RefusedError } from '#platform'
import type { ListPage, PageQuestion } from '#register'

const MOST_SEQ = 2_147_483_647

/** What the cursor of a list looks like. */
export type CursorForm = 'seq' | 'said-and-seq' | 'day-and-seq' | 'offset' | 'name'

const FORMS: Readonly<Record<CursorForm, RegExp>> = {
  seq: /^\d{1,10}$/,
  'said-and-seq': /^\d{1,12}\.\d{1,10}$/,
  'day-and-seq': /^\d{1,7}\.\d{1,10}$/,
  offset: /^\d{1,6}$/,
  name: /./,
}

/** Refuses a cursor that no page of this list can have given. */
export function checkCursor(form: CursorForm, after: string | null): void {
  if (after === null) return
  const isTooLarge = form !== 'name' && Number(after.split('.').at(-1)) > MOST_SEQ
  if (!FORMS[form].test(after) || isTooLarge) throw unknownCursor(after)
}

/** The cursor with which a page of a list is asked for; null for its first. Refused where no page can have given it. */
export function cursorIn(request: Request, form: CursorForm): string | null {
  const after = request.req.query('after') ?? ''
  if (after === '') return null
  checkCursor(form, after)
  return after
}

/** A page of a list that is already whole, by the name of each item. */
export function pageOf<Item>(
  items: readonly Item[],
  { after, limit }: PageQuestion,
  nameOf: (item: Item) => string,
): ListPage<Item> {
  const from = after === null ? 0 : items.findIndex((item) => nameOf(item) === after) + 1
  if (after !== null && from === 0) throw unknownCursor(after)
  const shown = items.slice(from, from + limit)
  const last = shown.at(-1)
  const isLast = from + limit >= items.length || last === undefined
  return { items: shown, next: isLast ? null : nameOf(last) }
}

function unknownCursor(after: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'api.cursor',
    `after "${after}" is no cursor of this list; copy it from "next" of the page before, or leave it out to begin.`,
  )
}
