import type { Context, Deed } from '#desk-kit'
import { RefusedError } from '#platform'
import { type Asking, inForceOn, type StandingClaim } from '#register'

/** The last letters of a deed's id: enough to tell its subjects from all others. */
export function markOf({ id }: Deed): string {
  return id.slice(-MARK_LENGTH)
}

const MARK_LENGTH = 12

/** The claims of a kind that stand on a subject; refused where there is none that whoever asks may see. */
export async function getStanding(
  { db, mission }: Context,
  at: Asking,
  { kind, subject }: { readonly kind: string; readonly subject: string },
): Promise<readonly StandingClaim[]> {
  const claims = (await inForceOn(db, mission, subject, at)).filter((one) => one.kind === kind)
  if (claims.length > 0) return claims
  throw new RefusedError(
    'incorrect',
    'people.nothing_on_record',
    `Nothing of the kind "${kind}" stands on "${subject}"; name a subject that has one, or record it first.`,
  )
}
