import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { Hono } from 'hono'
import { z } from 'zod'

import { loadFolder } from '#cli'
import { kindsOf } from '#desk-kit'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { OPERATOR } from '#kit'
import { type Db, noProgress, openDatabase, packageRoot, systemClock } from '#platform'
import { openAppender, openReaders } from '#register'

import { listen } from '../src/main/listen.ts'
import { testAuth } from '../test/auth.ts'
import { rateOf } from './request-rate.ts'
import { fetchOverWire, type Fetched, loadAsBrowser } from './wire.ts'

const MISSION = 'mss-haiti'
const ACCOUNT = `/api/v1/missions/${MISSION}/accounts/forces/pledges`
const SECONDS = 5

const accountSchema = z.object({
  rows: z.array(
    z.object({
      subject: z.string(),
      figure: z.object({ basis: z.array(z.object({ claim: z.string() })) }),
    }),
  ),
})

/** How many requests a second does one process answer, beside a bare handler, and how heavy are the pages? */
async function main(): Promise<void> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-'))
  const db = await openDatabase({ kind: 'folder', dataFolder })
  const closings = [
    async () => fs.rmSync(dataFolder, { recursive: true, force: true }),
    async () => db.close(),
  ]
  try {
    await loadExample(db)
    const ours = await listen(appOn(db), 0)
    closings.push(async () => ours.close())
    const bare = await listen(
      new Hono().get('/', (request) => request.text('hello')),
      0,
    )
    closings.push(async () => bare.close())
    await compare(`http://127.0.0.1:${ours.port}`, `http://127.0.0.1:${bare.port}/`)
  } finally {
    for (const close of closings.toReversed()) await close()
  }
}

async function loadExample(db: Db): Promise<void> {
  const context = { db, clock: systemClock, kinds: kindsOf(desks), actor: OPERATOR, delayHours: 72 }
  await loadFolder(context, path.join(packageRoot(), 'missions', MISSION), noProgress)
}

/** The site as it is served, but for the line that it logs of each request. */
function appOn(db: Db): Hono {
  const appender = openAppender({ db, clock: systemClock, delayHours: 72 })
  const parts = {
    readers: openReaders(db),
    clock: systemClock,
    appender,
    desks,
    auth: testAuth({ db, clock: systemClock }),
  }
  return createApp(openSite({ ...parts, log: () => undefined }))
}

async function compare(origin: string, bare: string): Promise<void> {
  const overview = `/m/${MISSION}`
  const first = await loadAsBrowser(origin, overview)
  for (const [name, address] of Object.entries(await addressesOn(origin, overview, first)))
    await row(name, `${origin}${address}`, bare)
  print(`\nThe first page as a browser loads it, over the wire:`)
  for (const { address, wireBytes, plainBytes } of first)
    print(`  ${kilobytes(wireBytes)} (${kilobytes(plainBytes)} unpacked)  ${address}`)
  print(`  ${kilobytes(first.reduce((sum, { wireBytes }) => sum + wireBytes, 0))} together`)
}

/** One address of each sort; subject and claim are those that the pledges begin with. */
async function addressesOn(
  origin: string,
  overview: string,
  first: readonly Fetched[],
): Promise<Record<string, string>> {
  const { body } = await fetchOverWire(origin, ACCOUNT)
  const [pledge] = accountSchema.parse(JSON.parse(body.toString())).rows
  const claim = pledge?.figure.basis[0]?.claim
  if (pledge === undefined || claim === undefined)
    throw new Error(`The account at ${ACCOUNT} has no claim to show; is the example on record?`)
  const assets = first
    .filter(({ address }) => address !== overview)
    .map(({ address }) => [assetName(address), address] as const)
  return {
    overview,
    'desk account': `/m/${MISSION}/forces/pledges`,
    subject: `/m/${MISSION}/subjects/${pledge.subject}`,
    claim: `/m/${MISSION}/claims/${claim}`,
    'account JSON': ACCOUNT,
    ...Object.fromEntries(assets),
  }
}

/** `rollcall.css` of `/assets/rollcall.27f52c79.css`. */
function assetName(address: string): string {
  return path.basename(address).replace(/\.[\da-f]+\./, '.')
}

async function row(name: string, url: string, bare: string): Promise<void> {
  const { origin, pathname } = new URL(url)
  const { wireBytes } = await fetchOverWire(origin, pathname)
  const ours = await rateOf(url, SECONDS)
  const theirs = await rateOf(bare, SECONDS)
  print(
    `${name.padEnd(20)} ${shown(ours.requests)}/s  p50 ${shown(ours.p50)} ms  p99 ${shown(ours.p99)} ms  ${kilobytes(wireBytes)}   bare handler ${shown(theirs.requests)}/s   ${(ours.requests / theirs.requests).toFixed(4)}×`,
  )
}

function shown(count: number): string {
  return Math.round(count).toString().padStart(6)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(6)} kB`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
