import { beforeAll, expect, test } from 'vitest'

import { type Actor, PUBLIC } from '#kit'
import { type Clock, type Db, fixedClock } from '#platform'
import { countBegun, listSaid, openReaders, resolveAsking } from '#register'

import { CELLS, type Marked, NOW, reads } from './access/cells.ts'
import { answeredAs, PEOPLE } from './access/people.ts'
import { NOT_READINGS, READINGS } from './access/readings.ts'
import { recordCells } from './access/record.ts'
import { describeOnEngines } from './database.ts'
import { MISSION, openRecord } from './drafts.ts'

// Issue 3: every reading of the register, asked by each reader, returns what can() allows of what the owner gets.

/** Fewer answers than this would prove little. */
const FEW = 10
/** What the portal never asks: it is not told who recorded or proposed. */
const SIGNED_IN_ONLY = new Set(['areRecordedBy', 'findProposals', 'listLiftable', 'listWaiting'])

describeOnEngines('the readings of the register', (open) => {
  let db: Db
  let clock: Clock
  let entries: readonly Marked[]

  beforeAll(async () => {
    db = (await open()).db
    clock = fixedClock(NOW)
    entries = (await recordCells({ db, clock }, await openRecord(db, clock))).filter(
      ({ guarded }) => guarded.mission === MISSION,
    )
  })

  test('are all asked, or said why not', async () => {
    const offered = Object.entries(await import('#register'))
      .filter(([, offer]) => typeof offer === 'function')
      .map(([name]) => name)
    const named = [...Object.keys(READINGS), ...Object.values(NOT_READINGS).flat()]
    expect(offered.filter((name) => !named.includes(name))).toEqual([])
    expect(named.filter((name) => !offered.includes(name))).toEqual([])
  })

  test.each(Object.entries(PEOPLE))(
    'answer %s what can() allows of what the owner gets',
    async (_, person) => {
      const actor = answeredAs(person)
      const reader = await openReaders(db).as(actor, MISSION, NOW)
      const at = await resolveAsking({ db, clock }, MISSION, {})
      const wrong: unknown[] = []
      for (const [name, readAll] of Object.entries(READINGS)) {
        if (actor.id === PUBLIC.id && SIGNED_IN_ONLY.has(name)) continue
        const owners = await readAll({ db, at, entries })
        const told = await readAll({ db: reader, at, entries })
        const theirs = name === 'listWaiting' ? waitingFor(actor) : owners.filter(isTheirs(name))
        if (!isAlike(told, theirs) || owners.length < FEW) {
          wrong.push({ name, told: told.length, theirs: theirs.length, owners: owners.length })
        }
      }
      expect(wrong).toEqual([])

      function isTheirs(name: string): (id: string) => boolean {
        return (id) => {
          const entry = entries.find((one) => one.id === id)
          if (entry === undefined || !reads(actor, entry)) return false
          return name !== 'decisionsInForce' || isApproved(actor, entry)
        }
      }
    },
  )

  /** A decision counts for those who also see that it was approved; for all others it waits. */
  function isApproved(actor: Actor, { cell }: Marked): boolean {
    return entries.some(
      (one) => one.sort === 'approval' && one.cell.letter === cell.letter && reads(actor, one),
    )
  }

  function waitingFor(actor: Actor): readonly string[] {
    return entries
      .filter((entry) => reads(actor, entry))
      .filter(
        (entry) =>
          (entry.sort === 'release' && CELLS.includes(entry.cell)) ||
          (entry.sort === 'decision' && !isApproved(actor, entry)),
      )
      .map(({ id }) => id)
  }

  test.each(Object.entries(PEOPLE))('count for %s no more than they list', async (_, person) => {
    const reader = await openReaders(db).as(answeredAs(person), MISSION, NOW)
    const at = await resolveAsking({ db: reader, clock }, MISSION, {})
    const counted = (await countBegun(reader, MISSION, at)).reduce(
      (sum, { claims }) => sum + claims,
      0,
    )
    const filter = { kinds: 'all', document: null, order: 'begun' } as const
    const page = { after: null, limit: 10_000 }
    const { items } = await listSaid(reader, MISSION, filter, { at, page })
    expect(counted).toBe(items.length)
  })
})

function isAlike(told: readonly string[], theirs: readonly string[]): boolean {
  return JSON.stringify(told.toSorted()) === JSON.stringify(theirs.toSorted())
}
