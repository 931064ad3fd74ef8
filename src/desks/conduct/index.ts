import { defineDesk } from '#desk-kit'

import { conductKinds } from './kinds.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }

/** The conduct desk, as far as it goes: its kinds of claims. */
export const conduct = defineDesk({
  name: 'conduct',
  title: 'desk.conduct',
  kinds: conductKinds,
  accounts: [],
  pages: [],
  cards: [],
  actions: [],
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
