import type { Messages } from '#ui'

import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** The words of what waits for somebody, wherever it is told. */
export const NEED_MESSAGES: Messages = { en, fr }
