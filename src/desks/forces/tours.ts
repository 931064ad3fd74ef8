import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { groupBy } from '#kit'
import { type Asking, findSubjects, inForce } from '#register'

import { type Counts, readCounts } from './counts.ts'
import {
  cohortsOn,
  ruleFor,
  type TourEnd,
  tourEnd,
  type TourRule,
  type TourState,
  tourState,
} from './tour-ends.ts'
import { ruleTour } from './tour-kinds.ts'

/** People who came together: how many are still there, and when their tour ends. */
export interface TourRow extends Row {
  /** EDTF. */
  readonly arrived: string
  readonly ends: TourEnd | null
  readonly state: TourState
  /** The claim that holds the rule; null where none is on record. */
  readonly rule: string | null
  /** How many days before the end warnings are given, the earliest first. */
  readonly warnings: readonly number[]
}

const tourRowSchema: z.ZodType<TourRow> = rowSchema.extend({
  arrived: z.string(),
  ends: z.object({ from: z.string(), until: z.string() }).nullable(),
  state: z.enum(['running', 'first-warning', 'last-warning', 'over', 'no-rule']),
  rule: z.string().nullable(),
  warnings: z.array(z.number()),
})

/** Who is there since when, and when their tours end by the rules on record; who came first is held to leave first. */
export const toursAccount = defineAccount<Answer<TourRow>>({
  name: 'tours',
  title: 'forces.tours-account',
  answer: answerSchema(tourRowSchema),
  async run(ctx, at) {
    return { ...askingOf(at), rows: await readTours(ctx, at), total: null }
  },
})

/** The tours on the day asked about, with the movements' names as recorded. */
async function readTours(ctx: Context, at: Asking): Promise<readonly TourRow[]> {
  const rules = await readTourRules(ctx, at)
  const rows = toursIn(await readCounts(ctx, at), { rules, day: at.validOn })
  const names = rows.map(({ subject }) => subject)
  const subjects = await findSubjects(ctx.db, ctx.mission, names, at)
  return rows.map((row) => ({ ...row, title: subjects.get(row.subject)?.title ?? null }))
}

/** The tours of all who are still there on a day, the earliest end first. */
export function toursIn(
  { moves }: Counts,
  { rules, day }: { readonly rules: readonly TourRule[]; readonly day: string },
): readonly TourRow[] {
  const rows = [...groupBy(moves, ({ contributor }) => contributor)].flatMap(([party, own]) => {
    const rule = ruleFor(party, rules)
    return cohortsOn(day, own)
      .filter(({ left }) => left.high !== 0)
      .map(({ move, left }) => {
        const ends = tourEnd(move, rule)
        return {
          subject: move.subject,
          party,
          figure: left,
          title: null,
          arrived: move.on,
          ends,
          state: tourState(ends, { rule, day }),
          rule: rule?.claim ?? null,
          warnings: rule === null ? [] : [rule.firstWarningDays, rule.lastWarningDays],
        }
      })
  })
  return rows.toSorted((a, b) => ((a.ends?.from ?? '9') < (b.ends?.from ?? '9') ? -1 : 1))
}

/** The rules on the length of tours that stand at the asking. */
export async function readTourRules(ctx: Context, at: Asking): Promise<readonly TourRule[]> {
  const claims = await inForce(ctx.db, ctx.mission, [ruleTour.name], at)
  return claims.map(({ id, value }) => {
    const { contributor, length, firstWarning, lastWarning } = ruleTour.read(value)
    return {
      contributor,
      length,
      firstWarningDays: firstWarning.high ?? 0,
      lastWarningDays: lastWarning.high ?? 0,
      claim: id,
    }
  })
}
