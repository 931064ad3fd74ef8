import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  defineAccount,
  plainRowSchema,
  askingOf,
  type Ground,
  groundSchema,
} from '#desk-kit'
import { type Day, groupBy, parseEdtf } from '#kit'
import { findSubjects, inForce } from '#register'
import type { StandingClaim } from '#register'

import { courtCase, filing, hearing, inCase, order, orderPart, ruling } from './kinds.ts'
import { basisOf } from './said.ts'
import { hasBegun, isWithin, type Within } from './within.ts'

const SORTS = ['case', 'filing', 'ruling', 'order', 'order-part', 'hearing'] as const
const STATES = ['in-effect', 'ran-out', 'ended', 'undetermined', 'unanswered', 'none'] as const

/** Something in a court case: the case itself, a filing, a ruling, an order or its part, a hearing. */
export interface CaseRow extends AnyRow {
  readonly figure: null
  /** The subject of the case; null where it is not said to which one it belongs. */
  readonly case: string | null
  readonly sort: (typeof SORTS)[number]
  /** Its outcome, effect, sort or status, as a word of its kind. */
  readonly word: string | null
  readonly content: string
  /** Courts and judges of what they decide, parties of what they file. */
  readonly by: readonly string[]
  readonly on: string | null
  readonly until: string | null
  readonly unless: string | null
  /**
   * Whether a ruling, an order or a part of one has effect on the day; of a filing, `unanswered` where nothing that
   * the court decided after it is on record. `none` for what has no effect of itself.
   */
  readonly state: (typeof STATES)[number]
  readonly basis: readonly Ground[]
}

const rowSchema: z.ZodType<CaseRow> = plainRowSchema.extend({
  case: z.string().nullable(),
  sort: z.enum(SORTS),
  word: z.string().nullable(),
  content: z.string(),
  by: z.array(z.string()),
  on: z.string().nullable(),
  until: z.string().nullable(),
  unless: z.string().nullable(),
  state: z.enum(STATES),
  basis: z.array(groundSchema),
})

/** Court cases with all that stands in them on the day: which order restrains what, until when, and unless what. */
export const casesAccount = defineAccount<Answer<CaseRow>>({
  name: 'cases',
  title: 'agreements.cases-account',
  answer: answerSchema(rowSchema),
  async run(ctx, at) {
    const claims = await inForce(ctx.db, ctx.mission, KINDS, at)
    const lines = claims.flatMap((claim) => lineOf(claim, at.validOn))
    const subjects = await findSubjects(
      ctx.db,
      ctx.mission,
      lines.map(({ subject }) => subject),
      at,
    )
    const inCases = lines.map((line) => placed(line, claims))
    const rows = inCases
      .map((line) => ({
        ...line,
        state: isUnanswered(line, inCases) ? ('unanswered' as const) : line.state,
        party: subjects.get(line.subject)?.party ?? null,
        title: subjects.get(line.subject)?.title ?? null,
      }))
      .toSorted(inOrder)
    return { ...askingOf(at), rows, total: null }
  },
})

const KINDS = [courtCase, filing, ruling, order, orderPart, hearing, inCase].map(({ name }) => name)

type Line = Omit<CaseRow, 'party' | 'title'>

/** What a claim of each kind says of a case; `in-case` itself has no line. */
function lineOf(claim: StandingClaim, day: Day): readonly Line[] {
  const base = {
    subject: claim.subject,
    figure: null,
    case: null,
    until: null,
    unless: null,
    state: 'none' as const,
    basis: [basisOf(claim, null)],
  }
  switch (claim.kind) {
    case courtCase.name: {
      const { court, matter, filed } = courtCase.read(claim.value)
      const own = { sort: 'case' as const, case: claim.subject, word: null, by: [court] }
      return [{ ...base, ...own, content: matter, on: filed }]
    }
    case filing.name: {
      const { case: of, sort, by, on, relief } = filing.read(claim.value)
      const own = { sort: 'filing' as const, case: of, word: sort, by }
      return [{ ...base, ...own, content: relief ?? '', on }]
    }
    case hearing.name: {
      const { case: of, on, matter, status } = hearing.read(claim.value)
      return [{ ...base, sort: 'hearing', case: of, word: status, by: [], content: matter, on }]
    }
    default:
      return decidedLine(claim, { base, day })
  }
}

