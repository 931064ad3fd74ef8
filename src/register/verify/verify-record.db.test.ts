import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import {
  type Db,
  fixedClock,
  noProgress,
  openKeyFolder,
  openOwner,
  RefusedError,
  sqlStateOf,
} from '#platform'

import { describeOnEngines, type TestDatabase } from '../../../test/database.ts'
import { recordOfAllKinds } from '../../../test/drafts-of-all-kinds.ts'
import { MISSION, openRecord } from '../../../test/drafts.ts'
import { addCheckpoint, witnessKey } from '../log/add-checkpoint.ts'
import { askWitnesses, type PostText } from '../log/ask-witnesses.ts'
import type { LogFault } from '../log/fault.ts'
import { writeVerifierKey } from '../log/note-key.ts'
import { publicKeysOf } from '../log/public-keys.ts'
import { publishCheckpoint } from '../log/publish.ts'
import { trustWitness, witnessLog } from '../log/witness-list.ts'
import { ensureMission, listMissions } from '../mission.ts'
import { type RecordVerdict, verifyRecord } from './verify-record.ts'

const clock = fixedClock('2026-11-24T08:00:00.000Z')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const CONFIGURED = 'says how this server works; no entry says it and nothing is shown by it'
const NOT_SIGNED = 'is noted beside the log; nothing signs it and nothing is derived from it'

/** What a verification cannot see, and why it need not, or cannot. */
const UNSEEN: Readonly<Record<string, string>> = {
  'mission.title': 'is the heading that the operator gave the record; no entry says it',
  'mission.party': 'is how the operator calls the mission; no entry says it',
  'checkpoint.made_at': NOT_SIGNED,
  'checkpoint.mission_id':
    'leaves one earlier checkpoint fewer; whoever kept it compares it by --against',
  'log_key.size': NOT_SIGNED,
  'log_key.at': NOT_SIGNED,
  'witness.vkey': CONFIGURED,
  'witness.url': CONFIGURED,
  'witness.added_at': CONFIGURED,
  'witnessed_key.origin': CONFIGURED,
  'witnessed_key.vkey': CONFIGURED,
  'witnessed_key.added_at': CONFIGURED,
  'cosignature.mission_id':
    'leaves one signature of a witness fewer; how many there were nobody counts',
  'witness_state.seen_at': NOT_SIGNED,
}

/**
 * Tables without rows here: tiles begin at 256 entries, and their bytes are changed in
 * log/verify-log.db.test.ts; the other two say how this server works and what it did, which no entry says.
 */
const ELSEWHERE: ReadonlySet<string> = new Set(['recalled', 'log_tile', 'retention', 'swept'])

/** A column of the register, and the rows in which a byte of it is changed: one of each sort that there is. */
interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly rows: readonly { readonly ctid: string; readonly sort: string }[]
}

