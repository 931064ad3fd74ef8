import type { Context as Request, Hono } from 'hono'

import { answerProblem } from '../errors.tsx'
import { readForm } from '../pages/forms/form-values.ts'
import { FORM_TOKEN_WRONG } from '../problem.ts'
import type { Site } from '../site.ts'
import { ACCOUNT_FORMS, ACCOUNT_PAGES } from './account/routes.ts'
import { ADMINISTER_FORMS, ADMINISTER_PAGES } from './administer/routes.ts'
import { showAudit } from './audit-page.tsx'
import { isOwnForm } from './browser.ts'
import { sendCode, showCode } from './code-page.tsx'
import { continueWithProvider, returnFromProvider, startWithProvider } from './oidc.tsx'
import { offerPasskey, sendPasskey } from './passkey.ts'
import { sendSignIn, sendSignOut, showSignIn } from './sign-in-page.tsx'
import { plainVisitOf } from './visit.tsx'
import type { Sending, Showing } from './visit.tsx'
import { sendWelcome, showWelcome } from './welcome-page.tsx'

const PAGES: readonly (readonly [path: string, show: Showing])[] = [
  ['/sign-in', showSignIn],
  ['/sign-in/code', showCode],
  ['/sign-in/provider', startWithProvider],
  ['/sign-in/provider/return', returnFromProvider],
  ['/welcome/:secret', showWelcome],
  ['/audit', showAudit],
  ...ACCOUNT_PAGES,
  ...ADMINISTER_PAGES,
]

const FORMS: readonly (readonly [path: string, send: Sending])[] = [
  ['/sign-in', sendSignIn],
  ['/sign-in/code', sendCode],
  ['/sign-in/passkey', sendPasskey],
  ['/sign-in/passkey/options', offerPasskey],
  ['/sign-out', sendSignOut],
  ['/welcome/:secret', sendWelcome],
  ['/welcome/:secret/provider', continueWithProvider],
  ...ACCOUNT_FORMS,
  ...ADMINISTER_FORMS,
]

/** Puts everything about signing in and accounts at its address. */
export function mountSignIn(app: Hono, site: Site): void {
  for (const [path, show] of PAGES) {
    app.get(path, async (request) => show(plainVisitOf(site, request)))
  }
  for (const [path, send] of FORMS) {
    app.post(path, async (request) => takeForm(site, request, send))
  }
}

/** Also whoever has not signed in sends only forms that were drawn for their browser (login CSRF). */
async function takeForm(site: Site, request: Request, send: Sending): Promise<Response> {
  const { values } = await readForm(request)
  if (!isOwnForm(site, request, values['csrf'] ?? '')) {
    return answerProblem(site, request, FORM_TOKEN_WRONG)
  }
  return send(plainVisitOf(site, request), values)
}
