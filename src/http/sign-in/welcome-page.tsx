import type { Child } from 'hono/jsx'

import { firstSession, getLink, useLink } from '#platform'
import type { SignInLink } from '#platform'
import { BLANK_FORM, CredentialField, FormToken, PageHead, PostForm, text, TextField } from '#ui'
import type { FormState } from '#ui'

import { clientAddressOf } from '../client-address.ts'
import { answerProblem } from '../errors.tsx'
import { valueIn } from '../pages/forms/form-values.ts'
import { tooMany } from '../problem.ts'
import { browserOf } from './browser.ts'
import { afterSignIn } from './sign-in-page.tsx'
import { answerPlain, missionNames, refusalOf, wrongForm } from './visit.tsx'
import type { PlainVisit } from './visit.tsx'

/** Where each refusal is shown. */
const FIELDS: Readonly<Record<string, string>> = {
  'auth.name': 'name',
  'auth.name_taken': 'name',
  'auth.shown_name': 'shownName',
}

/** The page behind a one-time link; looking at it does not use the link up. */
export async function showWelcome(visit: PlainVisit): Promise<Response> {
  return (await refuseOften(visit)) ?? draw(visit, await linkOf(visit), BLANK_FORM)
}

/** Takes the password that somebody chose behind a one-time link, and lets them in. */
export async function sendWelcome(
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  const { site, request, reader } = visit
  const often = await refuseOften(visit)
  if (often !== null) return often
  const link = await linkOf(visit)
  const given = { name: valueIn(values, 'name'), shownName: valueIn(values, 'shownName') }
  const password = values['password'] ?? ''
  if (password !== values['again']) {
    const error = { field: 'again', sentence: text(reader, 'welcome.differs') }
    return draw(visit, link, wrongForm(given, error))
  }
  let account = ''
  const refused = await refusalOf(reader, async () => {
    const missions = await missionNames(site)
    account = await useLink(site.auth, secretOf(visit), { ...given, password, missions })
  })
  if (refused !== null) {
    const field = FIELDS[refused.code] ?? 'password'
    return draw(visit, link, wrongForm(given, { field, sentence: refused.sentence }))
  }
  const outcome = await firstSession(site.auth, account, browserOf(site, request))
  return afterSignIn(visit, outcome, {
    next: '/account',
    refused: async (sentence) => draw(visit, link, wrongForm(given, { field: 'name', sentence })),
  })
}

/** The secret in the address. */
export function secretOf({ request }: PlainVisit): string {
  return request.req.param('secret') ?? ''
}

async function refuseOften({ site, request }: PlainVisit): Promise<Response | null> {
  const wait = await site.auth.limits.take('link', clientAddressOf(site, request))
  if (wait === 0) return null
  request.header('retry-after', String(wait))
  return answerProblem(site, request, tooMany(wait))
}

async function linkOf(visit: PlainVisit): Promise<SignInLink> {
  return getLink(visit.site.auth, secretOf(visit))
}

async function draw(visit: PlainVisit, link: SignInLink, state: FormState): Promise<Response> {
  const { reader } = visit
  const title = text(reader, `welcome.${link.purpose}.title`)
  return answerPlain(visit, {
    title,
    status: state.errors.length === 0 ? 200 : 400,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, `welcome.${link.purpose}.lead`)} />
        <PostForm
          reader={reader}
          action={reader.link(`/welcome/${encodeURIComponent(secretOf(visit))}`)}
          state={state}
          submit={text(reader, 'welcome.go')}
        >
          <Names visit={visit} link={link} state={state} />
          <NewPassword visit={visit} state={state} />
        </PostForm>
        <WithProvider visit={visit} link={link} />
      </div>
    ),
  })
}

function Names(props: {
  readonly visit: PlainVisit
  readonly link: SignInLink
  readonly state: FormState
}): Child {
  const { reader } = props.visit
  const { name, shownName } = props.link
  if (name !== null) {
    return (
      <p>
        {text(reader, 'welcome.for', { name: shownName ?? name })}{' '}
        <input type="hidden" name="username" autocomplete="username" value={name} />
        <code>{name}</code>
      </p>
    )
  }
  const field = (which: string) => ({
    reader,
    state: props.state,
    name: which,
    label: text(reader, `account.${which}`),
    hint: text(reader, `account.${which}.hint`),
  })
  return (
    <>
      <CredentialField {...field('name')} type="text" autocomplete="username" />
      <TextField {...field('shownName')} />
    </>
  )
}

/** Asks for a new password, twice. */
export function NewPassword(props: {
  readonly visit: PlainVisit
  readonly state: FormState
}): Child {
  const { reader } = props.visit
  const rest = {
    reader,
    state: props.state,
    type: 'password',
    autocomplete: 'new-password',
  } as const
  return (
    <>
      <CredentialField
        {...rest}
        name="password"
        label={text(reader, 'welcome.password')}
        hint={text(reader, 'welcome.password.hint')}
      />
      <CredentialField {...rest} name="again" label={text(reader, 'welcome.again')} />
    </>
  )
}

/** Invited people may use their organisation's account instead of a password. */
function WithProvider(props: { readonly visit: PlainVisit; readonly link: SignInLink }): Child {
  const { reader, site } = props.visit
  const { oidc } = site.auth.settings
  if (oidc === null || props.link.purpose === 'first') return null
  const provider = new URL(oidc.issuer).host
  return (
    <form
      class="entry-form"
      method="post"
      action={reader.link(`/welcome/${encodeURIComponent(secretOf(props.visit))}/provider`)}
    >
      <FormToken reader={reader} />
      <p class="or">{text(reader, 'sign-in.or')}</p>
      <p class="buttons">
        <button class="secondary">{text(reader, 'sign-in.provider', { provider })}</button>
      </p>
    </form>
  )
}
