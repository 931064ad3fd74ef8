import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Db, fixedClock, noProgress, openKeyFolder, openOwner } from '#platform'

import { describeOnEngines, type TestDatabase } from '../../../test/database.ts'
import { aClaim, aParty, aSubject, MISSION, openRecord } from '../../../test/drafts.ts'
import type { LogFault } from './fault.ts'
import { publishCheckpoint } from './publish.ts'
import { rootAt } from './tree.ts'
import { verifyLog } from './verify-log.ts'

const clock = fixedClock('2026-11-24T08:00:00.000Z')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Enough for a full tile and a bit. */
const PARTIES = 270
const CLAIM = PARTIES + 2

describeOnEngines('the verification of a log', (open) => {
  let database: TestDatabase
  let db: Db
  beforeAll(async () => {
    database = await open()
    db = database.db
    const appender = await openRecord(db, clock)
    const by = { mission: MISSION, actor: 'test' }
    const context = { db, clock, keys: { folder: openKeyFolder(folder), origin: 'v.example' } }
    const parties = Array.from({ length: PARTIES }, (_, at) => aParty(`P-${at}`))
    for (const size of [0, 100, 200, PARTIES]) {
      await appender.append(by, parties.slice(size === 0 ? 0 : size - 100, size))
      await publishCheckpoint(context, MISSION)
    }
    await appender.append(by, [aSubject('pledge-ben'), aClaim({ assertedBy: 'KEN' })])
    await publishCheckpoint(context, MISSION)
  })

  /** What is found after the owner of the database did something behind the application's back. */
  async function faultsAfter(change: string, back: string): Promise<readonly LogFault[]> {
    await asOwner(change)
    try {
      return (await verifyLog(db, MISSION, { progress: noProgress })).faults
    } finally {
      await asOwner(back)
    }
  }

  /** PGlite is open for one process, and one role, at a time: the owner is who it was before. */
  async function asOwner(sql: string): Promise<void> {
    if (db.engine === 'pglite') {
      await db.exec(`RESET ROLE; ${sql}; SET ROLE rollcall_app;`)
      return
    }
    const owner = await openOwner(database.place)
    await owner.exec(sql)
    await owner.close()
  }

  test('finds no fault in a record that nobody touched, and its root', async () => {
    const steps: number[] = []
    const verdict = await verifyLog(db, MISSION, { progress: { step: (done) => steps.push(done) } })
    expect(verdict).toEqual({
      mission: MISSION,
      size: CLAIM,
      root: (await rootAt(db, MISSION, CLAIM)).toString('hex'),
      checkpoints: 5,
      faults: [],
    })
    expect(steps).toEqual([CLAIM])
  })

  const inSeq = (seq: number) =>
    `mission_id = (SELECT mission_id FROM register.mission) AND seq = ${seq}`
  const swap = (table: string, column: string, where: string): readonly [string, string] => {
    const flip = `UPDATE register.${table} SET ${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1) WHERE ${where}`
    return [flip, flip]
  }

  test.each([
    [
      'a byte of what an entry says',
      `UPDATE register.payload SET body = replace(body, 'P-41"', 'P-42"') WHERE ${inSeq(42)} AND part = 'content'`,
      `UPDATE register.payload SET body = replace(body, 'P-42"', 'P-41"') WHERE ${inSeq(42)} AND part = 'content'`,
      [['payload_differs', 42]],
    ],
    [
      'a byte of a salt',
      ...swap('payload', 'salt', `${inSeq(43)} AND part = 'actor'`),
      [['payload_differs', 43]],
    ],
    [
      'a byte of a payload root',
      ...swap('entry', 'payload_root', inSeq(44)),
      [
        ['commitments_differ', 44],
        ['leaf_differs', 44],
      ],
    ],
    [
      'the instant of an entry',
      `UPDATE register.entry SET recorded_at = '2026-11-23T08:00:00.000Z' WHERE ${inSeq(45)}`,
      `UPDATE register.entry SET recorded_at = '2026-11-24T08:00:00.000Z' WHERE ${inSeq(45)}`,
      [['leaf_differs', 45]],
    ],
    ['a byte of a tile', ...swap('log_tile', 'root', 'tile = 0'), [['tile_differs', 1]]],
    [
      'a byte of a signed root',
      ...swap('checkpoint', 'root', 'size = 200'),
      [['checkpoint_differs', 200]],
    ],
    [
      'a signature',
      `UPDATE register.checkpoint SET note = replace(note, '— v.example', '— w.example') WHERE size = 100`,
      `UPDATE register.checkpoint SET note = replace(note, '— w.example', '— v.example') WHERE size = 100`,
      [['checkpoint_unsigned', 100]],
    ],
  ])('names what was changed: %s', async (_what, change, back, found) => {
    const faults = await faultsAfter(change, back)
    expect(faults.map(({ kind, seq }) => [kind, seq])).toEqual(found)
  })

  test('names an entry by its id and place', async () => {
    const [fault] = await faultsAfter(
      ...swap('payload', 'salt', `${inSeq(CLAIM)} AND part = 'source'`),
    )
    const [{ id } = { id: '' }] = await db.run<{ id: string }>(
      { name: 'test-id', text: 'SELECT id FROM register.entry WHERE seq = $1' },
      [CLAIM],
    )
    expect(fault).toEqual({
      kind: 'payload_differs',
      seq: CLAIM,
      id,
      sentence: `Entry ${CLAIM} (${id}): what its field group source says is not what was put on record.`,
    })
  })

  test('sees that a field group is gone, and lets a look excuse it', async () => {
    const gone = `register.payload WHERE ${inSeq(CLAIM)} AND part = 'statement'`
    await asOwner(`CREATE TABLE register.kept AS SELECT * FROM ${gone}; DELETE FROM ${gone}`)
    const { faults } = await verifyLog(db, MISSION, { progress: noProgress })
    expect(faults.map(({ kind, seq }) => [kind, seq])).toEqual([['payload_missing', CLAIM]])
    const excused = await verifyLog(db, MISSION, {
      progress: noProgress,
      look: async (entries) =>
        entries.flatMap((entry) => (entry.seq === CLAIM ? [] : entry.faults)),
    })
    expect(excused.faults).toEqual([])
    await asOwner(
      'INSERT INTO register.payload SELECT * FROM register.kept; DROP TABLE register.kept',
    )
  })

  test('finds an entry that was rewritten with its leaf by the checkpoint after it', async () => {
    const faults = await faultsAfter(...swap('entry', 'leaf_hash', inSeq(CLAIM)))
    expect(faults.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['leaf_differs', CLAIM],
      ['checkpoint_differs', CLAIM],
    ])
    expect(faults.at(-1)?.sentence).toContain(`among the entries ${PARTIES + 1} to ${CLAIM}`)
  })

  test('finds that the end of the record was cut off', async () => {
    const faults = await faultsAfter(
      `UPDATE register.head SET seq = ${PARTIES}`,
      `UPDATE register.head SET seq = ${CLAIM}`,
    )
    expect(faults.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['checkpoint_differs', PARTIES + 1],
    ])
  })

  test('finds a gap', async () => {
    const faults = await faultsAfter(
      `UPDATE register.entry SET seq = 9999 WHERE ${inSeq(150)}`,
      `UPDATE register.entry SET seq = 150 WHERE ${inSeq(9999)}`,
    )
    expect(faults.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['entry_missing', 150],
      ['checkpoint_differs', 200],
      ['tile_differs', 1],
    ])
  })
})
