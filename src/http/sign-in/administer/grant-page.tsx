import { getAccount, giveGrant } from '#platform'
import type { Account } from '#platform'
import { BLANK_FORM, PageHead, PostForm, text } from '#ui'
import type { FormState } from '#ui'

import { answerPlain, refusalOf, sendOn, wrongForm } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { forAdministrator } from './administrator.ts'
import type { Administrator } from './administrator.ts'
import { GrantFields, readGrant } from './grant-fields.tsx'

/** The form that gives somebody a role. */
export async function showGrant(visit: PlainVisit): Promise<Response> {
  return forAdministrator(visit, async (administrator) =>
    draw(administrator, await accountOf(visit), {
      ...BLANK_FORM,
      values: { mission: administrator.missions[0] ?? '' },
    }),
  )
}

/** Gives somebody a role. */
export async function sendGrant(
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  return forAdministrator(visit, async (administrator) => {
    const account = await accountOf(visit)
    const read = readGrant(administrator, values)
    if ('errors' in read) return draw(administrator, account, wrongForm(values, ...read.errors))
    const refused = await refusalOf(visit.reader, async () =>
      giveGrant(visit.site.auth, administrator.by, { ...read.grant, account: account.account }),
    )
    if (refused === null) return sendOn(visit, '/administer?done=grant')
    const error = { field: 'role', sentence: refused.sentence }
    return draw(administrator, account, wrongForm(values, error))
  })
}

/** The account that the address names. */
export async function accountOf({ site, request }: PlainVisit): Promise<Account> {
  return getAccount(site.auth, request.req.param('account') ?? '')
}

async function draw(
  { visit, ...rest }: Administrator,
  account: Account,
  state: FormState,
): Promise<Response> {
  const { reader } = visit
  const title = text(reader, 'grant.title')
  return answerPlain(visit, {
    title,
    status: state.errors.length === 0 ? 200 : 400,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={`${account.shownName} · ${account.name}`} />
        <PostForm
          reader={reader}
          action={reader.link(`/administer/accounts/${account.account}`)}
          state={state}
          submit={text(reader, 'grant.go')}
          back={reader.link('/administer')}
        >
          <GrantFields administrator={{ visit, ...rest }} state={state} />
        </PostForm>
      </div>
    ),
  })
}
