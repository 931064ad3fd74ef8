import type { Child } from 'hono/jsx'

import { ACTIONS, isId } from '#kit'
import { makeToken, revokeToken } from '#platform'
import { BLANK_FORM, Checkboxes, PageHead, text, TextField } from '#ui'
import type { FormState } from '#ui'

import { valueIn } from '../../pages/forms/form-values.ts'
import { answerPlain, refusalOf, sendOn, wrongForm } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { answerAccountForm } from './account-form.tsx'
import { forOwner, passwordError } from './owner.ts'
import type { Owner } from './owner.ts'

type Values = Readonly<Record<string, string>>

const DAYS = '90'

/** The page on which somebody makes a token for a program. */
export async function showTokenForm(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async (owner) =>
    draw(owner, { ...BLANK_FORM, values: { days: DAYS, scopes: 'read' } }),
  )
}

/** Makes a token and shows it, this once. */
export async function sendToken(visit: PlainVisit, values: Values): Promise<Response> {
  return forOwner(visit, async (owner) => {
    const { site, reader } = visit
    const wrong = await passwordError(owner, values['current'] ?? '')
    const { csrf: _, current: __, ...kept } = values
    if (wrong !== null) return draw(owner, wrongForm(kept, wrong))
    let token = ''
    const refused = await refusalOf(reader, async () => {
      token = await makeToken(site.auth, owner.signedIn.actor, {
        label: valueIn(values, 'label'),
        scopes: valueIn(values, 'scopes').split(','),
        missions: valueIn(values, 'missions')
          .split(',')
          .filter((one) => one !== ''),
        days: Number(valueIn(values, 'days')),
      })
    })
    if (refused === null) return answerToken(visit, token)
    const field = refused.code.replace('auth.token_', '')
    return draw(owner, wrongForm(kept, { field, sentence: refused.sentence }))
  })
}

/** Makes one of one's own tokens worthless. */
export async function sendTokenRevoke(visit: PlainVisit, values: Values): Promise<Response> {
  return forOwner(visit, async ({ account: { account } }) => {
    const id = valueIn(values, 'id')
    if (isId(id)) await revokeToken(visit.site.auth, { account, id, actor: account })
    return sendOn(visit, '/account?done=token')
  })
}

async function draw(owner: Owner, state: FormState): Promise<Response> {
  const form = { name: 'token', action: '/account/tokens' }
  return answerAccountForm(
    owner,
    { ...form, fields: <TokenFields owner={owner} state={state} /> },
    state,
  )
}

function TokenFields(props: { readonly owner: Owner; readonly state: FormState }): Child {
  const { owner, state } = props
  const { reader } = owner.visit
  const missions = [...new Set(owner.signedIn.actor.grants.map(({ mission }) => mission))]
  const field = (name: string) => ({
    reader,
    state,
    name,
    label: text(reader, `account.token.${name}`),
  })
  return (
    <>
      <TextField {...field('label')} hint={text(reader, 'account.token.label.hint')} />
      <Checkboxes
        {...field('scopes')}
        choices={ACTIONS.map((action) => ({
          value: action,
          label: text(reader, `action.${action}`),
        }))}
      />
      <Checkboxes
        {...field('missions')}
        {...(missions.length === 0 ? { hint: text(reader, 'account.token.no-mission') } : {})}
        choices={missions.map((mission) => ({ value: mission, label: mission }))}
      />
      <TextField {...field('days')} width="short" />
    </>
  )
}

async function answerToken(visit: PlainVisit, token: string): Promise<Response> {
  const { reader } = visit
  const title = text(reader, 'account.token.made')
  return answerPlain(visit, {
    title,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, 'account.token.made.lead')} />
        <code class="secret">{token}</code>
        <p>
          <a href={reader.link('/account')}>{text(reader, 'account.token.kept')}</a>
        </p>
      </div>
    ),
  })
}
