import { newId } from '#kit'
import type { StandingClaim } from '#register'

/** A claim that stands on the day asked about, but for what the test changes. */
export function aStandingClaim(fields: Partial<StandingClaim> = {}): StandingClaim {
  return {
    id: newId(),
    seq: 1,
    recordedAt: '2026-11-21T09:00:00.000Z',
    kind: 'agreements.stage',
    subject: 'agreement-ken-hti',
    value: { stage: 'signed', on: '2024-03-01' },
    modality: 'affirmed',
    valid: '2024-03-01/..',
    saidAt: '2024-03-01T23:59:59Z',
    reach: 'certain',
    assertedBy: 'RUTO',
    reportedBy: null,
    document: null,
    authority: 'official-statement',
    citations: [],
    note: null,
    ...fields,
  }
}