interface Drawing {
  readonly base: Omit<Line, 'sort' | 'word' | 'content' | 'by' | 'on'>
  readonly day: Day
}

/** What a court decided, and whether it has effect on the day. */
function decidedLine(claim: StandingClaim, { base, day }: Drawing): readonly Line[] {
  const inEffect = (within: Within) => (claim.reach === 'certain' ? STATE[within] : 'undetermined')
  switch (claim.kind) {
    case ruling.name: {
      const { court, judge, on, outcome, holding } = ruling.read(claim.value)
      const own = { sort: 'ruling' as const, word: outcome, by: courtOf(court, judge) }
      return [{ ...base, ...own, content: holding, on, state: inEffect('yes') }]
    }
    case order.name: {
      const { court, judge, effect, on, until, content } = order.read(claim.value)
      const within = until === null ? hasBegun(on, day) : isWithin({ from: on, until }, day)
      const own = { sort: 'order' as const, word: effect, by: courtOf(court, judge), content }
      return [{ ...base, ...own, on, until, state: inEffect(within) }]
    }
    case orderPart.name: {
      const said = orderPart.read(claim.value)
      const { order: of, effect, matter, until, unless, to } = said
      const within = until === null ? 'yes' : isWithin({ from: null, until }, day)
      const own = { sort: 'order-part' as const, word: effect, by: to, content: matter, on: null }
      // A part lies where its order does; `placed` follows the order to its case.
      return [{ ...base, ...own, case: of, until, unless, state: inEffect(within) }]
    }
    default:
      return []
  }
}

const STATE = { yes: 'in-effect', no: 'ran-out', maybe: 'undetermined' } as const

function courtOf(court: string, judge: string | null): readonly string[] {
  return judge === null ? [court] : [court, judge]
}

/** A line in its case, ended where another of the case ends it. */
function placed(line: Line, claims: readonly StandingClaim[]): Line {
  const links = claims
    .filter(({ kind }) => kind === inCase.name)
    .map((claim) => ({ subject: claim.subject, ...inCase.read(claim.value) }))
  const linked = line.sort === 'order-part' ? line.case : line.subject
  const link = links.find(({ subject }) => subject === linked)
  const isEnded = links.some(({ ends }) => linked !== null && ends.includes(linked))
  const own = line.sort === 'order-part' ? null : line.case
  return {
    ...line,
    case: own ?? link?.case ?? null,
    state: isEnded && line.state !== 'none' ? 'ended' : line.state,
  }
}

/** Whether a filing asks for something and no later ruling or order of its case is on record. */
function isUnanswered({ sort, word, case: of, on }: Line, lines: readonly Line[]): boolean {
  if (sort !== 'filing' || word === 'answer') return false
  const filedBy = on === null ? null : parseEdtf(on).to.latest
  return !lines.some(
    (other) =>
      (other.sort === 'ruling' || other.sort === 'order') &&
      other.case === of &&
      other.on !== null &&
      filedBy !== null &&
      (parseEdtf(other.on).from.earliest ?? '') > filedBy,
  )
}

/** Whether nothing on record says that, or when, the court heard a case. */
export function isUnheard(rows: readonly CaseRow[]): boolean {
  return !rows.some(({ sort }) => sort === 'hearing')
}

function inOrder(a: Line, b: Line): number {
  const key = (line: Line) =>
    [line.case ?? '~', String(SORTS.indexOf(line.sort)), line.on ?? '~', line.subject].join(' ')
  if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1
  return (a.basis[0]?.claim ?? '') < (b.basis[0]?.claim ?? '') ? -1 : 1
}

/** The rows of each case, the case itself first. */
export function byCase(
  rows: readonly CaseRow[],
): readonly { readonly name: string | null; readonly rows: readonly CaseRow[] }[] {
  return [...groupBy(rows, (row) => row.case)].map(([name, ofCase]) => ({ name, rows: ofCase }))
}
