import { addressAtProvider, comeFromProvider, enter, open } from '#platform'
import type { ProviderTrip, SignInOutcome } from '#platform'
import { PageHead, text } from '#ui'

import { browserOf, formCookieFor } from './browser.ts'
import { nextOf } from './next.ts'
import { originOf } from './passkey.ts'
import { afterSignIn, drawSignIn } from './sign-in-page.tsx'
import { answerPlain, refusalOf, wrongForm } from './visit.tsx'
import type { PlainVisit } from './visit.tsx'
import { secretOf } from './welcome-page.tsx'

const RETURN = '/sign-in/provider/return'

/** Sends somebody to the provider to sign in there. */
export async function startWithProvider(visit: PlainVisit): Promise<Response> {
  const { site, request, reader } = visit
  const next = nextOf(request.req.query('next'))
  let address = ''
  const refused = await refusalOf(reader, async () => {
    address = await addressAtProvider(site.auth, tripOf(visit), { next, link: null })
  })
  if (refused !== null) return drawRefused(visit, refused.sentence)
  request.header('cache-control', 'private, no-store')
  return request.redirect(address, 302)
}

/**
 * Offers the way to the provider to somebody with an invitation. It is a link on a page: browsers do not let
 * a form that was sent here lead on to another host (Content-Security-Policy `form-action`).
 */
export async function continueWithProvider(visit: PlainVisit): Promise<Response> {
  const { site, reader } = visit
  const wish = { next: '/account', link: secretOf(visit) }
  const address = await addressAtProvider(site.auth, tripOf(visit), wish)
  const title = text(reader, 'provider.title')
  const provider = new URL(address).host
  return answerPlain(visit, {
    title,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, 'provider.lead', { provider })} />
        <p>
          <a href={address}>{text(reader, 'sign-in.provider', { provider })}</a>
        </p>
      </div>
    ),
  })
}

/** Takes somebody back from the provider. */
export async function returnFromProvider(visit: PlainVisit): Promise<Response> {
  const { site, request, reader } = visit
  const { search } = new URL(request.req.url)
  let next = '/'
  let outcome: SignInOutcome = { outcome: 'refused', waitSeconds: 0 }
  const refused = await refusalOf(reader, async () => {
    const came = await comeFromProvider(site.auth, tripOf(visit), search.slice(1))
    const browser = browserOf(site, request)
    next = nextOf(came.next)
    outcome = came.isTwoFactors
      ? await open(site.auth, came.account, { method: 'oidc', strength: 'full', browser })
      : await enter(site.auth, came.account, { method: 'oidc', browser })
  })
  if (refused !== null) return drawRefused(visit, refused.sentence)
  return afterSignIn(visit, outcome, {
    next,
    refused: async (sentence) => drawRefused(visit, sentence),
  })
}

async function drawRefused(visit: PlainVisit, sentence: string): Promise<Response> {
  return drawSignIn(visit, wrongForm({ next: '/' }, { field: 'name', sentence }), 401)
}

/** A browser that is signed in has no other cookie of ours yet: it is given one to be known by. */
function tripOf(visit: PlainVisit): ProviderTrip {
  const { site, request } = visit
  const browser = formCookieFor(site, request)
  return { returnTo: `${originOf(visit)}${RETURN}`, browser }
}