describeOnEngines('the verification of a whole record', (open) => {
  let database: TestDatabase
  let db: Db
  let owner: Db
  beforeAll(async () => {
    database = await open()
    db = database.db
    await ensureMission({ db, clock }, { mission: MISSION, title: 'Test mission', party: 'USA' })
    const appender = await openRecord(db, clock)
    const context = { db, clock, keys: { folder: openKeyFolder(folder), origin: 'v.example' } }
    for (const { actor, drafts } of recordOfAllKinds()) {
      await appender.append({ mission: MISSION, actor }, drafts)
      await publishCheckpoint(context, MISSION)
    }
    const { keys } = await publicKeysOf(db, MISSION)
    for (const { vkey } of keys) await witnessLog(context, vkey)
    await trustWitness(context, writeVerifierKey(witnessKey(context.keys)), 'http://own.example')
    const post: PostText = async (_url, body) => {
      const answer = await addCheckpoint(context, body)
      return {
        status: answer.status,
        mediaType: 'text/plain',
        body: 'cosignature' in answer ? answer.cosignature : '',
      }
    }
    await askWitnesses({ ...context, post }, MISSION)
    owner = db.engine === 'pglite' ? db : await openOwner(database.place)
    // Once, and not before each change: every statement would be planned anew each time.
    await owner.transaction(async (transaction) => {
      await transaction.exec(`SET LOCAL ROLE NONE; ${WITHOUT_CONSTRAINTS}`)
    })
    return async () => {
      if (owner !== db) await owner.close()
    }
  })

  const verify = async (reader: Db) => verifyRecord(reader, MISSION, EVERYTHING)

  /** The faults of every mission; that one can no longer be read is one too. */
  async function faultsIn(reader: Db): Promise<readonly LogFault[]> {
    const faults: LogFault[] = []
    for (const { mission } of await listMissions(reader)) {
      try {
        const verdict = await verifyRecord(reader, mission, EVERYTHING)
        faults.push(...verdict.faults)
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error
        faults.push({ kind: 'head_differs', seq: 0, id: null, sentence: error.message })
      }
    }
    return faults
  }

  /** What is found after the owner of the database did something behind the application's back; then it is undone. */
  async function faultsAfter(change: string): Promise<readonly LogFault[] | 'refused'> {
    const found: { faults: readonly LogFault[] | 'refused' } = { faults: 'refused' }
    try {
      await owner.transaction(async (transaction) => {
        await transaction.exec('RESET ROLE')
        await transaction.exec(change)
        found.faults = await faultsIn(transaction)
        throw new Undone()
      })
    } catch (error) {
      const isRefused = ['23505', '428C9'].includes(sqlStateOf(error) ?? '')
      if (!(error instanceof Undone) && !isRefused) throw error
    }
    return found.faults
  }

  test('finds no fault in a record that nobody touched', async () => {
    const { faults, size, rows, checkpoints, erased } = await verify(db)
    expect(faults).toEqual([])
    expect({ size, checkpoints, erased }).toEqual({ size: 30, checkpoints: 13, erased: 7 })
    expect(rows).toBeGreaterThan(50)
  })

  test('has rows to change in every table of the register', async () => {
    const empty = (await columnsOf(db)).filter(
      ({ table, rows }) => rows.length === 0 && !ELSEWHERE.has(table),
    )
    expect(empty.map(({ table, column }) => `${table}.${column}`)).toEqual([])
  })

  test('sees every byte that is changed, in every column and every sort of row', async () => {
    const wrong: string[] = []
    const counts = { seen: 0, refused: 0 }
    for (const { name, where, sql } of changesOf(await columnsOf(db))) {
      const faults = await faultsAfter(sql)
      const isSeen = faults === 'refused' || faults.length > 0
      if (faults === 'refused') counts.refused++
      else if (isSeen) counts.seen++
      if (faults !== 'refused' && isSeen === name in UNSEEN) wrong.push(`${name} ${where}`)
    }
    expect(wrong).toEqual([])
    expect(counts.seen).toBeGreaterThan(300)
  }, 600_000)

  test.each([
    [
      'a word of a claim',
      `UPDATE register.payload SET body = replace(body, 'at noon', 'at nine')`,
      7,
    ],
    ['a byte of a document', `UPDATE register.blob SET bytes = set_byte(bytes, 9, 65)`, 6],
    [
      'a word of a text',
      `UPDATE register.canonical_text SET content = replace(content, '1,500', '2,500')`,
      6,
    ],
    ['the end of a box', `UPDATE register.open_box SET valid_to = valid_to - 1 WHERE claim = 8`, 8],
    [
      'a part that is gone without an erasure',
      `DELETE FROM register.payload WHERE seq = 7 AND part = 'source'`,
      7,
    ],
    ['bytes that are gone without an erasure', `DELETE FROM register.blob`, 6],
    [
      'a part that was erased and is still there',
      `INSERT INTO register.payload SELECT mission_id, 21, part, salt, body FROM register.payload WHERE seq = 7 AND part = 'statement'`,
      21,
    ],
    ['the index', `DELETE FROM register.search WHERE seq = 7`, 7],
    ['who sees it', `UPDATE register.opening SET release = 0, compartment = '' WHERE seq = 11`, 11],
  ])('names the entry: %s', async (_what, change, seq) => {
    const faults = await faultsAfter(change)
    const [{ id } = { id: '' }] = await db.run<{ id: string }>(
      { name: 'test-id', text: 'SELECT id FROM register.entry WHERE seq = $1' },
      [seq],
    )
    expect(faults).not.toBe('refused')
    const named = faults === 'refused' ? [] : faults.filter((one) => one.seq === seq)
    expect(named.map((one) => one.id)).toContain(id)
    expect(named[0]?.sentence).toContain(`Entry ${seq} (${id})`)
  })

  test('goes on where it was interrupted: entries before are not worked out again, all leaves are', async () => {
    const change = `UPDATE register.payload SET body = replace(body, 'USA', 'USB') WHERE seq = 1 AND part = 'content'`
    const found = await verdictAfter(change, { from: 10 })
    expect(found.verdict?.faults.filter(({ kind }) => kind === 'payload_differs')).toEqual([])
    expect(found.verdict?.root).toBe((await verify(db)).root)
    expect(found.steps).toEqual([9, 30])
  })

  /** What a verification that begins later finds after a change; then it is undone. */
  async function verdictAfter(change: string, { from }: { readonly from: number }) {
    const steps: number[] = []
    const progress = { step: (done: number) => void steps.push(done) }
    const found: { verdict: RecordVerdict | null } = { verdict: null }
    const work = owner.transaction(async (transaction) => {
      await transaction.exec('RESET ROLE')
      await transaction.exec(change)
      found.verdict = await verifyRecord(transaction, MISSION, { ...EVERYTHING, progress, from })
      throw new Undone()
    })
    await work.catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
    return { ...found, steps }
  }
})

