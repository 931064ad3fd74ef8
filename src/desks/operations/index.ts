import { defineDesk } from '#desk-kit'

import { operationsKinds } from './kinds.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }

/** The operations desk, as far as it goes: its kinds of claims. */
export const operations = defineDesk({
  name: 'operations',
  title: 'desk.operations',
  kinds: operationsKinds,
  accounts: [],
  pages: [],
  cards: [],
  actions: [],
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
