import type { Child } from 'hono/jsx'

import type { Grant } from '#kit'
import {
  countRecoveryCodes,
  grantsOf,
  listPasskeys,
  listSessions,
  listTokens,
  type ApiToken,
  type Passkey,
  type Session,
} from '#platform'
import { Definitions, formatInstant, PageHead, Section, Table, text } from '#ui'
import type { Column } from '#ui'

import { ActButton } from '../act-button.tsx'
import { grantInWords } from '../grant-words.ts'
import { PasskeyForm, passkeyHostOf } from '../passkey-form.tsx'
import { answerPlain } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { forOwner } from './owner.ts'
import type { Owner } from './owner.ts'

interface Shown {
  readonly owner: Owner
  readonly grants: readonly Grant[]
  readonly sessions: readonly Session[]
  readonly tokens: readonly ApiToken[]
  readonly passkeys: readonly Passkey[]
  readonly codes: number
}

/** The page of one's own account. */
export async function showAccount(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async (owner) => {
    const { auth } = visit.site
    const { account } = owner.account
    const shown: Shown = {
      owner,
      grants: await grantsOf(auth, account),
      sessions: await listSessions(auth, account),
      tokens: (await listTokens(auth, account)).filter(({ revokedAt }) => revokedAt === null),
      passkeys: await listPasskeys(auth, account),
      codes: await countRecoveryCodes(auth, account),
    }
    return answerPlain(visit, {
      title: text(visit.reader, 'account.title'),
      asksForPasskey: true,
      body: <AccountBody {...shown} />,
    })
  })
}

function AccountBody(shown: Shown): Child {
  const { visit, account, signedIn } = shown.owner
  const { reader } = visit
  return (
    <>
      <PageHead title={account.shownName} lead={account.name} />
      <Done visit={visit} />
      {signedIn.mustSetUpSecondFactor ? (
        <p class="notice">{text(reader, 'account.must-set-up')}</p>
      ) : null}
      <Section id="factors" title={text(reader, 'account.factors')}>
        <Factors {...shown} />
      </Section>
      <Section id="grants" title={text(reader, 'account.grants')}>
        <Definitions
          items={shown.grants.map((grant) => ({
            name: grant.mission,
            value: grantInWords(reader, grant),
          }))}
        />
      </Section>
      <Section id="sessions" title={text(reader, 'account.sessions')}>
        <Sessions {...shown} />
      </Section>
      <Section
        id="tokens"
        title={text(reader, 'account.tokens')}
        sub={text(reader, 'account.tokens.sub')}
      >
        <Tokens {...shown} />
        <p>
          <a href={reader.link('/account/tokens')}>{text(reader, 'account.token.title')}</a>
        </p>
      </Section>
      <Section id="leave" title={text(reader, 'account.leave')}>
        <ActButton reader={reader} action="/sign-out" label={text(reader, 'account.sign-out')} />
      </Section>
    </>
  )
}

function Done(props: { readonly visit: PlainVisit }): Child {
  const { reader, request } = props.visit
  const [done, failed] = ['done', 'failed'].map((name) => request.req.query(name) ?? '')
  const key = `account.done.${done ?? ''}`
  if (reader.words.has(key)) return <output class="done">{text(reader, key)}</output>
  return failed === 'passkey' ? (
    <p class="notice" role="alert">
      {text(reader, 'passkey.failed')}
    </p>
  ) : null
}

function Factors({ owner, passkeys, codes }: Shown): Child {
  const { visit, account } = owner
  const { reader } = visit
  const rows = [
    {
      name: text(reader, 'account.password'),
      value: (
        <a href={reader.link('/account/password')}>{text(reader, 'account.password.title')}</a>
      ),
    },
    { name: text(reader, 'account.app'), value: <App owner={owner} /> },
    {
      name: text(reader, 'account.passkeys'),
      value: <Passkeys owner={owner} passkeys={passkeys} />,
    },
    {
      name: text(reader, 'account.recovery'),
      value: <RecoveryCodes owner={owner} codes={codes} />,
    },
  ]
  return <Definitions items={account.passwordHash === null ? rows.slice(1) : rows} />
}

function App({ owner }: { readonly owner: Owner }): Child {
  const { reader } = owner.visit
  if (owner.account.totpSecret === null) {
    return (
      <ActButton
        reader={reader}
        action="/account/authenticator"
        label={text(reader, 'account.app.set-up')}
      />
    )
  }
  return (
    <>
      {text(reader, 'account.app.set')}{' '}
      <a href={reader.link('/account/authenticator')}>{text(reader, 'account.app.remove')}</a>
    </>
  )
}

