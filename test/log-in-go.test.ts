import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fixedClock, openKeyFolder } from '#platform'
import {
  findTileBytes,
  proveConsistency,
  proveInclusion,
  publicKeysOf,
  publishCheckpoint,
  rootAt,
} from '#register'

import { findGo } from '../scripts/go.mjs'
import { readBundle } from '../src/register/log/bundle.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { aParty, MISSION, openRecord } from './drafts.ts'

// Debian's Go, unmodified, judges our log: code that nobody here wrote.

const ENTRIES = 700
const PROOFS = 500
const go = findGo()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-go-'))
const clock = fixedClock('2026-11-24T08:00:00.000Z')

test('in continuous integration Go is there', () => {
  expect(go !== undefined || process.env['CI'] === undefined).toBe(true)
})

describe.skipIf(go === undefined)("Go's sumdb", () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase('pglite')
    const appender = await openRecord(database.db, clock)
    const parties = Array.from({ length: ENTRIES }, (_, at) => aParty(`P-${at}`))
    await appender.append({ mission: MISSION, actor: 'test' }, parties)
  })
  afterAll(async () => {
    await database.drop()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  test(`accepts our checkpoint and ${2 * PROOFS} random proofs`, async () => {
    const input = await logForGo()
    const ran = runGo(input)
    expect(ran).toEqual({
      status: 0,
      out: `1 checkpoint, ${PROOFS} inclusion and ${PROOFS} consistency proofs accepted by sumdb/note and sumdb/tlog\n`,
      err: '',
    })
  })

  test('refuses a checkpoint that was changed', async () => {
    const input = await logForGo()
    const { checkpoint, size } = input
    const changed = checkpoint.replace(`\n${size}\n`, `\n${size - 1}\n`)
    expect(runGo({ ...input, checkpoint: changed })).toMatchObject({ status: 1 })
  })

  async function logForGo() {
    const { db } = database
    const keys = { folder: openKeyFolder(folder), origin: 'go.example/log' }
    const { cosigned, size } = await publishCheckpoint({ db, clock, keys }, MISSION)
    const { keys: listed, origin } = await publicKeysOf(db, MISSION)
    const below = seededBelow(20_261_124)
    const entries = await leaves()
    const roots: Record<string, string> = {}
    for (let at = 1; at <= size; at++)
      roots[at] = (await rootAt(db, MISSION, at)).toString('base64')
    const inclusion = []
    const consistency = []
    for (let proof = 0; proof < PROOFS; proof++) {
      const [at, old] = [1 + below(size), 1 + below(size)]
      const index = below(at)
      inclusion.push({
        index,
        size: at,
        entry: entries[index],
        proof: texts(await proveInclusion(db, MISSION, { seq: index + 1, size: at })),
      })
      const [smaller, larger] = [Math.min(at, old), Math.max(at, old)]
      consistency.push({
        old: smaller,
        size: larger,
        proof: texts(await proveConsistency(db, MISSION, { old: smaller, size: larger })),
      })
    }
    const vkey = listed[0]?.vkey ?? ''
    return { vkey, origin, checkpoint: cosigned, size, roots, inclusion, consistency }
  }

  /** The entries as outsiders read them: from the bundles. */
  async function leaves(): Promise<readonly string[]> {
    const found: string[] = []
    for (let index = 0; index * 256 < ENTRIES; index++) {
      const tile = { level: 'entries' as const, index, width: Math.min(256, ENTRIES - index * 256) }
      const bundle = await findTileBytes(database.db, MISSION, tile)
      found.push(...(readBundle(bundle ?? Buffer.alloc(0)) ?? []).map(String))
    }
    return found
  }
})

function texts(hashes: readonly Buffer[]): readonly string[] {
  return hashes.map((hash) => hash.toString('base64'))
}

/** Debian's sources lie in a GOPATH of old; the network is not asked. */
function runGo(input: object): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(go?.command ?? '', ['run', 'check.go'], {
    cwd: path.join(import.meta.dirname, 'go'),
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      GOCACHE: path.join(folder, 'cache'),
      GOPATH: go?.sources ?? '',
      GO111MODULE: 'off',
      GOPROXY: 'off',
    },
  })
  return { status, out: stdout, err: stderr }
}

/** Whole numbers below a bound, the same in every run (mulberry32). */
function seededBelow(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
}
