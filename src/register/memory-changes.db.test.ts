import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'

import { type Actor, canonicalJson, PUBLIC } from '#kit'
import { type Db, fixedClock, RefusedError } from '#platform'

import { describeOnEngines } from '../../test/database.ts'
import { aParty, aSubject } from '../../test/drafts.ts'
import { anActor } from '../../test/people.ts'
import {
  draftOf,
  KINDS,
  oneOfEach,
  PARTIES,
  recordSteps,
  SUBJECTS,
} from '../../test/record-steps.ts'
import { type Appender, openAppender } from './appender.ts'
import { resolveAsking } from './asking.ts'
import { countBegun } from './begun.ts'
import { findContested } from './contested.ts'
import type { Asking, Draft } from './entry.ts'
import { countErasedSince, erasedOn, findErased } from './erased.ts'
import { historyOf } from './history.ts'
import { inForceThrough } from './in-force-through.ts'
import { inForce, inForceOn } from './in-force.ts'
import { decisionsInForce, gradesOf, relationsNamed, relationsOf } from './judgements.ts'
import { listClaims, listDocuments, listParties, listSubjects } from './lists.ts'
import { ensureMission } from './mission.ts'
import { findSubjects } from './named.ts'
import { findOpenings } from './openings.ts'
import { answersTo, findProposals, listWaiting } from './proposals.ts'
import { openReaders, type Readers } from './readers.ts'
import { findClaims, findDocuments, listSaid } from './said.ts'
import { searchRecord } from './search.ts'

const NOW = '2026-11-21T08:00:00.000Z'
const actorsOf = (mission: string): readonly Actor[] => [
  PUBLIC,
  anActor('an officer', 'officer', { mission }),
  anActor('a medic', 'officer', { mission, compartments: ['medical'] }),
]
const PAGE = { after: null, limit: 5 }

