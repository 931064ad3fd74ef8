import { finishSignIn, findSession } from '#platform'
import type { SignInOutcome } from '#platform'
import { BLANK_FORM, CredentialField, HiddenField, PageHead, PostForm, text } from '#ui'
import type { FormState } from '#ui'

import { clientAddressOf } from '../client-address.ts'
import { valueIn } from '../pages/forms/form-values.ts'
import { browserOf, cookieOf } from './browser.ts'
import { nextOf } from './next.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { afterSignIn } from './sign-in-page.tsx'
import { answerPlain, sendOn, wrongForm } from './visit.tsx'
import type { PlainVisit } from './visit.tsx'

/** The page on which the second factor is asked for. */
export async function showCode(visit: PlainVisit): Promise<Response> {
  const { site, request } = visit
  const next = nextOf(request.req.query('next'))
  if (visit.signedIn !== null) return sendOn(visit, next)
  const secret = cookieOf(site, request, 'session')
  const session = secret === undefined ? undefined : await findSession(site.auth, secret)
  if (session?.strength !== 'half') return sendOn(visit, '/sign-in')
  return draw(visit, { ...BLANK_FORM, values: { next } })
}

/** Takes a code of an app, or a recovery code. */
export async function sendCode(
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
): Promise<Response> {
  const { site, request } = visit
  const secret = cookieOf(site, request, 'session')
  if (secret === undefined) return sendOn(visit, '/sign-in')
  const wait = await site.auth.limits.take('sign-in', clientAddressOf(site, request))
  const outcome: SignInOutcome | { readonly outcome: 'ended' } =
    wait > 0
      ? { outcome: 'refused', waitSeconds: wait }
      : await finishSignIn(
          site.auth,
          { secret, code: valueIn(values, 'code') },
          browserOf(site, request),
        )
  if (outcome.outcome === 'ended') return sendOn(visit, '/sign-in')
  const next = nextOf(valueIn(values, 'next'))
  return afterSignIn(visit, outcome, {
    next,
    refused: async (waiting, status) => {
      const sentence = status === 401 ? text(visit.reader, 'code.wrong') : waiting
      return draw(visit, wrongForm({ next }, { field: 'code', sentence }), status)
    },
  })
}

async function draw(
  visit: PlainVisit,
  state: FormState,
  status: 200 | 401 | 429 = 200,
): Promise<Response> {
  const { reader } = visit
  const next = state.values['next'] ?? '/'
  return answerPlain(visit, {
    title: text(reader, 'code.title'),
    status,
    asksForPasskey: true,
    body: (
      <div class="narrow-page">
        <PageHead title={text(reader, 'code.title')} lead={text(reader, 'code.lead')} />
        <PostForm
          reader={reader}
          action={reader.link('/sign-in/code')}
          state={state}
          submit={text(reader, 'code.go')}
          back={reader.link('/sign-in')}
        >
          <HiddenField name="next" value={next} />
          <CredentialField
            reader={reader}
            state={state}
            name="code"
            label={text(reader, 'code.code')}
            hint={text(reader, 'code.hint')}
            type="text"
            autocomplete="one-time-code"
            width="medium"
          />
        </PostForm>
        <PasskeyForm visit={visit} use="sign-in" next={next} />
      </div>
    ),
  })
}
