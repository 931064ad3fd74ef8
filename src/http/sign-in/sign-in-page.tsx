import type { Child } from 'hono/jsx'

import { signIn, signOut } from '#platform'
import type { SignInOutcome } from '#platform'
import { BLANK_FORM, CredentialField, HiddenField, PageHead, PostForm, text } from '#ui'
import type { FormState } from '#ui'

import { clientAddressOf } from '../client-address.ts'
import { valueIn } from '../pages/forms/form-values.ts'
import { browserOf, cookieOf, giveCookie, takeSessionCookie } from './browser.ts'
import { nextOf } from './next.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { answerPlain, sendOn, wrongForm } from './visit.tsx'
import type { PlainVisit } from './visit.tsx'

/** The page on which people sign in. */
export async function showSignIn(visit: PlainVisit): Promise<Response> {
  const next = nextOf(visit.request.req.query('next'))
  if (visit.signedIn !== null) return sendOn(visit, next)
  return drawSignIn(visit, { ...BLANK_FORM, values: { next } })
}

/** Takes a name and a password. */
export async function sendSignIn(
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  const { site, request } = visit
  const given = { name: valueIn(values, 'name'), password: values['password'] ?? '' }
  const wait = await site.auth.limits.take('sign-in', clientAddressOf(site, request))
  const outcome: SignInOutcome =
    wait > 0
      ? { outcome: 'refused', waitSeconds: wait }
      : await signIn(site.auth, given, browserOf(site, request))
  const next = nextOf(valueIn(values, 'next'))
  return afterSignIn(visit, outcome, {
    next,
    refused: async (sentence, status) =>
      drawSignIn(visit, wrongForm({ name: given.name, next }, { field: 'name', sentence }), status),
  })
}

/** Signs out. */
export async function sendSignOut(visit: PlainVisit): Promise<Response> {
  const { site, request } = visit
  const secret = cookieOf(site, request, 'session')
  if (secret !== undefined) await signOut(site.auth, secret)
  takeSessionCookie(site, request)
  return sendOn(visit, '/sign-in')
}

/** How a door goes on after a sign-in. */
export interface AfterSignIn {
  readonly next: string
  readonly refused: (sentence: string, status: 401 | 429) => Promise<Response>
}

/** What a sign-in leads to: the next page, the second factor, or the same page with what is wrong. */
export async function afterSignIn(
  visit: PlainVisit,
  outcome: SignInOutcome,
  { next, refused }: AfterSignIn,
): Promise<Response> {
  const { site, request, reader } = visit
  switch (outcome.outcome) {
    case 'signed-in':
      giveCookie(site, request, 'session', outcome.secret)
      giveCookie(site, request, 'known', outcome.known)
      return sendOn(visit, next)
    case 'second-factor':
      giveCookie(site, request, 'session', outcome.secret)
      return sendOn(visit, `/sign-in/code?next=${encodeURIComponent(next)}`)
    case 'refused': {
      const { waitSeconds } = outcome
      if (waitSeconds === 0) return refused(text(reader, 'sign-in.wrong'), 401)
      request.header('retry-after', String(waitSeconds))
      return refused(text(reader, 'sign-in.wait', { seconds: waitSeconds }), 429)
    }
  }
}

/** Draws the page on which people sign in. */
export async function drawSignIn(
  visit: PlainVisit,
  state: FormState,
  status: 200 | 401 | 429 = 200,
): Promise<Response> {
  const { reader } = visit
  return answerPlain(visit, {
    title: text(reader, 'sign-in.title'),
    status,
    asksForPasskey: true,
    body: <SignInBody visit={visit} state={state} />,
  })
}

function SignInBody(props: { readonly visit: PlainVisit; readonly state: FormState }): Child {
  const { visit, state } = props
  const { reader } = visit
  const next = state.values['next'] ?? '/'
  const field = (name: string) => ({ reader, state, name, label: text(reader, `sign-in.${name}`) })
  return (
    <div class="narrow-page">
      <PageHead title={text(reader, 'sign-in.title')} lead={text(reader, 'sign-in.lead')} />
      <PostForm
        reader={reader}
        action={reader.link('/sign-in')}
        state={state}
        submit={text(reader, 'sign-in.go')}
      >
        <HiddenField name="next" value={next} />
        <CredentialField {...field('name')} type="text" autocomplete="username" />
        <CredentialField {...field('password')} type="password" autocomplete="current-password" />
      </PostForm>
      <PasskeyForm visit={visit} use="sign-in" next={next} />
      <ProviderLink visit={visit} next={next} />
      <p class="dim">{text(reader, 'sign-in.help')}</p>
    </div>
  )
}

function ProviderLink(props: { readonly visit: PlainVisit; readonly next: string }): Child {
  const { reader, site } = props.visit
  const { oidc } = site.auth.settings
  if (oidc === null) return null
  const provider = new URL(oidc.issuer).host
  return (
    <p>
      <a href={reader.link(`/sign-in/provider?next=${encodeURIComponent(props.next)}`)}>
        {text(reader, 'sign-in.provider', { provider })}
      </a>
    </p>
  )
}
