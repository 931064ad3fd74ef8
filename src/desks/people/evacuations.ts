import { z } from 'zod'

import {
  type AnyRow,
  type Answer,
  answerSchema,
  defineAccount,
  figureSchema,
  plainRowSchema,
  askingOf,
  groundSchema,
} from '#desk-kit'

import { type Month, monthsOf } from './clock-months.ts'
import { type Clock, CLOCK_STATES, CLOCKS } from './clocks.ts'
import { type PatientLine, readPatients } from './patients.ts'
import { readRules } from './rules.ts'

/** A patient with the three clocks, or how often the clocks were kept in a month. */
export type EvacuationRow = AnyRow & {
  readonly figure: null
  readonly sort: 'patient' | 'month'
  readonly patient: PatientLine | null
  readonly clocks: readonly Clock[]
  readonly month: Month | null
}

const clockSchema: z.ZodType<Clock> = z.object({
  measure: z.enum(CLOCKS),
  state: z.enum(CLOCK_STATES),
  took: figureSchema.nullable(),
  limit: figureSchema.nullable(),
})

const patientSchema: z.ZodType<PatientLine> = z.object({
  evacuation: z.string().nullable(),
  contributor: z.string().nullable(),
  letter: z.string().nullable(),
  word: z.string().nullable(),
  type: z.string().nullable(),
  people: figureSchema.nullable(),
  times: z.array(z.object({ point: z.string(), at: z.string(), basis: z.array(groundSchema) })),
  facilities: z.array(z.string()),
  chain: z.array(groundSchema),
  agreements: z.array(
    z.object({ subject: z.string(), stage: z.string().nullable(), basis: z.array(groundSchema) }),
  ),
  clearance: z
    .object({
      host: z.string(),
      hospital: z.string().nullable(),
      escort: z.string().nullable(),
      passport: z.string(),
      payer: z.string().nullable(),
      basis: z.array(groundSchema),
    })
    .nullable(),
  basis: z.array(groundSchema),
})

const monthSchema: z.ZodType<Month> = z.object({
  month: z.string(),
  measure: z.enum(CLOCKS),
  patients: figureSchema,
  met: figureSchema.nullable(),
  missed: figureSchema.nullable(),
  unknown: figureSchema.nullable(),
})

const evacuationRowSchema: z.ZodType<EvacuationRow> = plainRowSchema.extend({
  sort: z.enum(['patient', 'month']),
  patient: patientSchema.nullable(),
  clocks: z.array(clockSchema),
  month: monthSchema.nullable(),
})

/**
 * Every patient with the clocks for first aid, advanced care and surgery, against the rules on record, and by
 * month how often each was kept, missed or is not known. A missing moment is unknown, never a pass.
 */
export const evacuationsAccount = defineAccount<Answer<EvacuationRow>>({
  name: 'evacuations',
  title: 'people.evacuations-account',
  answer: answerSchema(evacuationRowSchema),
  async run(ctx, at) {
    const rules = await readRules(ctx, at)
    const patients = await readPatients(ctx, at, rules)
    const months = monthsOf(patients)
    return {
      ...askingOf(at),
      rows: [
        ...patients.map(({ subject, party, title, line, clocks }): EvacuationRow => ({
          subject,
          party,
          figure: null,
          title,
          sort: 'patient',
          patient: line,
          clocks,
          month: null,
        })),
        ...months.map((month): EvacuationRow => ({
          subject: `month-${month.month}-${month.measure}`,
          party: null,
          figure: null,
          title: null,
          sort: 'month',
          patient: null,
          clocks: [],
          month,
        })),
      ],
      total: null,
    }
  },
})
