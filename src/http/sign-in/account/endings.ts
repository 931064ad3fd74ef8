import { isId } from '#kit'
import { endOwnSession, removePasskey } from '#platform'

import { valueIn } from '../../pages/forms/form-values.ts'
import { sendOn } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { forOwner } from './owner.ts'

type Values = Readonly<Record<string, string>>

/** Ends one of one's own sessions. */
export async function sendSessionEnd(visit: PlainVisit, values: Values): Promise<Response> {
  return forOwner(visit, async ({ account }) => {
    const id = valueIn(values, 'id')
    if (isId(id)) await endOwnSession(visit.site.auth, account.account, id)
    return sendOn(visit, '/account?done=session')
  })
}

/** Takes one of one's own passkeys away. */
export async function sendRemovePasskey(visit: PlainVisit, values: Values): Promise<Response> {
  return forOwner(visit, async ({ account }) => {
    const id = valueIn(values, 'id')
    if (isId(id)) await removePasskey(visit.site.auth, account.account, id)
    return sendOn(visit, '/account?done=passkey-removed')
  })
}
