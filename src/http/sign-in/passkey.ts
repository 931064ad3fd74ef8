import {
  accountOfPasskey,
  askForPasskey,
  askToMakePasskey,
  keepPasskey,
  newSecret,
  open,
  strengthen,
} from '#platform'
import type { PasskeyPlace, SignInOutcome } from '#platform'
import { text } from '#ui'

import { clientAddressOf } from '../client-address.ts'
import { valueIn } from '../pages/forms/form-values.ts'
import { browserOf, cookieOf, giveCookie } from './browser.ts'
import { nextOf } from './next.ts'
import { passkeyHostOf } from './passkey-form.tsx'
import { afterSignIn, drawSignIn } from './sign-in-page.tsx'
import { sendOn, wrongForm } from './visit.tsx'
import type { PlainVisit } from './visit.tsx'

type Values = Readonly<Record<string, string>>

/** What the browser is asked when somebody signs in with a passkey, as JSON for the page's script. */
export async function offerPasskey(visit: PlainVisit): Promise<Response> {
  const { site, request } = visit
  request.header('cache-control', 'private, no-store')
  return request.json(await askForPasskey(site.auth, placeOf(visit)))
}

/** Takes a passkey's answer and lets its owner in. */
export async function sendPasskey(visit: PlainVisit, values: Values): Promise<Response> {
  const next = nextOf(valueIn(values, 'next'))
  return afterSignIn(visit, await outcomeOf(visit, values['answer'] ?? ''), {
    next,
    refused: async (waiting, status) => {
      const sentence = status === 401 ? text(visit.reader, 'passkey.failed') : waiting
      return drawSignIn(visit, wrongForm({ next }, { field: 'name', sentence }), status)
    },
  })
}

async function outcomeOf(visit: PlainVisit, answer: string): Promise<SignInOutcome> {
  const { site, request } = visit
  const waitSeconds = await site.auth.limits.take('sign-in', clientAddressOf(site, request))
  if (waitSeconds > 0) return { outcome: 'refused', waitSeconds }
  const account = await accountOfPasskey(site.auth, answer, placeOf(visit))
  if (account === undefined) return { outcome: 'refused', waitSeconds: 0 }
  const how = { method: 'passkey', strength: 'full', browser: browserOf(site, request) } as const
  return open(site.auth, account, how)
}

/** What the browser is asked when somebody makes a passkey, as JSON for the page's script. */
export async function offerToMakePasskey(visit: PlainVisit): Promise<Response> {
  const { site, request, signedIn } = visit
  if (signedIn === null) return request.json({}, 401)
  request.header('cache-control', 'private, no-store')
  return request.json(await askToMakePasskey(site.auth, signedIn.actor.id, placeOf(visit)))
}

/** Keeps the passkey that somebody made; from here on the session counts as two factors. */
export async function sendNewPasskey(visit: PlainVisit, values: Values): Promise<Response> {
  const { site, request, signedIn, reader } = visit
  const secret = cookieOf(site, request, 'session')
  if (signedIn === null || secret === undefined) return sendOn(visit, '/sign-in')
  const account = signedIn.actor.id
  const browser = browserOf(site, request).name
  const label = browser === '' ? text(reader, 'passkey.unnamed') : browser
  const kept = await keepPasskey(
    site.auth,
    { account, label, answer: values['answer'] ?? '' },
    placeOf(visit),
  )
  if (!kept) return sendOn(visit, '/account?failed=passkey')
  giveCookie(site, request, 'session', await strengthen(site.auth, secret, { account, browser }))
  return sendOn(visit, '/account?done=passkey')
}

/** Where and of whom a passkey is asked. A browser without any of our cookies has begun nothing. */
function placeOf(visit: PlainVisit): PasskeyPlace {
  const { site, request, signedIn } = visit
  const host = passkeyHostOf(visit) ?? ''
  const use = signedIn === null ? 'form' : 'session'
  return {
    host,
    origin: originOf(visit),
    browser: cookieOf(site, request, use) ?? newSecret(),
  }
}

/** The address that readers know us by. */
export function originOf({ site, request }: PlainVisit): string {
  return site.auth.settings.publicAddress ?? new URL(request.req.url).origin
}
