import { defineDesk } from '#desk-kit'

import { instrumentsPage } from './instruments-page.tsx'
import { instrumentsAccount } from './instruments.ts'
import { mandateKinds } from './kinds.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }
import { mandateCalendar } from './mandate-calendar.ts'
import { meetObligation } from './meet-obligation.tsx'
import { naturePage } from './nature-page.tsx'
import { natureAccount } from './nature.ts'
import { obligationCards } from './obligation-cards.tsx'
import { mandateDuties } from './obligation-duties.ts'
import { obligationsPage } from './obligations-page.tsx'
import { obligationsAccount } from './obligations.ts'
import { termCards } from './term-cards.tsx'
import { termPage } from './term-page.tsx'
import { termAccount } from './term.ts'
import { waiveObligation } from './waive-obligation.tsx'

/** What authorises the mission, until when, and what that obliges to. */
export const mandate = defineDesk({
  name: 'mandate',
  title: 'desk.mandate',
  kinds: mandateKinds,
  accounts: [termAccount, instrumentsAccount, obligationsAccount, natureAccount],
  pages: [termPage, instrumentsPage, obligationsPage, naturePage],
  cards: [...termCards, ...obligationCards],
  actions: [meetObligation, waiveObligation],
  duties: mandateDuties,
  calendar: mandateCalendar,
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
