import { defineDesk } from '#desk-kit'

import { casualtiesPage } from './casualties-page.tsx'
import { casualtiesAccount } from './casualties.ts'
import { evacuationsPage } from './evacuations-page.tsx'
import { evacuationsAccount } from './evacuations.ts'
import { peopleKinds } from './kinds.ts'
import deskEn from './locales/desk.en.json' with { type: 'json' }
import deskFr from './locales/desk.fr.json' with { type: 'json' }
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }
import { missingPage } from './missing-page.tsx'
import { missingAccount } from './missing.ts'
import { postsPage } from './posts-page.tsx'
import { postsAccount } from './posts.ts'
import { rollCallPage } from './roll-call-page.tsx'
import { rollCallAccount } from './roll-call.ts'

/** The people desk, as far as it goes: its kinds of claims. */
export const people = defineDesk({
  name: 'people',
  title: 'desk.people',
  kinds: peopleKinds,
  accounts: [rollCallAccount, casualtiesAccount, missingAccount, evacuationsAccount, postsAccount],
  pages: [rollCallPage, casualtiesPage, missingPage, evacuationsPage, postsPage],
  cards: [],
  actions: [],
  messages: { en: { ...en, ...deskEn, ...pagesEn }, fr: { ...fr, ...deskFr, ...pagesFr } },
})
