import type { Child } from 'hono/jsx'

import { drawBody } from './layout.tsx'
import { UI_MESSAGES } from './messages.ts'
import { makeReader } from './reader.ts'
import type { GivenAsking, Reader, ReaderSeed } from './reader.ts'
import type { ShownFigure } from './shown-figure.ts'
import { makeWords } from './words.ts'

const words = makeWords([UI_MESSAGES])
const TEST_ROOT = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const NOTHING: GivenAsking = { validOn: null, knownAt: null, recordAt: null, language: null }

/** A reader for tests, reading on 21 November 2026 unless told otherwise. */
export function testReader(
  given: Partial<GivenAsking> = {},
  seed: Partial<
    Pick<ReaderSeed, 'language' | 'here' | 'isStill' | 'parties' | 'csrf' | 'account'>
  > = {},
): Reader {
  const today = '2026-11-21'
  return makeReader({
    root: '/m',
    isAtWork: true,
    language: 'en',
    words,
    mission: { id: 'mss-haiti', title: 'Mission in Haiti' },
    here: '/m/mss-haiti/forces/pledges',
    isStill: false,
    csrf: null,
    account: null,
    parties: new Map([['UN-SG', 'Secretary-General']]),
    ...seed,
    asking: {
      validOn: given.validOn ?? today,
      knownAt: `${given.knownAt ?? today}T23:59:59Z`,
      recordAt: { seq: 1204, at: '2026-11-20T06:00:00Z', root: TEST_ROOT },
      today,
      given: { ...NOTHING, ...given },
    },
  })
}

/** A figure for tests, resting on one claim of Kenya unless told otherwise. */
export function testFigure(
  low: number | null,
  high: number | null,
  rest: Partial<ShownFigure> = {},
): ShownFigure {
  const basis = [
    { claim: 'claim-1', assertedBy: 'KEN', reportedBy: null, low, high, chosen: false },
  ]
  return { low, high, unit: 'person', disputed: false, unquantified: 0, basis, ...rest }
}

/** What a component draws, as text. */
export async function drawn(child: Child): Promise<string> {
  return (await drawBody(child)).toString()
}