const EVERYTHING = { progress: noProgress, drawing: noProgress, from: 1 }

/** An owner who means ill drops the constraints first. */
const WITHOUT_CONSTRAINTS = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
    WHERE connamespace = 'register'::regnamespace AND contype IN ('f', 'c')
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.of, one.conname); END LOOP;
END $$`

class Undone extends Error {}

const MANY_BYTES: ReadonlySet<string> = new Set(['text', 'bytea'])
/** Where in a text or in bytes one is changed: at the beginning, in the middle, at the end. */
const SHARES = [0, 0.5, 1] as const

/** A byte to change: where, and by which statement. */
interface Change {
  readonly name: string
  readonly where: string
  readonly sql: string
}

function changesOf(columns: readonly Column[]): readonly Change[] {
  return columns.flatMap((one) =>
    one.rows.flatMap(({ ctid, sort }) =>
      (MANY_BYTES.has(one.type) ? SHARES : [0]).map((share) => ({
        name: `${one.table}.${one.column}`,
        where: `(${sort}) at ${share}`,
        sql: `UPDATE register.${one.table} SET ${one.column} = ${flipped(one, share)} WHERE ctid = '${ctid}'`,
      })),
    ),
  )
}

/** The value of a column with one byte of it changed. */
function flipped({ column, type }: Column, share: number): string {
  switch (type) {
    case 'bytea': {
      const at = `floor((length(${column}) - 1) * ${share})::int4`
      return `set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`
    }
    case 'text': {
      const at = `1 + floor((length(${column}) - 1) * ${share})::int4`
      return `CASE ${column} WHEN '' THEN 'x' ELSE overlay(${column} placing chr(ascii(substr(${column}, ${at}, 1)) # 1) from ${at} for 1) END`
    }
    case 'uuid':
      return `(left(${column}::text, 35) || CASE right(${column}::text, 1) WHEN '0' THEN '1' ELSE '0' END)::uuid`
    case 'tsvector':
      return `overlay(${column}::text placing chr(ascii(substr(${column}::text, 2, 1)) # 1) from 2 for 1)::tsvector`
    case 'smallint':
    case 'integer':
    case 'bigint':
      return `${column} # 1`
    default:
      throw new Error(`The test does not know how to change a ${type}.`)
  }
}

/** Every column of every table of the register, from the catalogue, with a row of each sort in which it is not null. */
async function columnsOf(db: Db): Promise<readonly Column[]> {
  const columns = await db.run<Omit<Column, 'rows'>>(COLUMNS, [])
  const found: Column[] = []
  for (const column of columns) {
    const all = columns.filter(({ table }) => table === column.table).map((one) => one.column)
    const type = all.includes('seq')
      ? `(SELECT entry_type FROM register.entry e WHERE e.mission_id = t.mission_id AND e.seq = t.seq)`
      : `''`
    const part = all.includes('part') ? 'part' : `''`
    const rows = await db.run<{ ctid: string; sort: string }>(
      {
        name: `test-rows-${column.table}-${column.column}`,
        text: `SELECT DISTINCT ON (sort) ctid, sort FROM (SELECT ctid::text, concat_ws(' ', ${type}, ${part}) AS sort
          FROM register.${column.table} t WHERE ${column.column} IS NOT NULL) x ORDER BY sort, ctid DESC`,
      },
      [],
    )
    found.push({ ...column, rows })
  }
  return found
}

const COLUMNS = {
  name: 'test-columns',
  text: `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'register' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, a.attnum`,
}