function Passkeys(props: { readonly owner: Owner; readonly passkeys: readonly Passkey[] }): Child {
  const { visit } = props.owner
  const { reader } = visit
  return (
    <>
      {props.passkeys.map(({ id, label, madeAt }) => (
        <p>
          {text(reader, 'account.passkey', { label, since: formatInstant(reader, madeAt) })}{' '}
          <ActButton
            reader={reader}
            action="/account/passkeys/remove"
            values={{ id }}
            label={text(reader, 'account.remove')}
            about={label}
            grave
          />
        </p>
      ))}
      {passkeyHostOf(visit) === null ? (
        <span class="note">{text(reader, 'account.passkey.by-number')}</span>
      ) : (
        <PasskeyForm visit={visit} use="make" next="/account" />
      )}
    </>
  )
}

function RecoveryCodes(props: { readonly owner: Owner; readonly codes: number }): Child {
  const { visit, account } = props.owner
  const { reader } = visit
  if (account.totpSecret === null && account.passkeys === 0) {
    return <span class="dim">{text(reader, 'account.recovery.none')}</span>
  }
  return (
    <>
      {text(reader, 'account.recovery.left', { n: props.codes })}{' '}
      <a href={reader.link('/account/recovery-codes')}>{text(reader, 'account.recovery.title')}</a>
    </>
  )
}

function Sessions({ owner, sessions }: Shown): Child {
  const { reader } = owner.visit
  const columns: readonly Column<Session>[] = [
    {
      as: 'row-head',
      head: text(reader, 'account.session.browser'),
      cell: ({ id, browser }) => (
        <>
          {browser === '' ? text(reader, 'account.session.unknown') : browser}
          {id === owner.signedIn.sessionId ? <b> {text(reader, 'account.session.this')}</b> : null}
        </>
      ),
    },
    {
      as: 'text',
      head: text(reader, 'account.session.begun'),
      cell: ({ begunAt }) => formatInstant(reader, begunAt),
    },
    {
      as: 'text',
      head: text(reader, 'account.session.seen'),
      cell: ({ seenAt }) => formatInstant(reader, seenAt),
    },
    {
      as: 'text',
      head: <span class="vh">{text(reader, 'account.acts')}</span>,
      cell: ({ id, browser }) =>
        id === owner.signedIn.sessionId ? null : (
          <ActButton
            reader={reader}
            action="/account/sessions/end"
            values={{ id }}
            label={text(reader, 'account.session.end')}
            about={browser}
            grave
          />
        ),
    },
  ]
  const caption = text(reader, 'account.sessions')
  return (
    <Table reader={reader} caption={caption} captionAs="hidden" columns={columns} rows={sessions} />
  )
}

function Tokens({ owner, tokens }: Shown): Child {
  const { reader } = owner.visit
  if (tokens.length === 0) return <p class="dim">{text(reader, 'account.tokens.none')}</p>
  const columns: readonly Column<ApiToken>[] = [
    { as: 'row-head', head: text(reader, 'account.token.label'), cell: ({ label }) => label },
    {
      as: 'text',
      head: text(reader, 'account.token.scopes'),
      cell: ({ scopes, missions }) =>
        `${scopes.map((scope) => text(reader, `action.${scope}`)).join(', ')} · ${missions.join(', ')}`,
    },
    {
      as: 'text',
      head: text(reader, 'account.token.used'),
      cell: ({ usedAt }) =>
        usedAt === null ? text(reader, 'account.token.never') : formatInstant(reader, usedAt),
    },
    {
      as: 'text',
      head: text(reader, 'account.token.ends'),
      cell: ({ endsAt }) => formatInstant(reader, endsAt),
    },
    {
      as: 'text',
      head: <span class="vh">{text(reader, 'account.acts')}</span>,
      cell: ({ id, label }) => (
        <ActButton
          reader={reader}
          action="/account/tokens/revoke"
          values={{ id }}
          label={text(reader, 'account.token.revoke')}
          about={label}
          grave
        />
      ),
    },
  ]
  const caption = text(reader, 'account.tokens')
  return (
    <Table reader={reader} caption={caption} captionAs="hidden" columns={columns} rows={tokens} />
  )
}
