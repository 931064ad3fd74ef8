import type { Child } from 'hono/jsx'

import { listAccounts, listGrants } from '#platform'
import type { Account, HeldGrant } from '#platform'
import { PageHead, text } from '#ui'

import { ActButton } from '../act-button.tsx'
import { grantInWords } from '../grant-words.ts'
import { answerPlain } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { forAdministrator } from './administrator.ts'
import type { Administrator } from './administrator.ts'

/** Everybody who holds a role in a mission that the reader administers, or in none yet. */
export async function showAdminister(visit: PlainVisit): Promise<Response> {
  return forAdministrator(visit, async (administrator) => {
    const { reader, site } = visit
    const grants = await listGrants(site.auth)
    const people = (await listAccounts(site.auth)).filter(({ account }) => {
      const held = grants.filter((grant) => grant.account === account)
      return (
        held.length === 0 || held.some(({ mission }) => administrator.missions.includes(mission))
      )
    })
    const title = text(reader, 'administer.title')
    const invite = { href: reader.link('/administer/invite'), label: text(reader, 'invite.title') }
    return answerPlain(visit, {
      title,
      body: (
        <>
          <PageHead title={title} lead={text(reader, 'administer.lead')} actions={[invite]} />
          <Done visit={visit} />
          {people.map((account) => (
            <Person
              administrator={administrator}
              account={account}
              grants={grants.filter((grant) => grant.account === account.account)}
            />
          ))}
        </>
      ),
    })
  })
}

function Done(props: { readonly visit: PlainVisit }): Child {
  const { reader, request } = props.visit
  const key = `administer.done.${request.req.query('done') ?? ''}`
  return reader.words.has(key) ? <output class="done">{text(reader, key)}</output> : null
}

interface PersonProps {
  readonly administrator: Administrator
  readonly account: Account
  readonly grants: readonly HeldGrant[]
}

function Person({ administrator, account, grants }: PersonProps): Child {
  const { visit } = administrator
  const { reader } = visit
  const isOwn = account.account === visit.signedIn?.actor.id
  return (
    <section class="person" aria-labelledby={`a-${account.account}`}>
      <h2 id={`a-${account.account}`}>
        {account.shownName} <span class="dim">{account.name}</span>{' '}
        <span class="st">{text(reader, `account.state.${account.state}`)}</span>
      </h2>
      <ul class="links">
        {grants.map((grant) => (
          <li>
            {grant.mission}: {grantInWords(reader, grant)}{' '}
            {isOwn || !administrator.missions.includes(grant.mission) ? null : (
              <TakeButton administrator={administrator} account={account} grant={grant} />
            )}
          </li>
        ))}
      </ul>
      {isOwn ? (
        <p class="dim">{text(reader, 'administer.own')}</p>
      ) : (
        <PersonActs administrator={administrator} account={account} grants={grants} />
      )}
    </section>
  )
}

function TakeButton(props: {
  readonly administrator: Administrator
  readonly account: Account
  readonly grant: HeldGrant
}): Child {
  const { administrator, account, grant } = props
  const { reader } = administrator.visit
  return (
    <ActButton
      reader={reader}
      action={`/administer/accounts/${account.account}/take`}
      values={{ mission: grant.mission, role: grant.role }}
      label={text(reader, 'administer.take')}
      about={`${account.shownName}, ${grant.mission}, ${text(reader, `role.${grant.role}`)}`}
      grave
    />
  )
}

/** What concerns the whole account is offered to those who administer all its missions. */
function PersonActs({ administrator, account, grants }: PersonProps): Child {
  const { visit, missions } = administrator
  const { reader } = visit
  const managesAll = grants.every(({ mission }) => missions.includes(mission))
  const acts = [
    ...(account.state === 'disabled' ? [] : ['link']),
    ...(account.state === 'active' ? ['end-sessions'] : []),
    account.state === 'disabled' ? 'enable' : 'disable',
  ]
  return (
    <div class="row-acts">
      <a href={reader.link(`/administer/accounts/${account.account}`)}>
        {text(reader, 'grant.title')}
        <span class="vh"> {account.shownName}</span>
      </a>
      {(managesAll ? acts : []).map((act) => (
        <ActButton
          reader={reader}
          action={`/administer/accounts/${account.account}/${act}`}
          label={text(
            reader,
            act === 'link' ? `administer.link.${account.state}` : `administer.${act}`,
          )}
          about={account.shownName}
          grave={act === 'disable'}
        />
      ))}
    </div>
  )
}
