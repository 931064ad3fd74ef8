import type { Messages } from '#ui'

import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** The words of the feeds. */
export const FEED_MESSAGES: Messages = { en, fr }
