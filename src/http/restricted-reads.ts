import type { Context as Request } from 'hono'
import { routePath } from 'hono/route'

import { signedInOf } from './signed-in.ts'
import type { Site } from './site.ts'

/** The entries shown in answer to one request that not everybody may see. */
export interface RestrictedReads {
  readonly mission: string
  readonly shown: Set<string>
}

declare module 'hono' {
  interface ContextVariableMap {
    restrictedReads: RestrictedReads | undefined
  }
}

/** Where the reads of this request are gathered. */
export function restrictedOf(request: Request, mission: string): RestrictedReads {
  const known = request.get('restrictedReads')
  if (known !== undefined) return known
  const fresh = { mission, shown: new Set<string>() }
  request.set('restrictedReads', fresh)
  return fresh
}

/** Puts into the audit what somebody was shown, before they are shown it. */
export async function noteRestrictedReads({ auth }: Site, request: Request): Promise<void> {
  const reads = request.get('restrictedReads')
  const signedIn = signedInOf(request)
  if (reads === undefined || signedIn === null || reads.shown.size === 0) return
  const { mission, shown } = reads
  await auth.noteRead({
    actor: signedIn.actor,
    mission,
    route: routePath(request, -1),
    entries: [...shown].sort(),
  })
}
