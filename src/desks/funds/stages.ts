import { z } from 'zod'

import { type Answer, answerSchema, defineAccount, type Row, rowSchema, askingOf } from '#desk-kit'
import { type Day, groupBy, parseEdtf } from '#kit'
import { figureOf, findSubjects, inForce } from '#register'
import type { StandingClaim } from '#register'

import { FUND_MEASURES, position } from './kinds.ts'

type Measure = (typeof FUND_MEASURES)[number]

/** What a fund held by one measure, by the latest position that anybody gave. */
export interface StageRow extends Row {
  readonly measure: Measure
  readonly asAt: string
}

const stageRowSchema: z.ZodType<StageRow> = rowSchema.extend({
  measure: z.enum(FUND_MEASURES),
  asAt: z.string(),
})

/** Each fund by measure and currency: the latest position given by the day asked about, rivals of that day beside it. */
export const stagesAccount = defineAccount<Answer<StageRow>>({
  name: 'stages',
  title: 'funds.stages-account',
  answer: answerSchema(stageRowSchema),
  async run(ctx, at) {
    const claims = await inForce(ctx.db, ctx.mission, [position.name], at)
    const subjects = await findSubjects(
      ctx.db,
      ctx.mission,
      claims.map(({ subject }) => subject),
      at,
    )
    const positions = claims.map((claim) => ({ claim, value: position.read(claim.value) }))
    const rows = [
      ...groupBy(
        positions,
        ({ claim, value }) => `${claim.subject} ${value.measure} ${value.amount.unit}`,
      ).values(),
    ].flatMap((group): StageRow[] => {
      const [first] = group
      if (first === undefined) return []
      const asAt = group
        .map(({ value }) => value.asAt)
        .reduce((a, b) => (lastDay(a) >= lastDay(b) ? a : b))
      const latest = group
        .filter(({ value }) => lastDay(value.asAt) === lastDay(asAt))
        .map(({ claim }) => claim)
      const named = subjects.get(first.claim.subject)
      const figure = figureOf({
        claims: latest,
        decided: null,
        unit: first.value.amount.unit,
        quantityOf: amountOf,
      })
      return [
        {
          subject: first.claim.subject,
          party: named?.party ?? null,
          figure,
          title: named?.title ?? null,
          measure: first.value.measure,
          asAt,
        },
      ]
    })
    const order = ({ measure }: StageRow) => FUND_MEASURES.indexOf(measure)
    return {
      ...askingOf(at),
      rows: rows.sort((a, b) => order(a) - order(b) || (a.figure.unit < b.figure.unit ? -1 : 1)),
      total: null,
    }
  },
})

function amountOf(claim: StandingClaim) {
  return position.read(claim.value).amount
}

function lastDay(edtf: string): Day {
  const { from, to } = parseEdtf(edtf)
  return to.latest ?? from.earliest ?? ''
}
