import { defineDesk } from '#desk-kit'

import { caseActions } from './case-actions.ts'
import { casualtiesPage } from './casualties-page.tsx'
import { casualtiesAccount } from './casualties.ts'
import { peopleCalendar, peopleDuties } from './due.ts'
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
import { otherActions } from './other-actions.ts'
import { postsPage } from './posts-page.tsx'
import { postsAccount } from './posts.ts'
import { rollCallPage } from './roll-call-page.tsx'
import { rollCallAccount } from './roll-call.ts'

/** Who serves, who is accounted for, and what became of whoever was hurt or is missing. */
export const people = defineDesk({
  name: 'people',
  title: 'desk.people',
  kinds: peopleKinds,
  accounts: [rollCallAccount, casualtiesAccount, missingAccount, evacuationsAccount, postsAccount],
  pages: [rollCallPage, casualtiesPage, missingPage, evacuationsPage, postsPage],
  cards: [],
  actions: [...caseActions, ...otherActions],
  duties: peopleDuties,
  calendar: peopleCalendar,
  messages: { en: { ...en, ...deskEn, ...pagesEn }, fr: { ...fr, ...deskFr, ...pagesFr } },
})
