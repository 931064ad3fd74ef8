import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { newId } from '#kit'
import { type Db, fixedClock, openDatabase, type Place } from '#platform'

import {
  aClaim,
  anApproval,
  anErasure,
  aSubject,
  MISSION,
  OPEN,
  openRecord,
} from '../../test/drafts.ts'
import { type PostgresServer, startPostgres } from '../../test/postgres-server.ts'
import type { Appender } from './appender.ts'
import type { Draft } from './entry.ts'
import { finishErasures, isSweepDue } from './sweep.ts'

/** Words that stand nowhere else in the world. */
const WORD = 'zwolfhexerq'
const SENTENCE = `The ${WORD} saw Jane Heron at the quay.`

interface Ground {
  readonly place: Place
  /** Every file in which the record could lie. */
  readonly folder: string
  remove(): Promise<void>
}

for (const [engine, prepare] of [
  ['pglite', folderGround],
  ['postgresql', serverGround],
] as const) {
  describe.skipIf(engine === 'postgresql' && inject('templates').server === null)(
    `sweeping on ${engine}`,
    () => {
      let ground: Ground
      let db: Db
      let appender: Appender
      const clock = fixedClock('2026-11-21T08:00:00.000Z')

      beforeAll(async () => {
        ground = await prepare()
        db = await openDatabase(ground.place)
        appender = await openRecord(db, clock)
      })
      afterAll(async () => {
        await db.close()
        await ground.remove()
      })

      const put = async (actor: string, ...drafts: readonly Draft[]) =>
        appender.append({ mission: MISSION, actor }, drafts)

      test('what was erased is in no file any more; before, it is in several', async () => {
        await put('one', aSubject('pledge-ben'))
        const subject = aSubject(`case-${WORD}`, { title: SENTENCE })
        const document = aDocument(`${SENTENCE}\n`.repeat(3))
        const claim = aClaim({ subject: subject.subject, note: SENTENCE, document: document.id })
        await put('one', subject, document)
        await put('one', claim, aClaim())
        await asOwner(db, 'ANALYZE')
        await db.sweep([])
        expect(filesWith(ground.folder).length).toBeGreaterThan(1)
        expect(await isSweepDue(db)).toBe(false)
        const erasure = anErasure(
          [subject, document, claim].map(({ id }) => ({ entry: id, parts: 'all' })),
        )
        await put('one', erasure)
        await put('two', anApproval(erasure.id))
        expect(await isSweepDue(db)).toBe(true)
        expect(filesWith(ground.folder).length).toBeGreaterThan(0)
        const { approvals, unreached } = await finishErasures({ db, clock }, { anyway: false })
        expect(approvals).toHaveLength(1)
        expect(unreached).toEqual([])
        expect(filesWith(ground.folder)).toEqual([])
        expect(await isSweepDue(db)).toBe(false)
      })

      test('the record goes on being written and read after a sweep', async () => {
        const claim = aClaim()
        const [receipt] = await put('one', claim)
        expect(receipt?.fresh).toBe(true)
        await expect(db.exec('DELETE FROM register.payload')).rejects.toThrow('permission denied')
      })
    },
  )
}

async function asOwner(db: Db, sql: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.exec('SET LOCAL ROLE NONE')
    await tx.exec(sql)
  })
}

/** The files of a folder in which the word stands, however it is written. */
function filesWith(folder: string): readonly string[] {
  const forms = formsOf(WORD)
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name))
    .filter((file) => {
      const bytes = fs.readFileSync(file)
      return forms.some((form) => bytes.includes(form))
    })
}

/** Plain, with capitals, in UTF-16, in hexadecimal, and in base64 wherever it begins. */
function formsOf(word: string): readonly Buffer[] {
  const plain = Buffer.from(word)
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), plain])
      .toString('base64')
      .slice(4, 12),
  )
  return [
    plain,
    Buffer.from(word.toUpperCase()),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word, 'utf16le').swap16(),
    Buffer.from(plain.toString('hex')),
    ...base64.map((text) => Buffer.from(text)),
  ]
}

async function folderGround(): Promise<Ground> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-sweep-'))
  fs.cpSync(inject('templates').folder, folder, { recursive: true })
  return {
    place: { kind: 'folder', dataFolder: folder },
    folder,
    remove: async () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

/** A server of its own, set up as docs/how-to/erase.md says. */
async function serverGround(): Promise<Ground> {
  const server = await startPostgres(['wal_recycle=off', 'wal_keep_size=0'])
  if (server === undefined) throw new Error('There is no PostgreSQL server for this test.')
  const folder = await asSuperuser(server, [
    'GRANT pg_checkpoint, pg_monitor TO rollcall_owner',
    'CREATE DATABASE sweep OWNER rollcall_owner',
    'GRANT EXECUTE ON FUNCTION pg_switch_wal() TO rollcall_owner',
  ])
  const url = new URL(server.url)
  url.pathname = 'sweep'
  await asSuperuser({ ...server, url: url.href }, [
    'GRANT EXECUTE ON FUNCTION pg_switch_wal() TO rollcall_owner',
  ])
  return { place: { kind: 'server', databaseUrl: url.href }, folder, remove: server.stop }
}

/** Runs these as the superuser, and says where the server keeps its data. */
async function asSuperuser(
  { url }: PostgresServer,
  statements: readonly string[],
): Promise<string> {
  const address = new URL(url)
  address.username = 'postgres'
  const client = new pg.Client(address.href)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
    const { rows } = await client.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    )
    return rows[0]?.folder ?? ''
  } finally {
    await client.end()
  }
}

function aDocument(text: string): Extract<Draft, { type: 'document' }> {
  const bytes = Buffer.from(text)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    type: 'document',
    id: newId(),
    handling: OPEN,
    title: 'A document',
    publisher: 'A publisher',
    address: null,
    published: '2024-02-01',
    language: 'en',
    mediaType: 'text/plain',
    sha256,
    bytes,
    text: { extractor: 'plain/1', content: text },
    textSha256: sha256,
  }
}
