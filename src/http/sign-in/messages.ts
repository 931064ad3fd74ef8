import type { Messages } from '#ui'

import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** The words of signing in, of accounts and of the audit. */
export const SIGN_IN_MESSAGES: Messages = { en, fr }
