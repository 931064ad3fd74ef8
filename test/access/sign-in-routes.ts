import type { Rule } from './questions.ts'
import { everybody, forThoseWho, ownFormOnly } from './rules.ts'

/** The routes of signing in, of one's account and of everybody's (routes.ts). */
export const SIGN_IN_ROUTES: Readonly<Record<string, Rule>> = {
  'GET /sign-in': everybody(['/sign-in'], [200, 303]),
  'GET /sign-in/code': everybody(['/sign-in/code'], [200, 303, 404]),
  'GET /sign-in/provider': everybody(['/sign-in/provider'], [401]),
  'GET /sign-in/provider/return': everybody(['/sign-in/provider/return'], [401]),
  'GET /welcome/:secret': everybody(['/welcome/nothing'], [404, 410]),
  'GET /account': everybody(['/account'], [303, 404]),
  'GET /account/password': everybody(['/account/password'], [200, 303, 404]),
  'GET /account/authenticator': everybody(['/account/authenticator'], [200, 303, 404]),
  'GET /account/recovery-codes': everybody(['/account/recovery-codes'], [200, 303, 404]),
  'GET /account/tokens': everybody(['/account/tokens'], [200, 303, 404]),
  'GET /account/address/:secret': everybody(['/account/address/nothing'], [303, 404]),
  'GET /audit': forThoseWho('audit'),
  'GET /administer': forThoseWho('administer'),
  'GET /administer/invite': forThoseWho('administer'),
  'GET /administer/accounts/:account': forThoseWho('administer', [404]),
  ...posts(
    '/sign-in',
    '/sign-in/code',
    '/sign-in/passkey',
    '/sign-in/passkey/options',
    '/sign-out',
    '/welcome/:secret',
    '/welcome/:secret/provider',
    '/account/password',
    '/account/authenticator',
    '/account/authenticator/code',
    '/account/authenticator/remove',
    '/account/recovery-codes',
    '/account/passkeys',
    '/account/passkeys/options',
    '/account/passkeys/remove',
    '/account/sessions/end',
    '/account/tokens',
    '/account/tokens/revoke',
    '/account/address/:secret',
    '/administer/invite',
    '/administer/accounts/:account',
    '/administer/accounts/:account/take',
    '/administer/accounts/:account/link',
    '/administer/accounts/:account/disable',
    '/administer/accounts/:account/enable',
    '/administer/accounts/:account/end-sessions',
  ),
}

function posts(...paths: readonly string[]): Readonly<Record<string, Rule>> {
  return Object.fromEntries(paths.map((path) => [`POST ${path}`, ownFormOnly()]))
}
