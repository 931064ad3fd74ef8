import { defineDesk } from '#desk-kit'

import { fundsKinds } from './kinds.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }
import { stageCards } from './stage-cards.tsx'
import { stagesPage } from './stages-page.tsx'
import { stagesAccount } from './stages.ts'

/** What was promised to the mission's funds, what came, and what it was used for. */
export const funds = defineDesk({
  name: 'funds',
  title: 'desk.funds',
  kinds: fundsKinds,
  accounts: [stagesAccount],
  pages: [stagesPage],
  cards: stageCards,
  actions: [],
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
