import { confirmAddress, getConfirmation } from '#platform'
import { getMission } from '#register'
import { BLANK_FORM, Definitions, PageHead, PostForm, text } from '#ui'

import { answerPlain, sendOn } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { secretOf } from '../welcome-page.tsx'
import { forOwner } from './owner.ts'

/**
 * The page behind the link that was sent to an e-mail address; looking at it confirms nothing. A link is of use to
 * one account alone, signed in, so that nobody gains by trying one after another.
 */
export async function showAddress(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async ({ account }) => draw(visit, account.account))
}

/** Confirms the address: from now on messages go there. */
export async function sendAddress(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async ({ account }) => {
    const mission = await confirmAddress(visit.site.auth, secretOf(visit), account.account)
    return sendOn(visit, `/office/${encodeURIComponent(mission)}/needs/settings`)
  })
}

async function draw(visit: PlainVisit, account: string): Promise<Response> {
  const { reader, site } = visit
  const secret = secretOf(visit)
  const { mission, address } = await getConfirmation(site.auth, secret, account)
  const { title: name } = await getMission(site.auth.db, mission)
  const title = text(reader, 'address.title')
  return answerPlain(visit, {
    title,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, 'address.lead', { mission: name })} />
        <Definitions
          items={[
            {
              name: text(reader, 'address.address'),
              value: <span class="recorded">{address}</span>,
            },
          ]}
        />
        <PostForm
          reader={reader}
          action={reader.link(`/account/address/${encodeURIComponent(secret)}`)}
          state={BLANK_FORM}
          submit={text(reader, 'address.confirm')}
          back={reader.link('/account')}
        >
          {null}
        </PostForm>
      </div>
    ),
  })
}
