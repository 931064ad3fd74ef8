import fc from 'fast-check'

import type { Handling } from '#kit'

import { OPEN, RESTRICTED } from './drafts.ts'

const HANDLINGS: readonly Handling[] = [
  OPEN,
  OPEN,
  { ...OPEN, release: 'partner' },
  RESTRICTED,
  { ...RESTRICTED, release: 'confidential' },
  { ...RESTRICTED, compartment: 'medical' },
  { ...OPEN, embargo: { reason: 'Not yet', notBefore: null } },
]
const VALID = ['2024-03-05/..', '2024-02-10/2024-04-20', '2024-03', '2024-03-15', '../2024-04-01']
/** The instants at which things are said. */
export const SAID = ['2024-02-20', '2024-03-01', '2024-03-12', '2024-04-02'].map(
  (day) => `${day}T23:59:59Z`,
)
/** Days that are asked about. */
export const DAYS = ['2024-02-15', '2024-03-06', '2024-03-15', '2024-04-15']
const handling = fc.constantFrom(...HANDLINGS)
const said = fc.constantFrom(...SAID)
const saying = fc.record({
  do: fc.constant('say' as const),
  handling,
  said,
  valid: fc.constantFrom(...VALID),
  party: fc.nat(1),
})
const end = fc.record({
  do: fc.constantFrom('end' as const, 'undo' as const),
  handling,
  said,
  pick: fc.nat(100),
  whose: fc.constantFrom('source' as const, 'record' as const),
})
const move = fc.record({
  do: fc.constant('move' as const),
  of: fc.constantFrom('claim' as const, 'claim' as const, 'relation' as const),
  pick: fc.nat(100),
  to: fc.constantFrom('public' as const, 'partner' as const, 'restricted' as const),
  compartment: fc.constantFrom(null, null, 'medical' as const),
  answer: fc.constantFrom('approved' as const, 'approved' as const, 'refused' as const, null),
})
const step = fc.oneof(
  { weight: 4, arbitrary: saying },
  { weight: 2, arbitrary: end },
  { weight: 3, arbitrary: move },
)
/** One thing that happens to a record. */
export type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
/** A record's life, drawn at random: what is said, taken back, given back and moved to others. */
export const script = fc.array(step, { minLength: 6, maxLength: 24 })
