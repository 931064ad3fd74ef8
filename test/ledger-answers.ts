import { z } from 'zod'

import { aClaim, RESTRICTED } from './drafts.ts'

const bounds = z.looseObject({ low: z.number().nullable(), high: z.number().nullable() })
const closeSchema = z.looseObject({ state: z.string(), seq: z.number(), knownAt: z.string() })
const reportSchema = z.object({ figure: bounds, difference: bounds, state: z.string() })
/** The strength ledger as the API answers it, as far as tests look. */
export const ledgerSchema = z.object({
  rows: z.array(
    z.looseObject({
      party: z.string().nullable(),
      figure: bounds,
      reported: z.array(reportSchema),
      close: closeSchema.nullable(),
    }),
  ),
})
/** What an action that was done answers. */
export const receiptsSchema = z.object({ receipts: z.array(z.object({ id: z.string() })) })
/** The doubts about movements as the API answers them, as far as tests look. */
export const checksSchema = z.object({
  rows: z.array(
    z.looseObject({
      subject: z.string(),
      doubt: z.string(),
      state: z.string(),
      other: z.string().nullable(),
    }),
  ),
})

/** A movement that came to light after the day was closed. */
export function laterCorrection() {
  return aClaim({
    handling: RESTRICTED,
    kind: 'forces.movement',
    subject: 'movement-slv-2',
    assertedBy: 'MSS',
    authority: 'mission-record',
    valid: '2025-02-04/..',
    saidAt: '2126-11-21T08:30:00Z',
    value: {
      direction: 'arrival',
      contributor: 'SLV',
      personnel: { low: 60, high: 60, unit: 'person' },
      component: 'military',
      on: '2025-02-04',
      ordinal: 2,
      carrier: null,
    },
  })
}
