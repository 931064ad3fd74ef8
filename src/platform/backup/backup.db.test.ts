import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { ensureMission, listMissions, openAppender, rebuild } from '#register'

import { describeOnEngines, freshPlace, testDatabase } from '../../../test/database.ts'
import { aClaim, aParty, aRelation, aSubject, MISSION, openRecord } from '../../../test/drafts.ts'
import { fixedClock } from '../clock.ts'
import type { Place } from '../config.ts'
import { type Db, openDatabase, openOwner } from '../database.ts'
import { findMigrations } from '../find-migrations.ts'
import { openLog } from '../log.ts'
import { openMaintenance } from '../maintenance.ts'
import { applyAll } from '../migrate.ts'
import { openBook } from '../migration-book.ts'
import { openAsFound } from '../open-engine.ts'
import { noProgress } from '../progress.ts'
import { readArchive } from './archive-reader.ts'
import { manifestShape } from './manifest.ts'

const clock = fixedClock('2026-11-24T09:00:00.000Z')
const by = { mission: MISSION, actor: 'a test' }
const AWKWARD = 'Pòtoprens “a\\b”, {c} \n\t \'d\' "e" \u2028 😀'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-backup-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const at = (place: Place) => openMaintenance({ place, clock, log: openLog('off') })
const fileNamed = (name: string) =>
  path.join(folder, `${name}-${fs.readdirSync(folder).length}.tar`)

async function fill(db: Db): Promise<void> {
  const appender = await openRecord(db, clock)
  const claims = [aClaim(), aClaim({ note: AWKWARD, assertedBy: 'PRESS' }), aClaim()]
  await appender.append(by, [aParty('PRESS'), aSubject('pledge-ben'), ...claims])
  await appender.append(by, [aRelation(claims[0]?.id ?? '')])
  await db.run(
    {
      name: 'test-blob',
      text: `INSERT INTO register.blob SELECT mission_id, 'aa', $1 FROM register.mission`,
    },
    [new Uint8Array([0, 255, 10, 92])],
  )
  // More than is read at once, and random so that it cannot be packed.
  await db.run(
    {
      name: 'test-large-blob',
      text: `INSERT INTO register.blob SELECT mission_id, 'bb', $1 FROM register.mission`,
    },
    [randomBytes(6_000_000)],
  )
}

/** Every member but the manifest, which tells when and on which engine the backup was made. */
async function contentOf(file: string): Promise<ReadonlyMap<string, string>> {
  const members = new Map<string, string>()
  for await (const { name, sha256 } of readArchive(file)) {
    if (!name.startsWith('manifest')) members.set(name, sha256)
  }
  return members
}

const ENGINES = ['pglite', 'postgresql'] as const

