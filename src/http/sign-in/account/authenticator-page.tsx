import type { Child } from 'hono/jsx'
import { encode } from 'uqr'

import {
  confirmAuthenticator,
  countRecoveryCodes,
  forgetTries,
  makeRecoveryCodes,
  pendingSecret,
  removeAuthenticator,
  startAuthenticator,
  strengthen,
  takeTry,
  attemptKey,
  totpAddress,
} from '#platform'
import { BLANK_FORM, CredentialField, PageHead, PostForm, text } from '#ui'
import type { FormState } from '#ui'

import { valueIn } from '../../pages/forms/form-values.ts'
import { browserOf, cookieOf, giveCookie } from '../browser.ts'
import { answerPlain, sendOn, wrongForm } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { answerAccountForm } from './account-form.tsx'
import { forOwner, passwordError } from './owner.ts'
import type { Owner } from './owner.ts'
import { answerRecoveryCodes } from './recovery-page.tsx'

type Values = Readonly<Record<string, string>>

/** The QR code of an app that is being set up, or the form that takes the app away. */
export async function showAuthenticator(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async (owner) => {
    if (owner.account.totpPending !== null) return drawSetUp(owner, BLANK_FORM)
    return owner.account.totpSecret === null
      ? sendOn(visit, '/account')
      : drawRemove(owner, BLANK_FORM)
  })
}

/** Begins to set an app up. */
export async function sendStartAuthenticator(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async ({ account }) => {
    if (account.totpSecret !== null) return sendOn(visit, '/account')
    await startAuthenticator(visit.site.auth, account.account)
    return sendOn(visit, '/account/authenticator')
  })
}

/** Takes the first code of an app; from here on the session counts as two factors. */
export async function sendAuthenticatorCode(visit: PlainVisit, values: Values): Promise<Response> {
  return forOwner(visit, async (owner) => {
    const { site, request, reader } = visit
    const { account } = owner.account
    const key = attemptKey(site.auth, 'code', { name: account, knownBrowser: null })
    const isRight =
      (await takeTry(site.auth, key)) === 0 &&
      (await confirmAuthenticator(site.auth, account, valueIn(values, 'code')))
    if (!isRight) {
      const error = { field: 'code', sentence: text(reader, 'code.wrong') }
      return drawSetUp(owner, wrongForm({}, error))
    }
    await forgetTries(site.auth, key)
    const old = cookieOf(site, request, 'session') ?? ''
    const browser = browserOf(site, request).name
    giveCookie(site, request, 'session', await strengthen(site.auth, old, { account, browser }))
    if ((await countRecoveryCodes(site.auth, account)) > 0) {
      return sendOn(visit, '/account?done=authenticator')
    }
    return answerRecoveryCodes(visit, await makeRecoveryCodes(site.auth, account))
  })
}

/** Takes the app away. */
export async function sendRemoveAuthenticator(
  visit: PlainVisit,
  values: Values,
): Promise<Response> {
  return forOwner(visit, async (owner) => {
    const wrong = await passwordError(owner, values['current'] ?? '')
    if (wrong !== null) return drawRemove(owner, wrongForm({}, wrong))
    await removeAuthenticator(visit.site.auth, owner.account.account)
    return sendOn(visit, '/account?done=authenticator-removed')
  })
}

async function drawRemove(owner: Owner, state: FormState): Promise<Response> {
  const form = { name: 'remove-authenticator', action: '/account/authenticator/remove' }
  return answerAccountForm(owner, form, state)
}

async function drawSetUp({ visit, account }: Owner, state: FormState): Promise<Response> {
  const { reader, site } = visit
  const secret = pendingSecret(site.auth, account) ?? ''
  const title = text(reader, 'account.authenticator.title')
  return answerPlain(visit, {
    title,
    status: state.errors.length === 0 ? 200 : 400,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, 'account.authenticator.lead')} />
        <div>
          <QrCode
            content={totpAddress(account.name, secret)}
            label={text(reader, 'account.authenticator.qr')}
          />
          <p>{text(reader, 'account.authenticator.by-hand')}</p>
          <code class="secret">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
        </div>
        <PostForm
          reader={reader}
          action={reader.link('/account/authenticator/code')}
          state={state}
          submit={text(reader, 'account.authenticator.go')}
          back={reader.link('/account')}
        >
          <CredentialField
            reader={reader}
            state={state}
            name="code"
            label={text(reader, 'account.authenticator.code')}
            type="text"
            autocomplete="one-time-code"
            inputmode="numeric"
            width="short"
          />
        </PostForm>
      </div>
    ),
  })
}

/** Drawn here, of one path: no picture of a secret is fetched from anywhere. */
function QrCode(props: { readonly content: string; readonly label: string }): Child {
  const { size, data } = encode(props.content, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label}>
      <path d={squares.join('')} shape-rendering="crispEdges" />
    </svg>
  )
}
