import type { Messages } from '#ui'

import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** The words of the front page. */
export const FRONT_MESSAGES: Messages = { en, fr }
