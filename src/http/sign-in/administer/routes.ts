import type { Sending, Showing } from '../visit.tsx'
import { sendDisable, sendEnable, sendEndSessions, sendRelink, sendTake } from './acts.ts'
import { showAdminister } from './administer-page.tsx'
import { sendGrant, showGrant } from './grant-page.tsx'
import { sendInvite, showInvite } from './invite-page.tsx'

/** The pages on which administrators manage accounts. */
export const ADMINISTER_PAGES: readonly (readonly [path: string, show: Showing])[] = [
  ['/administer', showAdminister],
  ['/administer/invite', showInvite],
  ['/administer/accounts/:account', showGrant],
]

/** What is sent from them. */
export const ADMINISTER_FORMS: readonly (readonly [path: string, send: Sending])[] = [
  ['/administer/invite', sendInvite],
  ['/administer/accounts/:account', sendGrant],
  ['/administer/accounts/:account/take', sendTake],
  ['/administer/accounts/:account/link', sendRelink],
  ['/administer/accounts/:account/disable', sendDisable],
  ['/administer/accounts/:account/enable', sendEnable],
  ['/administer/accounts/:account/end-sessions', sendEndSessions],
]
