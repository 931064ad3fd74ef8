import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Hono } from 'hono'

import { loadFolder } from '#cli'
import { type Context, kindsOf, recordEntries } from '#desk-kit'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { type Actor, newId, OPERATOR } from '#kit'
import { type Db, fixedClock, noProgress, openDatabase, packageRoot, type Place } from '#platform'
import { openAppender, openReaders } from '#register'

import { anActor, asSignedIn, signedInAs } from '../test/people.ts'
import { startPostgres } from '../test/postgres-server.ts'
import { timingOf, type Timing } from './measure.ts'
import { A_YEAR, simulateYear } from './simulator/mission-year.ts'

const MISSION = 'mss-haiti'
/** The morning after the year. */
const clock = fixedClock('2027-01-01T06:30:00.000Z')
/** What a headquarters opens every morning. */
const PAGES = [
  '',
  '/forces/ledger',
  '/people/roll-call',
  '/people/casualties',
  '/mandate/obligations',
  '/agreements/gates',
  '/needs',
]
/** Of twenty the 95th percentile would be the slowest one. */
const ASKINGS = 60
const MOST_AT_ONCE = 500
const WANTED_SECONDS = 60
const WANTED_MS = 100

const officer: Actor = anActor('a morning officer', 'officer', {
  mission: MISSION,
  compartments: ['medical'],
})

/** How long does a year of a mission's life take to load, and how fast are the morning's pages after it? */
async function main(): Promise<void> {
  const only = process.argv[2]
  if (only !== '--postgresql') await onPglite()
  if (only !== '--pglite') await onPostgres()
}

async function onPglite(): Promise<void> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-'))
  try {
    await measure('pglite', { kind: 'folder', dataFolder })
  } finally {
    fs.rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function onPostgres(): Promise<void> {
  const server = await startPostgres(['autovacuum=on', 'fsync=on', 'synchronous_commit=on'])
  if (server === undefined) {
    print('No PostgreSQL server can be started here: that half is left out.')
    return
  }
  try {
    await measure('postgresql', { kind: 'server', databaseUrl: asSuperuser(server.url) })
  } finally {
    await server.stop()
  }
}

/** The server's database belongs to its superuser. */
function asSuperuser(address: string): string {
  const url = new URL(address)
  url.username = 'postgres'
  return url.href
}

async function measure(engine: string, place: Place): Promise<void> {
  const db = await openDatabase(place, { log: () => undefined })
  try {
    const loaded = await load(db)
    print(
      `${engine}: the example and a year of ${loaded.entries} entries on record in ${loaded.seconds.toFixed(1)} s  (wanted: ${WANTED_SECONDS}; ${(loaded.seconds / WANTED_SECONDS).toFixed(2)}×)`,
    )
    const app = appOn(db)
    for (const page of PAGES) await row(app, page, await contextOn(db))
  } finally {
    await db.close()
  }
}

async function contextOn(db: Db): Promise<Context> {
  const appender = openAppender({ db, clock, delayHours: 72 })
  const reader = await openReaders(db).as(officer, MISSION, clock.now())
  return { db: reader, clock, appender, mission: MISSION, actor: officer }
}

/** The year is recorded as an officer records it: day by day, through the door that checks all that is sent. */
async function load(db: Db): Promise<{ readonly entries: number; readonly seconds: number }> {
  const kinds = kindsOf(desks)
  const days = simulateYear(A_YEAR)
  const start = performance.now()
  const folder = path.join(packageRoot(), 'missions', MISSION)
  await loadFolder({ db, clock, kinds, actor: OPERATOR, delayHours: 72 }, folder, noProgress)
  const ctx = await contextOn(db)
  let entries = 0
  for (const { drafts } of days) {
    for (let from = 0; from < drafts.length; from += MOST_AT_ONCE) {
      await recordEntries(ctx, kinds, drafts.slice(from, from + MOST_AT_ONCE))
    }
    entries += drafts.length
  }
  return { entries, seconds: (performance.now() - start) / 1000 }
}

function appOn(db: Db): Hono {
  const auth = {
    ...signedInAs(asSignedIn(officer), { db, clock }),
    noteRead: async () => undefined,
  }
  const appender = openAppender({ db, clock, delayHours: 72 })
  const parts = { readers: openReaders(db), clock, appender, desks, auth, log: () => undefined }
  return createApp(openSite(parts))
}

/** A page as it is asked again and again, and as the first to ask it after something was put on record. */
async function row(app: Hono, page: string, ctx: Context): Promise<void> {
  const address = `/office/${MISSION}${page}`
  const again = await timed(app, address, async () => undefined)
  const after = await timed(app, address, async () => putOne(ctx))
  print(
    `  ${(page === '' ? 'overview' : page).padEnd(22)} again p50 ${shown(again.p50)} p95 ${shown(again.p95)} ms (${(again.p95 / WANTED_MS).toFixed(2)}× of what is wanted)   first after an entry p50 ${shown(after.p50)} p95 ${shown(after.p95)} ms   ${(after.p50 / again.p50).toFixed(1)}×`,
  )
}

async function timed(app: Hono, address: string, before: () => Promise<void>): Promise<Timing> {
  const durations: number[] = []
  for (let turn = 0; turn <= ASKINGS; turn++) {
    await before()
    const start = performance.now()
    const answer = await app.request(address)
    await answer.text()
    if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}.`)
    if (turn > 0) durations.push(performance.now() - start)
  }
  return timingOf(durations)
}

/** Somebody answers a roll-call, a second later than the one before. */
async function putOne(ctx: Context): Promise<void> {
  second += 1
  const at = new Date(Date.parse('2026-12-31T18:00:00Z') + second * 1000).toISOString()
  const saidAt = at.replace('.000Z', 'Z')
  const value = { state: 'present', at: saidAt, how: 'called' }
  await recordEntries(ctx, kindsOf(desks), [{ ...A_PRESENCE, id: newId(), saidAt, value }])
}

let second = 0
const A_PRESENCE = simulateYear(A_YEAR)
  .flatMap(({ drafts }) => drafts)
  .find((draft) => draft.type === 'claim' && draft.kind === 'people.presence')

function shown(milliseconds: number): string {
  return milliseconds.toFixed(0).padStart(4)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
