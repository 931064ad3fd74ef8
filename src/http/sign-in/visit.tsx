import type { Context as Request } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { can } from '#kit'
import { RefusedError, type SignedIn } from '#platform'
import { listMissions } from '#register'
import { drawBody, drawPage, makeReader, PlainLayout, text, typefaceFor } from '#ui'
import type { FormError, FormState, Reader } from '#ui'

import { ROOTS } from '../doors.ts'
import { givenLanguage, hereOf, languageOf } from '../request.ts'
import { signedInOf } from '../signed-in.ts'
import type { Site } from '../site.ts'
import { formTokenFor } from './browser.ts'

/** One request to a page that belongs to no mission. */
export interface PlainVisit {
  readonly site: Site
  readonly request: Request
  readonly reader: Reader
  readonly signedIn: SignedIn | null
}

/** Shows a page that belongs to no mission. */
export type Showing = (visit: PlainVisit) => Promise<Response>

/** Takes a form of such a page. */
export type Sending = (
  visit: PlainVisit,
  values: Readonly<Record<string, string>>,
) => Promise<Response>

/** What such a page says. */
export interface PlainPage {
  readonly title: string
  readonly body: Child
  readonly status?: ContentfulStatusCode
  /** Whether the page asks for a passkey, which takes a script. */
  readonly asksForPasskey?: boolean
}

/** Reads who asks for a page that belongs to no mission. */
export function plainVisitOf(site: Site, request: Request): PlainVisit {
  const signedIn = signedInOf(request)
  const today = site.clock.today()
  const given = { validOn: null, knownAt: null, recordAt: null }
  const reader = makeReader({
    language: languageOf(request),
    words: site.words,
    asking: {
      validOn: today,
      knownAt: site.clock.now(),
      recordAt: { seq: 0, at: site.clock.now(), root: '' },
      today,
      given: { ...given, language: givenLanguage(request) },
    },
    mission: { id: '', title: '' },
    root: ROOTS.portal,
    isAtWork: false,
    here: hereOf(request),
    isStill: false,
    parties: new Map(),
    csrf: formTokenFor(site, request),
    account: signedIn?.name ?? null,
  })
  return { site, request, reader, signedIn }
}

/** Draws such a page; nobody keeps it. */
export async function answerPlain(visit: PlainVisit, page: PlainPage): Promise<Response> {
  const { site, request, reader } = visit
  request.header('cache-control', 'private, no-store')
  const header = (name: string) => request.req.header(name)
  const { addresses } = site.assets
  const typeface = typefaceFor({ saveData: header('save-data'), connection: header('ect') })
  const html = await drawPage(
    <PlainLayout
      reader={reader}
      site={{ assets: addresses, typeface }}
      title={page.title}
      navigation={navigationFor(visit)}
      {...(page.asksForPasskey === true ? { script: addresses.passkey } : {})}
    >
      {await drawBody(page.body)}
    </PlainLayout>,
  )
  return request.html(html, page.status ?? 200)
}

/** Sends the reader on after something was done. */
export function sendOn({ request, reader }: PlainVisit, path: string): Response {
  request.header('cache-control', 'private, no-store')
  return request.redirect(reader.link(path), 303)
}

/** A form with one thing wrong in it; what was secret is not sent back. */
export function wrongForm(
  values: Readonly<Record<string, string>>,
  ...errors: readonly FormError[]
): FormState {
  return { values, errors }
}

/** A refusal in the reader's words, where there are any. */
export function sentenceOf(reader: Reader, error: RefusedError): string {
  const key = `refused.${error.code}`
  return reader.words.has(key) ? text(reader, key) : error.message
}

/** Does something that may be refused; the refusal's sentence, or null where it was done. */
export async function refusalOf(
  reader: Reader,
  work: () => Promise<void>,
): Promise<{ readonly code: string; readonly sentence: string } | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return { code: error.code, sentence: sentenceOf(reader, error) }
  }
}

/** The names of all missions on record. */
export async function missionNames({ auth }: Site): Promise<readonly string[]> {
  return (await listMissions(auth.db)).map(({ mission }) => mission)
}

/** Whether somebody may do this in some mission. */
export function mayAnywhere(visit: PlainVisit, action: 'administer' | 'audit'): boolean {
  return missionsFor(visit, action).length > 0
}

/** The missions in which somebody may do this; an administrator may also look at the audit of theirs. */
export function missionsFor(
  { signedIn, site }: PlainVisit,
  action: 'administer' | 'audit',
): readonly string[] {
  if (signedIn === null || signedIn.sessionId === null) return []
  const { actor } = signedIn
  const rest = { desk: null, release: 'public', compartment: null, notBefore: null } as const
  const actions =
    action === 'audit' ? (['audit', 'administer'] as const) : (['administer'] as const)
  const missions = [...new Set(actor.grants.map(({ mission }) => mission))]
  return missions.filter((mission) =>
    actions.some(
      (one) => can(actor, one, { ...rest, mission, recordedBy: null }, site.clock.now()).may,
    ),
  )
}

function navigationFor(visit: PlainVisit): readonly { href: string; label: string }[] {
  const { reader, signedIn } = visit
  if (signedIn === null) return []
  const items = [
    { href: '/', label: text(reader, 'account.nav.record'), shown: true },
    { href: '/account', label: text(reader, 'account.title'), shown: true },
    {
      href: '/administer',
      label: text(reader, 'administer.title'),
      shown: mayAnywhere(visit, 'administer'),
    },
    { href: '/audit', label: text(reader, 'audit.title'), shown: mayAnywhere(visit, 'audit') },
  ]
  return items.flatMap(({ href, label, shown }) => (shown ? [{ href, label }] : []))
}