describeOnEngines('an answer that is recalled', (open) => {
  let db: Db
  let appender: Appender
  let run = 0
  const clock = fixedClock(NOW)

  beforeAll(async () => {
    db = (await open()).db
    appender = openAppender({ db, clock, delayHours: 0 })
  })

  test('is the one that the record gives after an entry of every sort', async () => {
    const mission = await openMission()
    const readers = openReaders(db)
    const drafts = oneOfEach()
    for (const draft of drafts) {
      const { type } = draft
      await append(mission, draft)
      for (const actor of actorsOf(mission)) {
        const found = await differences(readers, { actor, mission, drafts })
        expect({ after: type, found }).toEqual({ after: type, found: [] })
      }
    }
  })

  test('is the one that the record gives now, whatever was put on record since', async () => {
    await fc.assert(
      fc.asyncProperty(recordSteps, async (steps) => {
        const mission = await openMission()
        const readers = openReaders(db)
        let drafts: readonly Draft[] = []
        for (const step of steps) {
          const draft = draftOf(step, drafts)
          if (draft !== null && (await put(mission, draft))) drafts = [...drafts, draft]
          for (const actor of actorsOf(mission)) {
            expect(await differences(readers, { actor, mission, drafts })).toEqual([])
          }
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  async function openMission(): Promise<string> {
    run += 1
    const mission = `recalled-${run}`
    await ensureMission({ db, clock }, { mission, title: mission, party: null })
    for (const subject of SUBJECTS) await put(mission, aSubject(subject))
    for (const party of PARTIES) await put(mission, aParty(party))
    return mission
  }

  /** Approvals are somebody else's; what the record refuses is left out. */
  async function put(mission: string, draft: Draft): Promise<boolean> {
    try {
      await append(mission, draft)
      return true
    } catch (error) {
      if (error instanceof RefusedError) return false
      throw error
    }
  }

  async function append(mission: string, draft: Draft): Promise<void> {
    const actor = draft.type === 'approval' ? 'two' : 'one'
    await appender.append({ mission, actor }, [draft])
  }

  interface Asked {
    readonly actor: Actor
    readonly mission: string
    readonly drafts: readonly Draft[]
  }

  /** The reader who recalls is asked as of now and as of the half of the record, as whoever recalls nothing. */
  async function differences(
    readers: Readers,
    { actor, mission, drafts }: Asked,
  ): Promise<readonly unknown[]> {
    const found: unknown[] = []
    const recalling = await readers.asking(actor, mission, NOW)
    const fresh = await readers.as(actor, mission, NOW)
    const { recordAt: now } = await resolveAsking({ db: fresh, clock }, mission, {})
    for (const recordAt of [undefined, String(Math.ceil(now.seq / 2))]) {
      const at = await resolveAsking({ db: fresh, clock }, mission, {
        validOn: '2024-03-08',
        recordAt,
      })
      const asked = { mission, at, ids: drafts.map(({ id }) => id) }
      for (const [name, ask] of Object.entries(QUESTIONS).filter(([name]) => mayAsk(actor, name))) {
        const [recalled, given] = [await ask(recalling, asked), await ask(fresh, asked)]
        if (canonicalJson(recalled) !== canonicalJson(given)) found.push({ name, recalled, given })
      }
    }
    return found
  }
})

interface Question {
  readonly mission: string
  readonly at: Asking
  readonly ids: readonly string[]
}

/** All that the register is asked, in the shapes in which desks and pages ask it. */
const QUESTIONS: Readonly<Record<string, (db: Db, question: Question) => Promise<unknown>>> = {
  all: async (db, { mission, at }) => inForce(db, mission, 'all', at),
  kind: async (db, { mission, at }) => inForce(db, mission, KINDS.slice(0, 1), at),
  through: async (db, { mission, at }) => inForceThrough(db, mission, KINDS.slice(1), at),
  subject: async (db, { mission, at }) => inForceOn(db, mission, 'pledge-ben', at),
  history: async (db, { mission, at }) => historyOf(db, mission, 'pledge-chad', at),
  contested: async (db, { mission, at }) => findContested(db, mission, at, (_kind, value) => value),
  said: async (db, { mission, at }) => listed(db, { mission, at, kinds: 'all', order: 'said' }),
  begun: async (db, { mission, at }) => listed(db, { mission, at, kinds: 'all', order: 'begun' }),
  ofKind: async (db, { mission, at }) =>
    listed(db, { mission, at, kinds: KINDS.slice(0, 1), order: 'said' }),
  countBegun: async (db, { mission, at }) => countBegun(db, mission, at),
  claims: async (db, { mission, at, ids }) =>
    [...(await findClaims(db, mission, ids, at))].toSorted(byId),
  documents: async (db, { mission, at, ids }) =>
    [...(await findDocuments(db, mission, ids, at))].toSorted(byId),
  listClaims: async (db, { mission, at }) =>
    listClaims(
      db,
      mission,
      { kind: null, subject: null, assertedBy: null, document: null },
      { at, page: PAGE },
    ),
  lists: async (db, { mission, at }) => [
    await listSubjects(db, mission, { at, page: PAGE }),
    await listParties(db, mission, { at, page: PAGE }),
    await listDocuments(db, mission, { at, page: PAGE }),
  ],
  subjects: async (db, { mission, at }) =>
    [...(await findSubjects(db, mission, SUBJECTS, at))].toSorted(byId),
  decisions: async (db, { mission, at }) => decisionsInForce(db, mission, at),
  grades: async (db, { mission, at, ids }) => gradesOf(db, mission, ids, at),
  relations: async (db, { mission, at, ids }) => [
    await relationsOf(db, mission, ids, at),
    await relationsNamed(db, mission, 'same-as', at),
  ],
  openings: async (db, { mission, ids }) =>
    [...(await findOpenings(db, mission, ids))].toSorted(byId),
  erased: async (db, { mission, at, ids }) => [
    [...(await findErased(db, mission, ids))],
    await erasedOn(db, mission, 'pledge-ben', at),
    await countErasedSince(db, mission, 3),
  ],
  proposals: async (db, { mission, at, ids }) => [
    await listWaiting(db, mission, at),
    [...(await findProposals(db, mission, ids))],
    [...(await answersTo(db, mission, ids, at))].toSorted(byId),
  ],
  search: async (db, { mission, at }) => searchRecord(db, mission, 'pledge', { at, page: PAGE }),
}

/** Who proposed what is not told to the public. */
function mayAsk(actor: Actor, question: string): boolean {
  return actor.id !== PUBLIC.id || question !== 'proposals'
}

async function listed(
  db: Db,
  {
    mission,
    at,
    kinds,
    order,
  }: Pick<Question, 'mission' | 'at'> & {
    readonly kinds: readonly string[] | 'all'
    readonly order: 'said' | 'begun'
  },
): Promise<unknown> {
  return listSaid(db, mission, { kinds, document: null, order }, { at, page: PAGE })
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
