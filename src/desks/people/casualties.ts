import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  defineAccount,
  figureSchema,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { groupBy } from '#kit'
import { type Figure, findSubjects, inForce, type StandingClaim } from '#register'

import { CATEGORIES, type CaseLine, type Category, readCases } from './cases.ts'
import { computeCount, differenceOf, isCountable, ordinalOf, sumOf } from './casualty-sums.ts'
import { casualtyCount } from './kinds.ts'

/** One line on casualties: a sum from the cases, a count that somebody claims, or a case. */
export interface CasualtyRow extends Row {
  readonly sort: 'computed' | 'claimed' | 'case'
  readonly group: string | null
  /** What is counted, in the words of the claim or of the desk. */
  readonly category: string
  /** Of a case when it happened, of a claimed count its window (EDTF). */
  readonly on: string | null
  /** Beside a claimed count: what the cases of the same scope come to, and how much more is claimed. */
  readonly computed: Figure | null
  readonly difference: Figure | null
  /** Of a death: which one it is of its contributor. Worked out, never entered. */
  readonly ordinal: Figure | null
  /** The cases that were added up, and those of the same people and days that are not among them. */
  readonly counted: readonly string[]
  readonly outside: readonly string[]
  /** The case that counts this one already. */
  readonly within: string | null
  readonly notified: 'authorised' | 'waiting' | null
}

const casualtyRowSchema: z.ZodType<CasualtyRow> = rowSchema.extend({
  sort: z.enum(['computed', 'claimed', 'case']),
  group: z.string().nullable(),
  category: z.string(),
  on: z.string().nullable(),
  computed: figureSchema.nullable(),
  difference: figureSchema.nullable(),
  ordinal: figureSchema.nullable(),
  counted: z.array(z.string()),
  outside: z.array(z.string()),
  within: z.string().nullable(),
  notified: z.enum(['authorised', 'waiting']).nullable(),
})

/** What the words of a claimed count take in. */
const TAKES_IN: Readonly<Record<string, readonly Category[]>> = {
  killed: ['killed'],
  injured: ['injured'],
  missing: ['missing'],
  'injured-or-missing': ['injured', 'missing'],
  'killed-or-injured': ['killed', 'injured'],
  treated: ['injured'],
}

/**
 * Casualties by what happened and contributor, worked out from the cases, and beside every count that somebody
 * claims: what the cases come to, the difference, and the cases it does not take in. The total is the mission's dead.
 */
export const casualtiesAccount = defineAccount<Answer<CasualtyRow>>({
  name: 'casualties',
  title: 'people.casualties-account',
  answer: answerSchema(casualtyRowSchema),
  async run(ctx, at) {
    const lines = await readCases(ctx, at)
    const claims = await inForce(ctx.db, ctx.mission, [casualtyCount.name], at)
    const names = [...new Set(claims.map(({ subject }) => subject))]
    const subjects = await findSubjects(ctx.db, ctx.mission, names, at)
    const claimed = claims.map((claim) =>
      claimedRow(claim, subjects.get(claim.subject)?.title ?? null, lines),
    )
    const dead = lines.filter((line) => isCountable(line) && line.category === 'killed')
    return {
      ...askingOf(at),
      rows: [...computedRows(lines), ...claimed, ...lines.map((line) => caseRow(line, lines))],
      total: sumOf(dead.map(({ figure }) => figure)),
    }
  },
})

const PLAIN = {
  on: null,
  computed: null,
  difference: null,
  ordinal: null,
  counted: [],
  outside: [],
  within: null,
  notified: null,
} as const

function computedRows(lines: readonly CaseLine[]): readonly CasualtyRow[] {
  const countable = lines.filter((line) => isCountable({ ...line, group: 'mission' }))
  const byScope = groupBy(countable, ({ group, nationality, category }) =>
    [group, nationality ?? '', CATEGORIES.indexOf(category)].join(' '),
  )
  return [...byScope]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, ofScope]) => {
      const [first] = ofScope
      const figure = sumOf(ofScope.map((line) => line.figure))
      if (first === undefined || figure === null) return []
      const { group, nationality, category } = first
      const subject = `casualties-${group}-${nationality?.toLowerCase() ?? 'unstated'}-${category}`
      const counted = ofScope.map((line) => line.subject)
      return [
        {
          ...PLAIN,
          subject,
          party: nationality,
          figure,
          title: null,
          sort: 'computed' as const,
          group,
          category,
          counted,
        },
      ]
    })
}

function claimedRow(
  { id, subject, value, assertedBy, reportedBy }: StandingClaim,
  title: string | null,
  lines: readonly CaseLine[],
): CasualtyRow {
  const { category, people, nationality, window } = casualtyCount.read(value)
  const { low, high } = people
  const figure: Figure = {
    ...people,
    disputed: false,
    unquantified: low === null && high === null ? 1 : 0,
    basis: [{ claim: id, assertedBy, reportedBy, low, high, chosen: true }],
  }
  const categories = TAKES_IN[category] ?? []
  const computed = computeCount(lines, { categories, nationality, window })
  return {
    ...PLAIN,
    subject,
    party: nationality,
    figure,
    title,
    sort: 'claimed',
    group: 'mission',
    category,
    on: window,
    computed: computed.figure,
    difference: computed.figure === null ? null : differenceOf(figure, computed.figure),
    counted: computed.counted.map((line) => line.subject),
    outside: [...new Set(computed.outside.map((line) => line.subject))],
  }
}

function caseRow(line: CaseLine, lines: readonly CaseLine[]): CasualtyRow {
  const { subject, nationality, figure, title, group, category, on, notified } = line
  return {
    ...PLAIN,
    subject,
    party: nationality,
    figure,
    title,
    sort: 'case',
    group,
    category,
    on,
    ordinal: ordinalOf(line, lines),
    within: line.within,
    notified,
  }
}
