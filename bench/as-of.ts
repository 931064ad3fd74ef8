import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { dayOf, instantOf } from '#kit'
import { type Db, openOwner, type Place } from '#platform'
import type { Asking } from '#register'

import type { Head } from '../src/register/lookup.ts'
import { EARLIER, LATEST, recordStabOf, stabOf } from '../src/register/standing.ts'
import { startPostgres } from '../test/postgres-server.ts'
import { seededRandom, SPAN } from './generate-claims.ts'
import { type Folders, loadClaims, MISSION_ID } from './load-claims.ts'
import { timeInTurn, type Timing } from './measure.ts'

const ASKINGS = 60
/** At how many points the two sides' answers are compared before they are timed. */
const CHECKED = 15
const KINDS = 10

interface Side {
  ask(kinds: readonly number[], at: Asking): Promise<string>
}

/** How fast is the whole state at a point of the three times, beside DISTINCT ON over its best covering index? */
async function main(): Promise<void> {
  const isLarge = process.argv.includes('--large')
  const claims = isLarge ? 10_000_000 : 1_000_000
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-'))
  fs.chmodSync(folder, 0o755)
  const server = await openPlace(process.argv.includes('--pglite'), folder)
  const db = await openOwner(server.place)
  try {
    const start = performance.now()
    await loadClaims(db, await foldersOf(db, folder), {
      claims,
      subjects: 100_000,
      kinds: KINDS,
      seed: 20_231_002,
    })
    print(
      `${claims} claims loaded on ${db.engine} in ${Math.round((performance.now() - start) / 1000)} s`,
    )
    await compare(db)
  } finally {
    await db.close()
    await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** PGlite sees only its own data folder, under a name of its own. */
async function foldersOf(db: Db, folder: string): Promise<Folders> {
  if (db.engine === 'postgresql') return { written: folder, read: folder }
  const [row] = await db.run<{ data_directory: string }>(
    { name: 'bench-folder', text: 'SHOW data_directory' },
    [],
  )
  return { written: path.join(folder, 'data', 'database'), read: row?.data_directory ?? '' }
}

async function openPlace(
  isEmbedded: boolean,
  folder: string,
): Promise<{ place: Place; stop(): Promise<void> }> {
  if (isEmbedded)
    return {
      place: { kind: 'folder', dataFolder: path.join(folder, 'data') },
      stop: async () => undefined,
    }
  const server = await startPostgres(['shared_buffers=1GB', 'max_parallel_workers_per_gather=0'])
  if (server === undefined)
    throw new Error('No PostgreSQL server is installed; install one, or measure with --pglite.')
  const url = new URL(server.url)
  url.username = 'postgres'
  return { place: { kind: 'server', databaseUrl: url.href }, stop: async () => server.stop() }
}

async function compare(db: Db): Promise<void> {
  const [head] = await db.run<Head>(
    {
      name: 'bench-head',
      text: 'SELECT mission_id AS "missionId", seq, recorded_at AS "recordedAt", first_said AS "firstSaid", last_said AS "lastSaid", first_day AS "firstDay", last_day AS "lastDay" FROM register.head',
    },
    [],
  )
  if (head === undefined) throw new Error('nothing was loaded')
  const sides = { boxes: boxSide(db, head), distinct: distinctSide(db) }
  const all = Array.from({ length: KINDS }, (_, kind) => kind)
  for (const [name, askings] of Object.entries(askingsOf(head))) {
    await row(`all kinds, ${name}`, sides, all, askings)
    await row(`one kind,  ${name}`, sides, [3], askings)
  }
}

async function row(
  name: string,
  { boxes, distinct }: { boxes: Side; distinct: Side },
  kinds: readonly number[],
  askings: readonly Asking[],
): Promise<void> {
  for (const at of askings.slice(0, CHECKED)) {
    const [a, b] = [await boxes.ask(kinds, at), await distinct.ask(kinds, at)]
    if (a !== b)
      throw new Error(`${name}: the boxes answer ${a}, DISTINCT ON ${b} at ${JSON.stringify(at)}`)
  }
  const [ours, theirs] = await timeInTurn(
    askings,
    async (at) => boxes.ask(kinds, at),
    async (at) => distinct.ask(kinds, at),
  )
  print(
    `${name.padEnd(36)} boxes ${shown(ours)}   DISTINCT ON ${shown(theirs)}   ${(theirs.p50 / ours.p50).toFixed(2)}× at p50, ${(theirs.p95 / ours.p95).toFixed(2)}× at p95`,
  )
}

/** Today; any day as known on any day; any day as the record stood at any entry. */
function askingsOf(head: Head): Record<string, readonly Asking[]> {
  const random = seededRandom(42)
  const day = () => dayOf(SPAN.from + Math.floor(random() * SPAN.days))
  const said = () =>
    instantOf(Math.floor(head.firstSaid + random() * (head.lastSaid - head.firstSaid)))
  // Boxes without entries: there is no log over them.
  const last = { seq: head.seq, at: head.recordedAt, root: '' }
  const now = {
    validOn: dayOf(SPAN.from + SPAN.days),
    knownAt: '2026-11-21T23:59:59Z',
    recordAt: last,
  }
  const many = <Item>(make: () => Item) => Array.from({ length: ASKINGS }, make)
  return {
    'today, latest record': many(() => now),
    'any (validOn, knownAt)': many(() => ({ ...now, validOn: day(), knownAt: said() })),
    'any (validOn, recordAt)': many(() => ({
      ...now,
      validOn: day(),
      recordAt: { ...last, seq: 1 + Math.floor(random() * head.seq) },
    })),
  }
}

function boxSide(db: Db, head: Head): Side {
  const counted = (text: string) =>
    `SELECT count(*)::int8 AS n, coalesce(sum(claim), 0)::int8 AS s FROM (${text}) standing`
  const latest = { name: 'bench-latest', text: counted(LATEST.text) }
  const earlier = { name: 'bench-earlier', text: counted(EARLIER.text) }
  return {
    async ask(kinds, at) {
      const values = [MISSION_ID, kinds, ...stabOf(head, at)]
      return at.recordAt.seq === head.seq
        ? answer(db, latest, values)
        : answer(db, earlier, [...values, ...recordStabOf(head, at)])
    },
  }
}

function distinctSide(db: Db): Side {
  const text = (
    where: string,
  ) => `SELECT count(*)::int8 AS n, coalesce(sum(seq), 0)::int8 AS s FROM (
    SELECT DISTINCT ON (lane) lane, seq FROM register.plain_claim
    WHERE mission_id = $1 AND said <= $2 AND seq <= $3 AND valid_from <= $4 AND valid_to > $4 ${where}
    ORDER BY lane, said DESC, seq DESC) standing`
  return {
    async ask(kinds, at) {
      const head = {
        firstDay: 0,
        lastDay: 0,
        firstSaid: 0,
        lastSaid: 0,
        missionId: 0,
        seq: 0,
        recordedAt: '',
      }
      const [day, second] = stabOf(head, at)
      const values = [MISSION_ID, second, at.recordAt.seq, day]
      if (kinds.length > 1) return answer(db, { name: 'bench-distinct', text: text('') }, values)
      return answer(
        db,
        {
          name: 'bench-distinct-kind',
          text: text('AND kind_id = $5').replace('ORDER BY lane', 'ORDER BY lane'),
        },
        [...values, kinds[0]],
      )
    },
  }
}

async function answer(
  db: Db,
  statement: { name: string; text: string },
  values: readonly unknown[],
): Promise<string> {
  const [row] = await db.run<{ n: number; s: number }>(statement, values)
  return `${row?.n ?? 0} claims, sum ${row?.s ?? 0}`
}

function shown({ p50, p95 }: Timing): string {
  return `${p50.toFixed(1).padStart(6)}/${p95.toFixed(1).padEnd(6)} ms`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
