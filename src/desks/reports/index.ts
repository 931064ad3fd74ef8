import { defineDesk } from '#desk-kit'

import { reportsKinds } from './kinds.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }

/** The reports desk, as far as it goes: its kinds of claims. */
export const reports = defineDesk({
  name: 'reports',
  title: 'desk.reports',
  kinds: reportsKinds,
  accounts: [],
  pages: [],
  cards: [],
  actions: [],
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
