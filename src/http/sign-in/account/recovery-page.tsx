import { hasSecondFactor, makeRecoveryCodes } from '#platform'
import { BLANK_FORM, PageHead, text } from '#ui'

import { answerPlain, sendOn, wrongForm } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'
import { answerAccountForm } from './account-form.tsx'
import { forOwner, passwordError } from './owner.ts'

const FORM = { name: 'recovery', action: '/account/recovery-codes' }

/** The page on which somebody makes their recovery codes anew. */
export async function showRecoveryCodes(visit: PlainVisit): Promise<Response> {
  return forOwner(visit, async (owner) =>
    hasSecondFactor(owner.account)
      ? answerAccountForm(owner, FORM, BLANK_FORM)
      : sendOn(visit, '/account'),
  )
}

/** Makes them and shows them, this once. */
export async function sendRecoveryCodes(
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  return forOwner(visit, async (owner) => {
    if (!hasSecondFactor(owner.account)) return sendOn(visit, '/account')
    const wrong = await passwordError(owner, values['current'] ?? '')
    if (wrong !== null) return answerAccountForm(owner, FORM, wrongForm({}, wrong))
    return answerRecoveryCodes(
      visit,
      await makeRecoveryCodes(visit.site.auth, owner.account.account),
    )
  })
}

/** Shows recovery codes to be written down. */
export async function answerRecoveryCodes(
  visit: PlainVisit,
  codes: readonly string[],
): Promise<Response> {
  const { reader } = visit
  const title = text(reader, 'account.codes.title')
  return answerPlain(visit, {
    title,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, 'account.codes.lead')} />
        <ul class="codes">
          {codes.map((code) => (
            <li>{code}</li>
          ))}
        </ul>
        <p>
          <a href={reader.link('/account')}>{text(reader, 'account.codes.kept')}</a>
        </p>
      </div>
    ),
  })
}