describeOnEngines('a backup', (open, engine) => {
  let place: Place
  let db: Db
  let file: string

  beforeAll(async () => {
    const database = await open()
    ;({ place } = database)
    await fill(database.db)
    await database.db.close()
    file = fileNamed('backup')
    await at(place).backUp(file, noProgress)
  })

  const opened = async <T>(where: Place, work: (db: Db) => Promise<T>): Promise<T> => {
    db = await openDatabase(where)
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  }

  describe.each(ENGINES)('restored on %s', (other) => {
    const isHere = other === 'pglite' || inject('templates').server !== null

    test.skipIf(!isHere)('is the same record, byte for byte, and goes on', async () => {
      const target = await testDatabase(other)
      await target.db.close()
      await at(target.place).restore(file, noProgress)
      const again = fileNamed('again')
      await at(target.place).backUp(again, noProgress)
      expect(await contentOf(again)).toEqual(await contentOf(file))
      await opened(target.place, async (restored) => {
        const { claims, differences } = await rebuild(restored, MISSION, () => undefined)
        expect([claims, differences]).toEqual([3, []])
        // New numbers go on after those that came with the backup.
        await openAppender({ db: restored, clock, delayHours: 72 }).append(by, [
          aClaim({ kind: 'forces.offer', note: 'after' }),
        ])
        await ensureMission({ db: restored, clock }, { mission: 'm2', title: 'M', party: null })
      })
      await target.drop()
    })
  })

  test('is restored into a database that has not even a schema', async () => {
    const fresh = await freshPlace(engine)
    const { rows } = await at(fresh.place).restore(file, noProgress)
    expect(rows).toBeGreaterThan(10)
    const entries = await opened(fresh.place, async (restored) =>
      restored.run<{ body: string }>(
        { name: 'test-body', text: `SELECT body FROM register.payload ORDER BY seq, part` },
        [],
      ),
    )
    expect(entries.some(({ body }) => body.includes(JSON.stringify(AWKWARD).slice(1, -1)))).toBe(
      true,
    )
    await fresh.remove()
  })

  test('is not written over anything, and can be read by its owner alone', async () => {
    await expect(at(place).backUp(file, noProgress)).rejects.toMatchObject({
      code: 'backup.file_exists',
    })
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    expect(fs.existsSync(`${file}.part`)).toBe(false)
  })

  test('tells what it leaves out, and holds every other table', async () => {
    const { tables, leftOut } = manifestShape.parse(
      JSON.parse(await memberOf(file, 'manifest.json')),
    )
    const names = tables.map(({ name }) => name)
    const owner = await openOwner(place)
    const all = await owner.run<{ name: string }>(
      {
        name: 'test-tables',
        text: `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('platform', 'register')`,
      },
      [],
    )
    await owner.close()
    const left = new Set(leftOut.map(({ table }) => table))
    const wanted = all.map(({ name }) => name).filter((name) => !left.has(name))
    expect(new Set(names)).toEqual(new Set(wanted))
    expect(names).toContain('register.payload')
  })

  test('is refused by a database that holds rows, which stays as it is', async () => {
    await expect(at(place).restore(file, noProgress)).rejects.toMatchObject({
      code: 'backup.not_empty',
    })
    await opened(place, async (kept) =>
      expect((await rebuild(kept, MISSION, () => undefined)).claims).toBe(3),
    )
  })

  test('that is damaged is refused with the name of the member, whichever it is', async () => {
    const target = await open()
    await target.db.close()
    const whole = fs.readFileSync(file)
    const members = [
      'register.payload/000001.jsonl',
      'register.entry/000001.jsonl',
      'manifest.json',
    ]
    for (const member of members) {
      const broken = fileNamed('broken')
      const bytes = Buffer.from(whole)
      const content = bytes.indexOf(member) + 512 + 40
      bytes[content] = (bytes[content] ?? 0) ^ 1
      fs.writeFileSync(broken, bytes)
      await expect(at(target.place).restore(broken, noProgress)).rejects.toMatchObject({
        code: 'backup.damaged',
        message: expect.stringContaining(`its member ${member} is missing or not what`),
      })
    }
    for (const length of [whole.length - 6000, whole.length / 2, 700, 0]) {
      const short = fileNamed('short')
      fs.writeFileSync(short, whole.subarray(0, Math.floor(length)))
      await expect(at(target.place).restore(short, noProgress)).rejects.toMatchObject({
        refusal: 'incorrect',
        code: expect.stringMatching(/^backup\.(cut_off|unreadable)$/),
      })
    }
    await expect(at(target.place).restore('/nowhere.tar', noProgress)).rejects.toMatchObject({
      code: 'backup.missing',
    })
    // None of them has marked the database or put anything into it.
    await opened(target.place, async (empty) =>
      expect(
        await empty.run({ name: 'test-none', text: 'SELECT FROM register.entry' }, []),
      ).toEqual([]),
    )
  })

  test('of an earlier schema is brought up to date once its rows are in', async () => {
    const [source, fresh] = [await freshPlace(engine), await freshPlace(engine)]
    const old = await openAsFound(source.place, openLog('off'))
    await openBook(old)
    await applyAll(old, findMigrations().slice(0, -1))
    await old.session.exec(
      `INSERT INTO register.mission (mission, title) VALUES ('mss-old', 'Old')`,
    )
    await old.close()
    const early = fileNamed('early')
    await at(source.place).backUp(early, noProgress)
    await at(fresh.place).restore(early, noProgress)
    await opened(fresh.place, async (restored) => {
      expect(await listMissions(restored)).toMatchObject([{ mission: 'mss-old' }])
      const names = await restored.run<{ name: string }>(
        { name: 'test-names', text: 'SELECT name FROM platform.migration ORDER BY name' },
        [],
      )
      expect(names.map(({ name }) => name)).toEqual(findMigrations().map(({ name }) => name))
    })
    await source.remove()
    await fresh.remove()
    const migrated = await open()
    await migrated.db.close()
    await expect(at(migrated.place).restore(early, noProgress)).rejects.toThrow(
      'which the backup has not',
    )
  })

  test('of a schema that this version does not know is refused with the migration', async () => {
    const source = await open()
    await source.db.close()
    const owner = await openOwner(source.place)
    await owner.exec(
      `INSERT INTO platform.migration (name, sha256) VALUES ('29990101T000000_later.sql', repeat('0', 64))`,
    )
    await owner.close()
    const later = fileNamed('later')
    await at(source.place).backUp(later, noProgress)
    const fresh = await open()
    await fresh.db.close()
    await expect(at(fresh.place).restore(later, noProgress)).rejects.toMatchObject({
      code: 'backup.schema_unknown',
      message: expect.stringContaining('29990101T000000_later.sql'),
    })
  })

  test.skipIf(engine === 'pglite')('restored twice at once is restored once', async () => {
    const target = await open()
    await target.db.close()
    const ends = await Promise.allSettled(
      [1, 2, 3].map(async () => at(target.place).restore(file, noProgress)),
    )
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
    expect(refused).toHaveLength(2)
    for (const error of refused) {
      expect(error).toMatchObject({
        code: expect.stringMatching(/^backup\.(restored_meanwhile|not_empty)$/),
      })
    }
    await opened(target.place, async (restored) =>
      expect((await rebuild(restored, MISSION, () => undefined)).claims).toBe(3),
    )
  })

  test('of a place where there is no record is refused', async () => {
    const fresh = await freshPlace(engine)
    await expect(at(fresh.place).backUp(fileNamed('none'), noProgress)).rejects.toMatchObject({
      code: 'backup.nothing',
    })
    await fresh.remove()
  })

  test.skipIf(engine === 'pglite')('is of one moment, whatever is appended meanwhile', async () => {
    const source = await open()
    await fill(source.db)
    const appender = openAppender({ db: source.db, clock, delayHours: 72 })
    const meanwhile: Promise<unknown>[] = []
    const moment = fileNamed('moment')
    await at(source.place).backUp(moment, {
      step: () => {
        meanwhile.push(appender.append(by, [aClaim({ note: `step ${meanwhile.length}` })]))
      },
    })
    await Promise.all(meanwhile)
    expect(meanwhile.length).toBeGreaterThan(5)
    const target = await open()
    await target.db.close()
    await at(target.place).restore(moment, noProgress)
    await opened(target.place, async (restored) => {
      const { claims, differences } = await rebuild(restored, MISSION, () => undefined)
      expect([claims, differences]).toEqual([3, []])
    })
  })
})

async function memberOf(file: string, wanted: string): Promise<string> {
  for await (const { name, content } of readArchive(file)) {
    if (name === wanted) return content.toString('utf8')
  }
  throw new Error(`${file} has no member ${wanted}.`)
}
