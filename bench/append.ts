import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Draft } from '#register'

import { startPostgres } from '../test/postgres-server.ts'
import { type BenchClaim, makeDrafts } from './claim-drafts.ts'
import { openMariadbScript, openMariadbWriter } from './mariadb-writer.ts'
import { startMariadb } from './mariadb.ts'
import { openRollcallWriter } from './rollcall-writer.ts'
import type { Way, Writer } from './writer.ts'

const CLAIMS = 40_000
const SUBJECTS = 20_000
/** By then every subject is known: what follows is about subjects on record. */
const LOADED = 0.6 * CLAIMS
const LOAD = { batch: 500, callers: 1 }
const ROUNDS = 4
const WAYS = [
  { name: 'singly', batch: 1, callers: 1, claims: 400 },
  { name: 'in batches of 100', batch: 100, callers: 1, claims: 3000 },
  { name: 'singly by 20 at once', batch: 1, callers: 20, claims: 600 },
] as const
/** Out of the box but for the memory, which both are given alike. */
const POSTGRES = [
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'autovacuum=on',
  'shared_buffers=512MB',
]
const MARIADB = ['--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=512M']

type Close = () => Promise<void>

/** How many entries a second go on record durably, beside MariaDB's bitemporal tables? */
async function main(): Promise<void> {
  const drafts = makeDrafts({ claims: CLAIMS, subjects: SUBJECTS, kinds: 10, seed: 20_231_002 })
  const closings: Close[] = []
  try {
    const writers = await openWriters(drafts.before, closings)
    for (const writer of writers) {
      const seconds = await writer.write(drafts.claims.slice(0, LOADED), LOAD)
      print(
        `${writer.name}: ${LOADED} claims over ${SUBJECTS} subjects loaded in ${seconds?.toFixed(1)} s`,
      )
    }
    await compare(writers, drafts.claims.slice(LOADED))
  } finally {
    for (const close of closings.toReversed()) await close()
  }
}

async function openWriters(
  before: readonly Draft[],
  closings: Close[],
): Promise<readonly Writer[]> {
  const keep = (writer: Writer) => {
    closings.push(async () => writer.close())
    return writer
  }
  const writers: Writer[] = []
  const postgres = await startPostgres(POSTGRES)
  if (postgres === undefined) print('No PostgreSQL server is installed: its side is left out.')
  else {
    closings.push(async () => postgres.stop())
    const databaseUrl = asSuperuser(postgres.url)
    writers.push(keep(await openRollcallWriter({ kind: 'server', databaseUrl }, before)))
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-'))
  closings.push(async () => fs.rmSync(folder, { recursive: true, force: true }))
  const dataFolder = path.join(folder, 'data')
  writers.push(keep(await openRollcallWriter({ kind: 'folder', dataFolder }, before)))
  const mariadb = await startMariadb(MARIADB)
  if (mariadb === undefined)
    print('MariaDB is not installed (Debian: mariadb-server): no ratio can be given.')
  else {
    closings.push(async () => mariadb.stop())
    writers.push(keep(await openMariadbWriter(mariadb)), keep(openMariadbScript(mariadb)))
  }
  return writers
}

/** The server's database belongs to its superuser. */
function asSuperuser(address: string): string {
  const url = new URL(address)
  url.username = 'postgres'
  return url.href
}

type Rates = Map<string, number[]>

/** Round by round each side writes the same claims in turn, so that what else the machine does weighs on all. */
async function compare(writers: readonly Writer[], claims: readonly BenchClaim[]): Promise<void> {
  const rates: Rates = new Map()
  let at = 0
  for (let round = 1; round <= ROUNDS; round++) {
    for (const way of WAYS) {
      const part = claims.slice(at, (at += way.claims))
      if (part.length < way.claims)
        throw new Error('More claims are asked for than were generated.')
      print(
        `round ${round}, ${way.name.padEnd(20)} ${await writeInTurn(writers, part, way, rates)}`,
      )
    }
  }
  for (const { name } of WAYS) print(`median,  ${name.padEnd(20)} ${summary(name, writers, rates)}`)
}

async function writeInTurn(
  writers: readonly Writer[],
  part: readonly BenchClaim[],
  way: Way,
  rates: Rates,
): Promise<string> {
  const shown: string[] = []
  for (const writer of writers) {
    const seconds = await writer.write(part, way)
    if (seconds === null) continue
    const rate = part.length / seconds
    const key = `${way.name} ${writer.name}`
    rates.set(key, [...(rates.get(key) ?? []), rate])
    shown.push(`${writer.name} ${perSecond(rate)}`)
  }
  return shown.join('   ')
}

/** The middle rate of each side and how it stands to MariaDB's, where that has such a way. */
function summary(way: string, writers: readonly Writer[], rates: Rates): string {
  const middle = (name: string) => median(rates.get(`${way} ${name}`) ?? [])
  const peer = writers.find(({ name }) => name.startsWith('MariaDB'))
  const shown = writers.flatMap(({ name }) => {
    if (!rates.has(`${way} ${name}`)) return []
    const ratio = middle(name) / (peer === undefined ? Number.NaN : middle(peer.name))
    const beside = Number.isNaN(ratio) || name === peer?.name ? '' : ` (${ratio.toFixed(2)}×)`
    return `${name} ${perSecond(middle(name))}${beside}`
  })
  return shown.join('   ')
}

function perSecond(rate: number): string {
  return `${Math.round(rate)}/s`.padStart(7)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
