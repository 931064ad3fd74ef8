import { type Actor, PUBLIC } from '#kit'

import { MISSION } from '../drafts.ts'
import { type Marked, markersIn, reads, type Sort, wordsFor } from './cells.ts'
import type { Answer } from './open.ts'
import { answeredAs } from './people.ts'

/** One request, and what somebody has to be answered. */
export interface Question {
  readonly address: string
  readonly init?: RequestInit
  /** The statuses that are right; nothing ever answers 500. */
  readonly statuses: readonly number[]
  /** Words that must be in the answer, beside that nothing may be in it that is not theirs. */
  readonly shows: readonly string[]
  /** The entries whose ids are among the items of the answer, exactly. */
  readonly items?: { readonly among: readonly Marked[]; readonly ids: readonly string[] }
  /** What more has to be right; a sentence where it is not. */
  readonly check?: (answer: Answer) => string | null
  /** Whether the page lists the names of all places there are, as forms do. */
  readonly listsPlaces?: boolean
}

/** Who asks, of what. */
export interface Asking {
  /** The route as it is registered: `/m/:mission/claims/:id`. */
  readonly path: string
  readonly actor: Actor
  readonly entries: readonly Marked[]
  /** Which of several people asks, so that each asks something else where all cannot ask everything. */
  readonly turn: number
}

/** What a route has to answer to whom: the questions that somebody asks of it. */
export type Rule = (asking: Asking) => readonly Question[]

/** As whom a route answers: the portal knows nobody, everything else knows whoever holds a role. */
export function readerOf({ path, actor }: Pick<Asking, 'path' | 'actor'>): Actor {
  return path.startsWith('/m/') ? PUBLIC : answeredAs(actor)
}

/** The address of a route for an entry, or of the mission alone. */
export function addressOf(path: string, { name = '', id = '' }: Partial<Marked> = {}): string {
  return path
    .replace(':mission', MISSION)
    .replace(':subject', encodeURIComponent(name))
    .replace(':id', id)
    .replace(':entry', id)
}

/** The entries of a sort that belong to the mission that is asked about. */
export function ofSort({ entries }: Pick<Asking, 'entries'>, sort: Sort): readonly Marked[] {
  return entries.filter((entry) => entry.sort === sort && entry.guarded.mission === MISSION)
}

/** What a receipt discloses is packed in its extra line; its hashes may spell anything. */
function readable(address: string, text: string): string {
  if (!address.endsWith('.tlog-proof')) return text
  const extra = /^extra ([A-Za-z0-9+/=]+)$/m.exec(text)?.[1] ?? ''
  return Buffer.from(extra, 'base64').toString('utf8')
}

/** What is wrong with an answer: words that are not theirs, words that are missing, the wrong status. */
export function faultsIn(question: Question, asking: Asking, answer: Answer): readonly string[] {
  const { address, statuses, shows } = question
  const allowed = wordsFor(readerOf(asking), asking.entries)
  const own = wordsFor(asking.actor, asking.entries)
  const said = markersIn(decodeURIComponent(address))
  const found = markersIn(readable(address, answer.all))
  const leaked = [...found].filter(
    (word) =>
      !allowed.has(word) &&
      !said.has(word) &&
      !(question.listsPlaces === true && word.startsWith('pl-')) &&
      // The name of a mission is its own; only its members are told it, wherever they are.
      !(word.endsWith('mtz') && own.has(word)),
  )
  return [
    ...(statuses.includes(answer.status)
      ? []
      : [`answers ${answer.status}, not ${statuses.join(' or ')}`]),
    ...leaked.map((word) => `tells "${word}"`),
    ...(answer.status === 200 ? shows.filter((word) => !found.has(word)) : []).map(
      (word) => `does not show "${word}"`,
    ),
    ...itemFaults(question, answer),
    ...[answer.status === 200 ? (question.check?.(answer) ?? null) : null].filter(
      (fault) => fault !== null,
    ),
  ]
}

function itemFaults({ items }: Question, { status, body }: Answer): readonly string[] {
  if (items === undefined || status !== 200) return []
  const answered: unknown = JSON.parse(body)
  const listed =
    typeof answered === 'object' && answered !== null && 'items' in answered ? answered.items : []
  const ids = Array.isArray(listed) ? listed.map(idOf) : []
  const known = items.among.map(({ id }) => id)
  return [
    ...ids
      .filter((id) => known.includes(id) && !items.ids.includes(id))
      .map((id) => `counts the entry ${id} among its items`),
    ...items.ids
      .filter((id) => !ids.includes(id))
      .map((id) => `lacks the entry ${id} among its items`),
  ]
}

function idOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return ''
  if ('claim' in item) return idOf(item.claim)
  return 'id' in item && typeof item.id === 'string' ? item.id : ''
}

/** The first word of each of these entries that somebody reads. */
export function firstWords(actor: Actor, entries: readonly Marked[]): readonly string[] {
  return entries.filter((entry) => reads(actor, entry)).flatMap(({ words }) => words.slice(0, 1))
}
