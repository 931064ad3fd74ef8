import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { COMPARTMENTS, type Role, ROLES } from '#kit'
import { invite } from '#platform'

import { NOW } from './access/cells.ts'
import { type MarkedServer, openMarked } from './access/open.ts'
import { testAuth } from './auth.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { MISSION } from './drafts.ts'
import { codeAt, type Visitor, visitorAt } from './visitor.ts'

// Issue 3: a scripted crawl as every role finds no link that answers 403 or 500.

const ORIGIN = 'http://127.0.0.1:8080'
const PASSWORD = 'a slow river at dusk'
/** Where somebody comes in who was told no more than the name of the server and of the mission. */
const STARTS = ['/', `/m/${MISSION}`, `/office/${MISSION}`, '/account']
const PUBLIC_STARTS = ['/', `/m/${MISSION}`, '/sign-in', '/robots.txt', '/sitemap.xml']
/** The fields of every address that a page is the same page without. */
const ASKED = ['validOn', 'knownAt', 'recordAt', 'lang', 'next']
/** Forms are drawn by the entry they start from and otherwise alike: a few of each are walked. */
const FORMS = 4
const FORM =
  /\/(correct|withdraw|relate|grade|erase|decide|bring|same|undo|record|new|intake|release|waiting)\b/u

let database: TestDatabase
let server: MarkedServer

beforeAll(async () => {
  database = await testDatabase(inject('templates').server === null ? 'pglite' : 'postgresql')
  server = await openMarked(database.db, testAuth)
})

afterAll(async () => {
  await server.close()
  await database.drop()
})

test(
  'whoever has not signed in finds no link that does not answer',
  { timeout: 300_000 },
  async () => {
    const { faults, pages } = await crawl(visitorAt(server.app, ORIGIN), PUBLIC_STARTS)
    expect(faults).toEqual([])
    expect(pages.length).toBeGreaterThan(30)
    // The portal shows no way into forms, and leads into the office by the sign-in only.
    expect(pages.filter((page) => page.startsWith('/office/'))).toEqual([])
  },
)

test.each(ROLES)('as %s no link answers 403, 404 or 500', { timeout: 300_000 }, async (role) => {
  const { faults, pages } = await crawl(await signedInAs(role), STARTS)
  expect(faults).toEqual([])
  expect(pages.filter((page) => page.startsWith('/office/')).length).toBeGreaterThan(40)
  expect(pages.includes('/administer')).toBe(role === 'administrator')
  expect(pages.includes('/audit')).toBe(role === 'administrator' || role === 'auditor')
})

/** Follows every link of every page, from page to page. */
async function crawl(
  visitor: Visitor,
  starts: readonly string[],
): Promise<{ readonly faults: readonly string[]; readonly pages: readonly string[] }> {
  const faults: string[] = []
  const seen = new Map<string, string>(starts.map((start) => [start, 'the start']))
  const walked = new Map<string, number>()
  for (const [page, from] of seen) {
    if (isFormSeenOften(page, walked)) continue
    const answer = await visitor.get(page)
    const location = answer.headers.get('location')
    if (!isFine(answer.status)) faults.push(`${page} (from ${from}) answers ${answer.status}`)
    const isPage = /^text\/html|xml/u.test(answer.headers.get('content-type') ?? '')
    const body = await answer.text()
    const links = isPage ? linksOf(body, page) : []
    for (const link of [...links, ...(location === null ? [] : linkOf(location, page))]) {
      if (!seen.has(link)) seen.set(link, page)
    }
  }
  return { faults, pages: [...seen.keys()] }
}

function isFine(status: number): boolean {
  return status === 200 || (status >= 301 && status <= 303)
}

function isFormSeenOften(page: string, walked: Map<string, number>): boolean {
  const form = FORM.exec(page)?.[1]
  if (form === undefined) return false
  walked.set(form, (walked.get(form) ?? 0) + 1)
  return (walked.get(form) ?? 0) > FORMS
}

/** The addresses of this server that a page or a feed names, as the same page whatever is asked. */
function linksOf(body: string, page: string): readonly string[] {
  return [
    ...body.matchAll(/ (?:href|src)="([^"#]+)/gu),
    ...body.matchAll(/<loc>([^<]+)<\/loc>/gu),
  ].flatMap(([, address]) => linkOf((address ?? '').replaceAll('&amp;', '&'), page))
}

function linkOf(address: string, page: string): readonly string[] {
  const url = new URL(address, `${ORIGIN}${page}`)
  if (url.origin !== ORIGIN) return []
  for (const field of ASKED) url.searchParams.delete(field)
  return [`${url.pathname}${url.search}`]
}

/** Somebody with this role everywhere, with a password and an authenticator app, in their browser. */
async function signedInAs(role: Role): Promise<Visitor> {
  const grant = {
    mission: MISSION,
    role,
    desks: 'all',
    compartments: COMPARTMENTS,
    until: null,
  } as const
  const names = { name: role, shownName: `The ${role}` }
  const secret = await invite(server.auth, { kind: 'local' }, { names, grant })
  const visitor = visitorAt(server.app, ORIGIN, `10.0.0.${ROLES.indexOf(role) + 1}`)
  await visitor.send({ on: `/welcome/${secret}` }, { password: PASSWORD, again: PASSWORD })
  await visitor.send({ on: '/account', to: '/account/authenticator' }, {})
  const page = await (await visitor.get('/account/authenticator')).text()
  const totp = (/<code class="secret">([^<]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '')
  await visitor.send(
    { on: '/account/authenticator', to: '/account/authenticator/code' },
    { code: codeAt(totp, NOW) },
  )
  return visitor
}
