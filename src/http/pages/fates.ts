import type { Decision, Fate, StandingClaim } from '#register'
import type { Status } from '#ui'

/** What became of a claim, as the status that is shown. */
export function statusOfFate(fate: Fate): Status {
  switch (fate.fate) {
    case 'stands':
      return fate.reach === 'certain' ? 'standing' : 'possible'
    case 'replaced':
      return 'replaced'
    case 'other-days':
      return 'ended'
    case 'taken-back':
      return ENDINGS.get(fate.how) ?? 'withdrawn'
  }
}

/** How a standing claim stands: chosen by a decision, surely, or possibly. */
export function statusOfStanding(claim: StandingClaim, decision: Decision | null): Status {
  if (decision?.claims.includes(claim.id) === true) return 'chosen'
  return claim.reach === 'certain' ? 'standing' : 'possible'
}

const ENDINGS: ReadonlyMap<string, Status> = new Map([
  ['corrects', 'corrected'],
  ['supersedes', 'superseded'],
  ['withdraws', 'withdrawn'],
])
