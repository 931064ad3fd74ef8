import type { Hono } from 'hono'

import { visitOf } from '../request.ts'
import type { Site, Visit } from '../site.ts'
import { showClaim } from './claim-page.tsx'
import { showCompare } from './compare-page.tsx'
import { showAccount, showDesk } from './desk-pages.tsx'
import { showDocument } from './document-page.tsx'
import { showGlossary } from './glossary-page.tsx'
import { showContested, showDocuments, showSubjects } from './list-pages.tsx'
import { showMissions } from './missions-page.tsx'
import { showOverview } from './overview-page.tsx'
import { showRecordMenu } from './record-menu-page.tsx'
import { showSearch } from './search-page.tsx'
import { showSubject } from './subject-page.tsx'
import { showTimeline } from './timeline-page.tsx'

/** Answers one visit to a mission. */
export type Answering = (visit: Visit, site: Site) => Promise<Response>

/** Pages by their path inside a mission; the desks' own come last, so that no desk can hide one of these. */
const PAGES: readonly (readonly [path: string, show: Answering])[] = [
  ['', showOverview],
  ['/timeline', showTimeline],
  ['/contested', showContested],
  ['/documents', showDocuments],
  ['/documents/:id', showDocument],
  ['/subjects', showSubjects],
  ['/subjects/:subject', showSubject],
  ['/claims/:id', showClaim],
  ['/search', showSearch],
  ['/glossary', showGlossary],
  ['/compare', showCompare],
  ['/record', showRecordMenu],
  ['/:desk', showDesk],
  ['/:desk/:account', showAccount],
]

/** Puts every page and form at its address. */
export function mountPages(app: Hono, site: Site): void {
  app.get('/', async (request) => showMissions(site, request))
  app.get('/m/:mission/sources', (request) =>
    request.redirect(request.req.url.replace(/\/sources(\?|$)/, '/documents$1'), 301),
  )
  for (const [path, show] of PAGES) {
    app.get(`/m/:mission${path}`, async (request) => show(await visitOf(site, request), site))
  }
}
