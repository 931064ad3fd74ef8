import { kindsOf, NEED_MESSAGES } from '#desk-kit'
import { UI_MESSAGES, makeWords } from '#ui'

import { readAssets } from './assets.ts'
import { DOWNLOAD_MESSAGES } from './download/messages.ts'
import { FEED_MESSAGES } from './feeds/messages.ts'
import { FRONT_MESSAGES } from './front/messages.ts'
import { openCount } from './needs/count.ts'
import { NEEDS_MESSAGES } from './needs/messages.ts'
import { PAGE_MESSAGES } from './pages/index.ts'
import { SIGN_IN_MESSAGES } from './sign-in/index.ts'
import type { Site, SiteParts } from './site.ts'

/** Completes what main hands over: the kinds and words of all desks, and the assets of all pages. */
export function openSite(parts: SiteParts): Site {
  const words = makeWords([
    UI_MESSAGES,
    PAGE_MESSAGES,
    SIGN_IN_MESSAGES,
    FEED_MESSAGES,
    FRONT_MESSAGES,
    DOWNLOAD_MESSAGES,
    NEED_MESSAGES,
    NEEDS_MESSAGES,
    ...parts.desks.map(({ messages }) => messages),
  ])
  return {
    ...parts,
    kinds: kindsOf(parts.desks),
    words,
    assets: readAssets(),
    countNeeds: openCount(parts),
  }
}
