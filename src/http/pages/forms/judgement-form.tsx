import type { Child } from 'hono/jsx'

import { momentOf } from '#desk-kit'
import type { FormError, FormState, NavigationItem } from '#ui'

import type { Visit } from '../../site.ts'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { ByAndReason } from './judgement-fields.tsx'
import { codeFor, SuggestionLists } from './suggest-field.tsx'
import type { ListName, Suggestions } from './suggest-field.tsx'

type Values = Readonly<Record<string, string>>

/** What every judgement says: by whom, when, why. */
export interface Judged {
  readonly id: string
  readonly by: string
  readonly saidAt: string
  readonly reason: string
}

/** What one judgement asks beyond that, and the entry it comes to. */
export interface JudgementParts {
  readonly title: string
  readonly lead: Child
  readonly path: string
  readonly submit: string
  /** The page that the judgement is about. */
  readonly back: string
  readonly trail: readonly NavigationItem[]
  readonly suggestions: Suggestions
  readonly lists: readonly ListName[]
  readonly byHint?: 'judge.by.hint-whose'
  readonly ask: (state: FormState) => Child
  readonly draft: (judged: Judged, values: Values) => Readonly<Record<string, unknown>>
  readonly errors: (values: Values) => readonly FormError[]
  readonly fieldOf: (field: string) => string
  readonly firstField: string
}

/** A form in which somebody judges what is on record: one entry, with a reason that others can check. */
export function judgementForm({ reader, ctx }: Visit, parts: JudgementParts): EntryForm {
  const { title, lead, path, submit, back, trail, suggestions, firstField } = parts
  const byHint = parts.byHint === undefined ? {} : { byHint: parts.byHint }
  return {
    title,
    lead,
    path,
    submit,
    back,
    trail,
    ids: ['id'],
    filled: {},
    fields: (state) => (
      <>
        <SuggestionLists suggestions={suggestions} lists={parts.lists} />
        {parts.ask(state)}
        <ByAndReason reader={reader} state={state} {...byHint} />
      </>
    ),
    read: async ({ values }) => {
      const id = valueIn(values, 'id')
      const by = codeFor(suggestions.parties, valueIn(values, 'by'))
      const reason = valueIn(values, 'reason')
      const judged = { id, by, reason, saidAt: momentOf(id, ctx.clock) }
      return {
        entries: [{ draft: parts.draft(judged, values), fieldOf: parts.fieldOf }],
        errors: parts.errors(values),
        values,
        firstField,
      }
    },
    done: () => back,
  }
}
