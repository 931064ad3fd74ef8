import { changePassword, endSessionsOf, renewSession } from '#platform'
import { BLANK_FORM, text } from '#ui'
import type { FormState } from '#ui'

import { browserOf, cookieOf, giveCookie } from '../browser.ts'
import { refusalOf, sendOn, wrongForm } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { NewPassword } from '../welcome-page.tsx'
import { answerAccountForm } from './account-form.tsx'
import { forOwner, passwordError } from './owner.ts'
import type { Owner } from './owner.ts'

/** The page on which somebody changes their password. */
export async function showPassword(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async (owner) => draw(owner, BLANK_FORM))
}

/** Changes the password; every other session of the account ends. */
export async function sendPassword(
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  return forOwner(visit, async (owner) => {
    const { site, request, reader } = visit
    const { account } = owner.account
    const password = values['password'] ?? ''
    if (password !== values['again']) {
      const error = { field: 'again', sentence: text(reader, 'welcome.differs') }
      return draw(owner, wrongForm({}, error))
    }
    const wrong = await passwordError(owner, values['current'] ?? '')
    if (wrong !== null) return draw(owner, wrongForm({}, wrong))
    const refused = await refusalOf(reader, async () =>
      changePassword(site.auth, account, password),
    )
    if (refused !== null) {
      return draw(owner, wrongForm({}, { field: 'password', sentence: refused.sentence }))
    }
    await endSessionsOf(site.auth, account, cookieOf(site, request, 'session') ?? null)
    const { strength } = owner.signedIn
    const start = { account, strength, browser: browserOf(site, request).name }
    const old = cookieOf(site, request, 'session') ?? ''
    giveCookie(site, request, 'session', await renewSession(site.auth, old, start))
    return sendOn(visit, '/account?done=password')
  })
}

async function draw(owner: Owner, state: FormState): Promise<Response> {
  const form = { name: 'password', action: '/account/password' }
  const fields = <NewPassword visit={owner.visit} state={state} />
  return answerAccountForm(owner, { ...form, fields }, state)
}
