import { addDays, type Day, addMonths } from '#kit'

import type { Stage } from './pledge-kinds.ts'

/** Whether a promise still holds by the rule on record: since it was made, or last confirmed. */
export interface Validity {
  /**
   * Nothing is to be confirmed where the promise has been kept (`arrived`) or is being kept, since people of the
   * contributor have arrived after it (`arriving`), nor where it was withdrawn (`ended`).
   */
  readonly state:
    | 'current'
    | 'to-confirm'
    | 'expired'
    | 'arriving'
    | 'arrived'
    | 'ended'
    | 'no-rule'
  /** The last day on which it holds; null where that is not to be told. */
  readonly until: Day | null
}

/** The rule on promises as the record holds it. */
export interface PledgeRule {
  readonly firstMonths: number
  readonly everyMonths: number
  readonly warningDays: number
  readonly claim: string
}

/** Until when a promise holds: from the day it was made, and anew from each day on which it was renewed. */
export function validityOf(
  promise: {
    readonly stage: Stage
    readonly said: readonly Day[]
    /** The last days on which people of its contributor arrived. */
    readonly arrivals: readonly Day[]
  },
  { rule, day }: { readonly rule: PledgeRule | null; readonly day: Day },
): Validity {
  const settled = SETTLED[promise.stage]
  if (settled !== undefined) return { state: settled, until: null }
  const [made, ...renewed] = promise.said.filter((said) => said !== '').toSorted()
  if (made !== undefined && promise.arrivals.some((arrived) => arrived >= made)) return ARRIVING
  if (rule === null || made === undefined) return { state: 'no-rule', until: null }
  const ends = renewed.map((said) => addMonths(said, rule.everyMonths))
  const until = [addMonths(made, rule.firstMonths), ...ends].reduce((a, b) => (a > b ? a : b))
  if (until < day) return { state: 'expired', until }
  return { state: addDays(until, -rule.warningDays) <= day ? 'to-confirm' : 'current', until }
}

/** A promise whose people arrive needs no letter that says it still holds. */
const ARRIVING = { state: 'arriving', until: null } as const

const SETTLED: Partial<Record<Stage, Validity['state']>> = {
  'in-theatre': 'arrived',
  rotated: 'arrived',
  withdrawn: 'ended',
  lapsed: 'ended',
}
