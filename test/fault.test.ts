import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { addDays } from '#kit'
import { type Db, openDatabase, type Place, systemClock } from '#platform'
import { type Draft, rebuild } from '#register'

import { describeOnEngines } from './database.ts'
import { aClaim, aParty, aRelation, aSubject, MISSION, openRecord } from './drafts.ts'
import { type Started, startProcess } from './processes/start-process.ts'

// What a record keeps when its process is killed with SIGKILL while it appends.

const CLI = path.resolve('src/main/cli.ts')
const APPENDS = 200
/** After how many acknowledgements each round is killed; each round sends everything again from the start. */
const KILLS = [15, 90, 170]

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-fault-'))
const file = path.join(folder, 'drafts.json')
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Claims in a few lanes, said in another order than sent, some of them taken back. */
function someDrafts(): readonly Draft[] {
  const drafts: Draft[] = []
  for (let place = 0; drafts.length < APPENDS; place += 1) {
    const claim = aClaim({
      subject: `pledge-${place % 4}`,
      assertedBy: place % 3 === 0 ? 'USA' : 'PRESS',
      valid: `${addDays('2024-01-01', (place * 7) % 90)}/..`,
      saidAt: `${addDays('2024-01-01', (place * 37) % 120)}T12:00:00Z`,
      value: {
        personnel: { low: place, high: place, unit: 'person' },
        component: 'police',
        stage: 'pledge',
      },
    })
    drafts.push(claim)
    if (place % 10 === 9) {
      drafts.push(aRelation(claim.id, { by: claim.assertedBy, saidAt: '2024-06-01T12:00:00Z' }))
    }
  }
  return drafts.slice(0, APPENDS)
}

interface Acknowledged {
  readonly id: string
  readonly seq: number
  readonly isNew: boolean
}

/** What a process had acknowledged; the last line may have been cut off by its end. */
function acknowledgedBy(started: Started): readonly Acknowledged[] {
  const lines = started.said().split('\n').slice(0, -1)
  return lines
    .filter((line) => line !== 'ready')
    .map((line) => {
      const [id = '', seq, fresh] = line.split(' ')
      return { id, seq: Number(seq), isNew: fresh === 'new' }
    })
}

async function untilAcknowledged(started: Started, count: number): Promise<void> {
  while (acknowledgedBy(started).length < count) {
    if (started.child.exitCode !== null) throw new Error(started.complained())
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

interface EntryRow {
  readonly id: string
  readonly seq: number
}

async function entriesOf(db: Db): Promise<readonly EntryRow[]> {
  return db.run<EntryRow>(
    { name: 'test-entries', text: 'SELECT id, seq FROM register.entry ORDER BY seq' },
    [],
  )
}

async function headOf(db: Db): Promise<number | undefined> {
  const [head] = await db.run<{ seq: number }>(
    { name: 'test-head', text: 'SELECT seq FROM register.head' },
    [],
  )
  return head?.seq
}

describeOnEngines('a process killed while it appends', (open, engine) => {
  let place: Place
  let drafts: readonly Draft[]
  let before: number

  beforeAll(async () => {
    const database = await open()
    place = database.place
    const appender = await openRecord(database.db, systemClock)
    const subjects = [0, 1, 2, 3].map((number) => aSubject(`pledge-${number}`))
    await appender.append({ mission: MISSION, actor: 'test' }, [aParty('PRESS'), ...subjects])
    before = subjects.length + 1
    // The embedded record is held by one process at a time: this one steps aside for the next.
    await database.db.close()
    drafts = someDrafts()
    fs.writeFileSync(file, JSON.stringify(drafts))
  })

  const acknowledged = new Map<string, number>()
  const start = () => startProcess('append-drafts.ts', [JSON.stringify(place), MISSION, file])
  const look = async (check: (db: Db) => Promise<void>) => {
    const db = await openDatabase(place)
    try {
      await check(db)
    } finally {
      await db.close()
    }
  }

  test.each(KILLS)('loses nothing it acknowledged when it is killed after %i', async (count) => {
    const started = start()
    await untilAcknowledged(started, count)
    started.child.kill('SIGKILL')
    await started.ended
    for (const { id, seq } of acknowledgedBy(started)) {
      // What an earlier round had acknowledged is at the same place still.
      expect(acknowledged.get(id) ?? seq).toBe(seq)
      acknowledged.set(id, seq)
    }
    expect(acknowledged.size).toBeLessThan(APPENDS)
    await look(async (db) => {
      const entries = await entriesOf(db)
      const places = new Map(entries.map(({ id, seq }) => [id, seq]))
      for (const [id, seq] of acknowledged) expect(places.get(id)).toBe(seq)
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
      expect(await headOf(db)).toBe(entries.length)
      expect((await rebuild(db, MISSION, () => undefined)).differences).toEqual([])
    })
  })

  test('accepts everything sent again once: no entry is missing and none is double', async () => {
    const started = start()
    expect(await started.ended).toBe(0)
    const receipts = acknowledgedBy(started)
    expect(receipts.map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
    const again = receipts.filter(({ id }) => acknowledged.has(id))
    expect(again).toEqual([...acknowledged].map(([id, seq]) => ({ id, seq, isNew: false })))
    expect(receipts.some(({ isNew }) => isNew)).toBe(true)
    await look(async (db) => {
      const entries = await entriesOf(db)
      expect(entries).toHaveLength(before + APPENDS)
      expect(await headOf(db)).toBe(before + APPENDS)
      const rebuilt = await rebuild(db, MISSION, () => undefined)
      expect(rebuilt.differences).toEqual([])
      expect(rebuilt.claims).toBe(drafts.filter(({ type }) => type === 'claim').length)
    })
  })

  if (engine !== 'pglite') return

  test('while it runs, a second process on its data folder is refused with a sentence', async () => {
    if (place.kind !== 'folder')
      throw new Error('The embedded engine keeps its record in a folder.')
    const db = await openDatabase(place)
    const environment = { ROLLCALL_DATA: place.dataFolder, DATABASE_URL: '' }
    const second = startProcess(CLI, ['missions'], { environment })
    const code = await second.ended
    await db.close()
    expect(code).toBe(1)
    expect(second.complained()).toContain(
      `rollcall: The data folder ${place.dataFolder} is held by process ${process.pid}; stop that process first`,
    )
    const third = startProcess(CLI, ['missions', '--json'], { environment })
    expect(await third.ended).toBe(0)
    expect(JSON.parse(third.said())).toMatchObject([{ mission: MISSION, title: 'Test mission' }])
  })
})
