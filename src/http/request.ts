import type { Context as Request } from 'hono'

import type { Context } from '#desk-kit'
import { isId, PUBLIC } from '#kit'
import { RefusedError } from '#platform'
import { getMission, listParties, resolveAsking } from '#register'
import type { Asking, Mission, Question } from '#register'
import { isLanguage, languageFor, makeReader } from '#ui'
import type { GivenAsking, Language, Reader } from '#ui'

import { contextFor, doorOf, ROOTS, visitorOf } from './doors.ts'
import { frameOf } from './navigation.ts'
import { signedInOf } from './signed-in.ts'
import type { Door, Site, Visit } from './site.ts'

const ASKING_FIELDS = ['validOn', 'knownAt', 'recordAt', 'lang']
/** More parties than any mission has; their names are read with every page. */
const ALL_PARTIES = { after: null, limit: 10_000 }

/** Reads who asks for a page of a mission, and what they ask; refused where a date or the mission is wrong. */
export async function visitOf(site: Site, request: Request): Promise<Visit> {
  const name = request.req.param('mission') ?? ''
  const actor = await visitorOf(site, request, name)
  const ctx = await contextFor(site, { request, actor, mission: name })
  const mission = await getMission(ctx.db, name)
  checkId(request.req.param('id'))
  const at = await resolveAsking(ctx, name, questionOf(request))
  return visitAt(site, request, {
    ctx,
    mission,
    at,
    given: givenIn(request),
    door: doorOf(request),
  })
}

/** Reads what the public asks of a mission that the address does not name; refused where a date is wrong. */
export async function visitMission(site: Site, request: Request, mission: Mission): Promise<Visit> {
  const ctx = await contextFor(site, { request, actor: PUBLIC, mission: mission.mission })
  const at = await resolveAsking(ctx, mission.mission, questionOf(request))
  return visitAt(site, request, { ctx, mission, at, given: givenIn(request), door: 'portal' })
}

/** The visit of somebody whose own dates cannot be used: the public mission as it is today. */
export async function visitToday(site: Site, request: Request, mission: Mission): Promise<Visit> {
  const ctx = await contextFor(site, { request, actor: PUBLIC, mission: mission.mission })
  const at = await resolveAsking(ctx, mission.mission, {})
  const given = { validOn: null, knownAt: null, recordAt: null, language: givenLanguage(request) }
  return visitAt(site, request, { ctx, mission, at, given, door: 'portal' })
}

/** When is asked about, as written in the address; an empty field was left to its default. */
export function questionOf(request: Request): Question {
  return {
    validOn: given(request, 'validOn') ?? undefined,
    knownAt: given(request, 'knownAt') ?? undefined,
    recordAt: given(request, 'recordAt') ?? undefined,
  }
}

/** The address under which the public reaches this record, without a path. */
export function originOf(site: Site, request: Request): string {
  return site.auth.settings.publicAddress ?? new URL(request.req.url).origin
}

/** The language to answer in: the one in the address, else what the browser prefers. */
export function languageOf(request: Request): Language {
  return givenLanguage(request) ?? languageFor(request.req.header('accept-language'))
}

/** An address that names an entry by what is no id leads nowhere. */
function checkId(id: string | undefined): void {
  if (id === undefined || isId(id)) return
  throw new RefusedError(
    'not_found',
    'http.id',
    `"${id}" is not an entry's id; follow a link, or look for it in the search.`,
  )
}

interface Asked {
  readonly door: Door
  readonly ctx: Context
  readonly mission: Mission
  readonly at: Asking
  readonly given: GivenAsking
}

async function visitAt(site: Site, request: Request, asked: Asked): Promise<Visit> {
  const reader = await readerOf(site, request, asked)
  const { door, ctx, at } = asked
  const needs = door === 'office' ? await site.countNeeds(ctx.actor, ctx.mission) : 0
  const frame = frameOf(site, { reader, door, needs }, (name) => request.req.header(name))
  return { request, door, ctx, at, reader, frame }
}

async function readerOf(site: Site, request: Request, asked: Asked): Promise<Reader> {
  const { mission, at, ctx, door } = asked
  const parties = await listParties(ctx.db, mission.mission, { at, page: ALL_PARTIES })
  return makeReader({
    language: languageOf(request),
    words: site.words,
    asking: { ...at, today: site.clock.today(), given: asked.given },
    mission: { id: mission.mission, title: mission.title },
    root: ROOTS[door],
    isAtWork: door === 'office',
    here: hereOf(request),
    isStill: site.still !== undefined,
    csrf: signedInOf(request)?.csrf ?? null,
    account: signedInOf(request)?.name ?? null,
    parties: new Map(parties.items.map(({ code, name }) => [code, name])),
  })
}

/** The page's own path and query; the asking is carried apart from it. */
export function hereOf(request: Request): string {
  const { pathname, searchParams } = new URL(request.req.url)
  for (const field of ASKING_FIELDS) searchParams.delete(field)
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams.toString()}`
}

function givenIn(request: Request): GivenAsking {
  return {
    validOn: given(request, 'validOn'),
    knownAt: given(request, 'knownAt'),
    recordAt: given(request, 'recordAt'),
    language: givenLanguage(request),
  }
}

/** The language that the address names; null where it names none. */
export function givenLanguage(request: Request): Language | null {
  const language = given(request, 'lang') ?? ''
  return isLanguage(language) ? language : null
}

function given(request: Request, field: string): string | null {
  const value = request.req.query(field)?.trim() ?? ''
  return value === '' ? null : value
}
