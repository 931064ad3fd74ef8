import type { Context as Request } from 'hono'

import type { SignedIn } from '#platform'

declare module 'hono' {
  interface ContextVariableMap {
    signedIn: SignedIn | null | undefined
  }
}

/** Who sends a request; null where nobody signed in. */
export function signedInOf(request: Request): SignedIn | null {
  return request.get('signedIn') ?? null
}
