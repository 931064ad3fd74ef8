import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { type Db, noProgress, openDatabase, openKeyFolder, systemClock } from '#platform'
import {
  type Draft,
  ensureMission,
  openAppender,
  openPublisher,
  type Publisher,
  verifyLog,
} from '#register'

import { commitmentsOf, leafHashOf, payloadRootOf } from '../src/register/leaf.ts'
import { rootOf } from '../src/register/log/hashes.ts'
import { readVerifiedPage } from '../src/register/log/verified-entry.ts'
import { secondsOf } from './hypercore-peer.ts'

const BY = { mission: 'bench', actor: 'bench' }

/** A record on PGlite with its log, in a folder of its own. */
export interface LogRecord {
  readonly db: Db
  readonly publisher: Publisher
  /** What the statements of the log have taken so far. */
  readonly spent: { readonly seconds: number }
  /** Appends in batches, signed by the publisher as in service; seconds taken. */
  append(drafts: readonly Draft[], batch: number): Promise<number>
  close(): Promise<void>
}

/** Opens an empty record. */
export async function openLogRecord(): Promise<LogRecord> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-log-'))
  const spent = { seconds: 0 }
  const opened = await openDatabase({ kind: 'folder', dataFolder: path.join(folder, 'data') })
  const db = timed(opened, spent)
  const clock = systemClock
  await ensureMission({ db, clock }, { ...BY, title: 'Benchmark', party: null })
  const keys = { folder: openKeyFolder(path.join(folder, 'keys')), origin: 'bench.example' }
  const post = async () => ({ status: 404, mediaType: 'text/plain', body: '' })
  const failed = (_mission: string, error: unknown) => {
    throw error
  }
  const publisher = await openPublisher({ db, clock, keys, post, failed })
  const appended = (mission: string) => publisher.noteAppended(mission)
  const appender = openAppender({ db, clock, delayHours: 72, appended })
  return {
    db,
    spent,
    publisher,
    append: async (drafts, batch) =>
      secondsOf(async () => {
        for (let at = 0; at < drafts.length; at += batch) {
          await appender.append(BY, drafts.slice(at, at + batch))
        }
        await publisher.checkpoint(BY.mission)
      }),
    async close() {
      await publisher.close()
      await db.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What hashing these entries for the log takes: payload roots, leaves, tiles. Seconds. */
export async function timeHashing(
  { db }: LogRecord,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<number> {
  const page = await readVerifiedPage(db, { missionId: 1, mission: BY.mission, after, until })
  return secondsOf(async () => {
    for (const { parts, seq, id, type, recordedAt, payloadRoot } of page) {
      payloadRootOf(commitmentsOf(parts))
      leafHashOf({ v: 1, mission: BY.mission, seq, id: id ?? '', type, recordedAt, payloadRoot })
    }
    const leaves = Buffer.concat(page.map(({ leaf }) => leaf))
    for (let at = 0; at < leaves.length; at += TILE_BYTES) {
      rootOf(leaves.subarray(at, at + TILE_BYTES))
    }
  })
}

const TILE_BYTES = 256 * 32

/** Sums the seconds that statements of the log take, waiting for others included. */
function timed(db: Db, spent: { seconds: number }): Db {
  return {
    ...db,
    async run(statement, values) {
      const begun = performance.now()
      try {
        return await db.run(statement, values)
      } finally {
        const isOfLog = statement.name.startsWith('register-log-')
        if (isOfLog) spent.seconds += (performance.now() - begun) / 1000
      }
    },
  }
}

/** Verifies the whole record; seconds by the clock and of the processor, in which PGlite runs too. */
export async function timeVerification({
  db,
}: LogRecord): Promise<{ readonly wall: number; readonly processor: number }> {
  const begun = process.cpuUsage()
  const wall = await secondsOf(async () => {
    const { faults } = await verifyLog(db, BY.mission, { progress: noProgress })
    if (faults.length > 0) throw new Error(`The log has faults: ${JSON.stringify(faults[0])}`)
  })
  const { user, system } = process.cpuUsage(begun)
  return { wall, processor: (user + system) / 1e6 }
}
