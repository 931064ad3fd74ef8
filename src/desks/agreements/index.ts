import { defineDesk } from '#desk-kit'

import { agreementsPage } from './agreements-page.tsx'
import { agreementsAccount } from './agreements.ts'
import { casesPage } from './cases-page.tsx'
import { casesAccount } from './cases.ts'
import { gateCards } from './gate-cards.tsx'
import { gatesOverTimePage } from './gates-over-time-page.tsx'
import { gatesOverTimeAccount } from './gates-over-time.ts'
import { gatesPage } from './gates-page.tsx'
import { gatesAccount } from './gates.ts'
import { governmentsPage } from './governments-page.tsx'
import { governmentsAccount } from './governments.ts'
import { agreementsKinds } from './kinds.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }
import { votesPage } from './votes-page.tsx'
import { votesAccount } from './votes.ts'

/** On which agreements, votes and rulings a deployment rests, and whether it is lawful. */
export const agreements = defineDesk({
  name: 'agreements',
  title: 'desk.agreements',
  kinds: agreementsKinds,
  accounts: [
    gatesAccount,
    gatesOverTimeAccount,
    agreementsAccount,
    casesAccount,
    votesAccount,
    governmentsAccount,
  ],
  pages: [gatesPage, gatesOverTimePage, agreementsPage, casesPage, votesPage, governmentsPage],
  cards: gateCards,
  actions: [],
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
