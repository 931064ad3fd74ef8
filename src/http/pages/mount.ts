import type { Context as Request, Hono } from 'hono'

import { missionsOf, NotSignedIn, ROOTS } from '../doors.ts'
import { openAnswersForm } from '../needs/answers-form.tsx'
import { sendNeedsFeed } from '../needs/needs-feed.ts'
import { showNeeds } from '../needs/needs-page.tsx'
import { visitOf } from '../request.ts'
import { signedInOf } from '../signed-in.ts'
import type { Site, Visit } from '../site.ts'
import { showClaim } from './claim-page.tsx'
import { showCompare } from './compare-page.tsx'
import { showAccount, showDesk } from './desk-pages.tsx'
import { showDocument } from './document-page.tsx'
import { openActionForm } from './forms/action-form.tsx'
import { openAnswerForm } from './forms/answer-form.tsx'
import { sendBring, showBring } from './forms/bring-form.tsx'
import { openCorrectForm } from './forms/correct-form.tsx'
import { openDecideForm } from './forms/decide-form.tsx'
import {
  openEraseClaimForm,
  openEraseDocumentForm,
  openEraseSubjectForm,
} from './forms/erase-form.tsx'
import { sendForm, showForm } from './forms/form-page.tsx'
import type { OpenForm } from './forms/form-page.tsx'
import { openGradeForm } from './forms/grade-form.tsx'
import { sendIntake, showIntake } from './forms/intake-form.tsx'
import { openPartyForm } from './forms/party-form.tsx'
import { openRecordForm } from './forms/record-form.tsx'
import { openRelateForm } from './forms/relate-form.tsx'
import { openReleaseForm } from './forms/release-form.tsx'
import { openSameForm } from './forms/same-form.tsx'
import { openSubjectForm } from './forms/subject-form.tsx'
import { openUndoForm } from './forms/undo-form.tsx'
import { openWithdrawForm } from './forms/withdraw-form.tsx'
import { showGlossary } from './glossary-page.tsx'
import { showContested, showDocuments, showSubjects } from './list-pages.tsx'
import { showLog } from './log-page.tsx'
import { sendOriginal } from './original.ts'
import { showOverview } from './overview-page.tsx'
import { showRecordMenu } from './record-menu-page.tsx'
import { showSearch } from './search-page.tsx'
import { showSubject } from './subject-page.tsx'
import { showTimeline } from './timeline-page.tsx'
import { showVerify } from './verify-page.tsx'
import { showWaiting } from './waiting-page.tsx'

/** Answers one visit to a mission. */
export type Answering = (visit: Visit, site: Site) => Promise<Response>

/** Pages by their path inside a mission; the desks' own come last, so that no desk can hide one of these. */
const PAGES: readonly (readonly [path: string, show: Answering])[] = [
  ['', showOverview],
  ['/timeline', showTimeline],
  ['/contested', showContested],
  ['/documents', showDocuments],
  ['/documents/:id', showDocument],
  ['/documents/:id/original', sendOriginal],
  ['/subjects', showSubjects],
  ['/subjects/:subject', showSubject],
  ['/claims/:id', showClaim],
  ['/search', showSearch],
  ['/glossary', showGlossary],
  ['/compare', showCompare],
  ['/log', showLog],
  ['/verify', showVerify],
  ['/:desk', showDesk],
  ['/:desk/:account', showAccount],
]

/** Pages that only those see who have signed in. */
const OFFICE_PAGES: readonly (readonly [path: string, show: Answering])[] = [
  ['/record', showRecordMenu],
  ['/needs', showNeeds],
  ['/needs.atom', sendNeedsFeed],
  ['/waiting', showWaiting],
]

/** Forms by their path inside a mission: GET shows one, POST takes it. */
const FORMS: readonly (readonly [path: string, open: OpenForm])[] = [
  ['/record/:kind', openRecordForm],
  ['/claims/:id/correct', openCorrectForm],
  ['/claims/:id/withdraw', openWithdrawForm],
  ['/claims/:id/relate', openRelateForm],
  ['/claims/:id/grade', openGradeForm],
  ['/claims/:id/erase', openEraseClaimForm],
  ['/documents/:id/erase', openEraseDocumentForm],
  ['/subjects/new', openSubjectForm],
  ['/subjects/:subject/decide', openDecideForm],
  ['/subjects/:subject/same', openSameForm],
  ['/subjects/:subject/erase', openEraseSubjectForm],
  ['/subjects/:subject/undo/:entry', openUndoForm],
  ['/parties/new', openPartyForm],
  ['/release', openReleaseForm],
  ['/needs/answer', openAnswersForm],
  ['/waiting/:id', openAnswerForm],
  ['/:desk/do/:action', openActionForm],
]

/** Forms that send a file. */
const FILE_FORMS: readonly (readonly [path: string, show: Answering, send: Answering])[] = [
  ['/intake', showIntake, sendIntake],
  ['/documents/:id/bring', showBring, sendBring],
]

/** Puts every page and form at its address: pages behind both doors, forms in the office only. */
export function mountPages(app: Hono, site: Site): void {
  mountForms(app, site)
  for (const root of Object.values(ROOTS)) {
    app.get(`${root}/:mission/`, (request) => request.redirect(withoutSlash(request.req.url), 301))
    app.get(`${root}/:mission/sources`, (request) =>
      request.redirect(request.req.url.replace(/\/sources(\?|$)/, '/documents$1'), 301),
    )
    for (const [path, show] of PAGES) {
      app.get(`${root}/:mission${path}`, async (request) =>
        show(await visitOf(site, request), site),
      )
    }
  }
}

/** Whoever comes to the office is led to the mission they work in. */
function enterOffice(site: Site, request: Request): Response {
  const signedIn = signedInOf(request)
  if (signedIn === null) throw new NotSignedIn()
  const [mission] = missionsOf(signedIn.actor, site.clock.now())
  const path = mission === undefined ? '/account' : `${ROOTS.office}/${encodeURIComponent(mission)}`
  return request.redirect(path, 303)
}

function mountForms(app: Hono, site: Site): void {
  app.get(ROOTS.office, (request) => enterOffice(site, request))
  const at = (path: string) => `${ROOTS.office}/:mission${path}`
  for (const [path, show] of OFFICE_PAGES) {
    app.get(at(path), async (request) => show(await visitOf(site, request), site))
  }
  for (const [path, show, send] of FILE_FORMS) {
    app.get(at(path), async (request) => show(await visitOf(site, request), site))
    app.post(at(path), async (request) => send(await visitOf(site, request), site))
  }
  for (const [path, open] of FORMS) {
    app.get(at(path), async (request) => showForm(await visitOf(site, request), site, open))
    app.post(at(path), async (request) => sendForm(await visitOf(site, request), site, open))
  }
}

/** The address of a mission without the slash that people put at its end. */
function withoutSlash(url: string): string {
  const { pathname, search } = new URL(url)
  return `${pathname.replace(/\/+$/, '')}${search}`
}
