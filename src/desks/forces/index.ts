import { defineDesk } from '#desk-kit'

import { announcedAccount } from './announced.ts'
import { calendar } from './calendar.ts'
import { checkedDayClose } from './check-closing.ts'
import { closeDay } from './close-day.tsx'
import { duties } from './duties.ts'
import { equipmentPage } from './equipment-page.tsx'
import { equipmentAccount } from './equipment.ts'
import { announcedPage, forecastPage, toursPage } from './forecast-page.tsx'
import { forecastAccount } from './forecast.ts'
import { groundClass, returnToService } from './ground-class.tsx'
import { forcesKinds } from './kinds.ts'
import { ledgerPage } from './ledger-page.tsx'
import { ledgerAccount } from './ledger.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import pagesEn from './locales/pages.en.json' with { type: 'json' }
import pagesFr from './locales/pages.fr.json' with { type: 'json' }
import { movementChecksPage } from './movement-checks-page.tsx'
import { movementChecksAccount } from './movement-checks.ts'
import { pledgeCards } from './pledge-cards.tsx'
import { pledgesPage } from './pledges-page.tsx'
import { pledgesAccount } from './pledges.ts'
import { strengthCards } from './strength-cards.tsx'
import { strengthPage } from './strength-page.tsx'
import { strengthAccount } from './strength.ts'
import { toursAccount } from './tours.ts'

/** Who promised people and equipment, what arrived, and who is present. */
export const forces = defineDesk({
  name: 'forces',
  title: 'desk.forces',
  kinds: [...forcesKinds, checkedDayClose],
  accounts: [
    pledgesAccount,
    strengthAccount,
    ledgerAccount,
    movementChecksAccount,
    toursAccount,
    forecastAccount,
    announcedAccount,
    equipmentAccount,
  ],
  pages: [
    pledgesPage,
    strengthPage,
    ledgerPage,
    movementChecksPage,
    toursPage,
    forecastPage,
    announcedPage,
    equipmentPage,
  ],
  cards: [...strengthCards, ...pledgeCards],
  actions: [closeDay, groundClass, returnToService],
  duties,
  calendar,
  messages: { en: { ...en, ...pagesEn }, fr: { ...fr, ...pagesFr } },
})
