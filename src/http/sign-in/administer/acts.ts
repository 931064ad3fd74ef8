import { ROLES } from '#kit'
import { disable, enable, endSessionsFor, RefusedError, relink, takeGrant } from '#platform'

import { valueIn } from '../../pages/forms/form-values.ts'
import { sendOn } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { forAdministrator } from './administrator.ts'
import { accountOf } from './grant-page.tsx'
import { answerLink } from './link-page.tsx'

type Values = Readonly<Record<string, string>>

/** Takes a role from somebody. */
export async function sendTake(visit: PlainVisit, values: Values): Promise<Response> {
  return forAdministrator(visit, async ({ by }) => {
    const { account } = await accountOf(visit)
    const role = ROLES.find((one) => one === valueIn(values, 'role'))
    if (role === undefined) throw new RefusedError('incorrect', 'auth.role', 'Choose a role.')
    await takeGrant(visit.site.auth, by, { account, mission: valueIn(values, 'mission'), role })
    return sendOn(visit, '/administer?done=take')
  })
}

/** Makes another one-time link to somebody's account, and shows it. */
export async function sendRelink(visit: PlainVisit): Promise<Response> {
  return forAdministrator(visit, async ({ by }) => {
    const { account, shownName } = await accountOf(visit)
    return answerLink(visit, await relink(visit.site.auth, by, account), shownName)
  })
}

/** Keeps somebody from signing in. */
export async function sendDisable(visit: PlainVisit): Promise<Response> {
  return forAdministrator(visit, async ({ by }) => {
    const { account } = await accountOf(visit)
    await disable(visit.site.auth, by, account)
    return sendOn(visit, '/administer?done=disable')
  })
}

/** Lets somebody sign in again. */
export async function sendEnable(visit: PlainVisit): Promise<Response> {
  return forAdministrator(visit, async ({ by }) => {
    const { account } = await accountOf(visit)
    await enable(visit.site.auth, by, account)
    return sendOn(visit, '/administer?done=enable')
  })
}

/** Ends all sessions of somebody. */
export async function sendEndSessions(visit: PlainVisit): Promise<Response> {
  return forAdministrator(visit, async ({ by }) => {
    const { account } = await accountOf(visit)
    await endSessionsFor(visit.site.auth, by, account)
    return sendOn(visit, '/administer?done=end-sessions')
  })
}
