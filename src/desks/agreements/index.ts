import { defineDesk } from '#desk-kit'

import { gatesAccount } from './gates.ts'
import { agreementsKinds } from './kinds.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }

/** The agreements desk, as far as it goes: its kinds of claims. */
export const agreements = defineDesk({
  name: 'agreements',
  title: 'desk.agreements',
  kinds: agreementsKinds,
  accounts: [gatesAccount],
  pages: [],
  cards: [],
  actions: [],
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
