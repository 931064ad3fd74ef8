import { offerToMakePasskey, sendNewPasskey } from '../passkey.ts'
import type { Sending, Showing } from '../visit.tsx'
import { showAccount } from './account-page.tsx'
import { sendAddress, showAddress } from './address-page.tsx'
import {
  sendAuthenticatorCode,
  sendRemoveAuthenticator,
  sendStartAuthenticator,
  showAuthenticator,
} from './authenticator-page.tsx'
import { sendRemovePasskey, sendSessionEnd } from './endings.ts'
import { sendPassword, showPassword } from './password-page.tsx'
import { sendRecoveryCodes, showRecoveryCodes } from './recovery-page.tsx'
import { sendToken, sendTokenRevoke, showTokenForm } from './token-page.tsx'

/** The pages of one's own account. */
export const ACCOUNT_PAGES: readonly (readonly [path: string, show: Showing])[] = [
  ['/account', showAccount],
  ['/account/password', showPassword],
  ['/account/authenticator', showAuthenticator],
  ['/account/recovery-codes', showRecoveryCodes],
  ['/account/tokens', showTokenForm],
  ['/account/address/:secret', showAddress],
]

/** What is sent from them. */
export const ACCOUNT_FORMS: readonly (readonly [path: string, send: Sending])[] = [
  ['/account/password', sendPassword],
  ['/account/authenticator', sendStartAuthenticator],
  ['/account/authenticator/code', sendAuthenticatorCode],
  ['/account/authenticator/remove', sendRemoveAuthenticator],
  ['/account/recovery-codes', sendRecoveryCodes],
  ['/account/passkeys', sendNewPasskey],
  ['/account/passkeys/options', offerToMakePasskey],
  ['/account/passkeys/remove', sendRemovePasskey],
  ['/account/sessions/end', sendSessionEnd],
  ['/account/tokens', sendToken],
  ['/account/tokens/revoke', sendTokenRevoke],
  ['/account/address/:secret', sendAddress],
]
