import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'

import { canonicalJson } from '#kit'
import { type Db, systemClock } from '#platform'

import { type Point, type Read, readByDefinition } from '../../test/brute-force.ts'
import { describeOnEngines } from '../../test/database.ts'
import { aClaim, aRelation, aSubject, openRecord } from '../../test/drafts.ts'
import type { Appender } from './appender.ts'
import { openAppender } from './appender.ts'
import { resolveAsking } from './asking.ts'
import type { ClaimDraft, Draft, RelationDraft } from './entry.ts'
import { inForce } from './in-force.ts'
import { ensureMission } from './mission.ts'
import { rebuild } from './rebuild.ts'

const VALID = [
  '2024-03-05/..',
  '2024-02-10/2024-04-20',
  '2024-03',
  '2024-03-15',
  '2024-02/2024-05',
  '../2024-04-01',
  '2024-03-10/2024-04',
  '2024-01-20~/..',
  '2024-04-05/',
  '[2024-03-01,2024-03-20]',
]
const SAID = [
  '2024-02-20',
  '2024-03-01',
  '2024-03-01',
  '2024-03-12',
  '2024-04-02',
  '2024-05-01',
].map((day) => `${day}T23:59:59Z`)
const DAYS = [
  '2023-12-31',
  '2024-02-15',
  '2024-03-01',
  '2024-03-15',
  '2024-03-20',
  '2024-04-01',
  '2024-04-25',
  '2025-01-01',
]

type Step =
  | {
      readonly do: 'say'
      readonly valid: string
      readonly said: string
      readonly subject: number
      readonly party: number
      readonly kind: number
    }
  | {
      readonly do: 'end' | 'undo'
      readonly pick: number
      readonly said: string
      readonly whose: 'source' | 'record'
    }

const say = fc.record({
  do: fc.constant('say' as const),
  valid: fc.constantFrom(...VALID),
  said: fc.constantFrom(...SAID),
  subject: fc.nat(1),
  party: fc.nat(1),
  kind: fc.nat(1),
})
const end = fc.record({
  do: fc.constantFrom('end' as const, 'undo' as const),
  pick: fc.nat(1000),
  said: fc.constantFrom(...SAID),
  whose: fc.constantFrom('source' as const, 'source' as const, 'record' as const),
})
/** Where nothing is said there is nothing to end, and no place to ask about. */
const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.oneof({ weight: 3, arbitrary: say }, { weight: 2, arbitrary: end }), {
    minLength: 5,
    maxLength: 30,
  })
  .filter((script) => script.some((step) => step.do === 'say'))

describeOnEngines('boxes', (open) => {
  let db: Db
  let run = 0
  beforeAll(async () => {
    ;({ db } = await open())
    await openRecord(db, systemClock)
  })

  test('boxes equal a brute-force reading of the entries at every point, and a rebuilding', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
        async (script, sizes) => {
          const mission = `boxes-${++run}`
          const entries = await record(mission, script, sizes)
          const last = entries.at(-1)?.seq ?? 0
          for (const point of pointsOf(last)) await expectSame(mission, entries, point)
          expect(await rebuild(db, mission, () => {})).toMatchObject({ differences: [] })
        },
      ),
      { numRuns: 12 },
    )
  })

  test('an answer at an earlier recordAt is the same bytes after 1,000 later appends', async () => {
    const mission = 'repeatable'
    const { appender, script } = {
      appender: await openMission(mission),
      script: fc.sample(steps, { numRuns: 3, seed: 7 }).flat(),
    }
    const first = await recordWith(appender, mission, script, () => 3)
    const askings = pointsOf(first.at(-1)?.seq ?? 0)
    const before = await Promise.all(askings.map(async (point) => answerAt(mission, point)))
    const latestBefore = await answerAt(mission, {
      validOn: '2024-03-15',
      knownAt: '2024-06-01T00:00:00Z',
      seq: first.at(-1)?.seq ?? 0,
    })
    const later = fc.sample(say, { numRuns: 1000, seed: 11 })
    await recordWith(appender, mission, later, () => 50)
    expect(await Promise.all(askings.map(async (point) => answerAt(mission, point)))).toEqual(
      before,
    )
    const head = await resolveAsking({ db, clock: systemClock }, mission, {})
    const latest = await answerAt(mission, {
      validOn: '2024-03-15',
      knownAt: '2024-06-01T00:00:00Z',
      seq: head.recordAt.seq,
    })
    expect(latest).not.toEqual(latestBefore)
  })

  async function openMission(mission: string): Promise<Appender> {
    await ensureMission({ db, clock: systemClock }, { mission, title: mission, party: null })
    const appender = openAppender({ db, clock: systemClock, delayHours: 72 })
    await appender.append({ mission, actor: 'test' }, [
      aSubject('subject-0'),
      aSubject('subject-1'),
    ])
    return appender
  }

  async function record(
    mission: string,
    script: readonly Step[],
    sizes: Iterable<number>,
  ): Promise<readonly Read[]> {
    const iterator = sizes[Symbol.iterator]()
    return recordWith(await openMission(mission), mission, script, () =>
      Number(iterator.next().value ?? 1),
    )
  }

  async function recordWith(
    appender: Appender,
    mission: string,
    script: readonly Step[],
    sizeOf: () => number,
  ): Promise<readonly Read[]> {
    const drafts = draftsOf(script)
    const entries: Read[] = []
    for (let from = 0; from < drafts.length;) {
      const batch = drafts.slice(from, from + sizeOf())
      const receipts = await appender.append({ mission, actor: 'test' }, batch)
      receipts.forEach(({ seq }, index) => {
        const draft = batch[index]
        if (draft?.type === 'claim' || draft?.type === 'relation') entries.push({ seq, draft })
      })
      from += batch.length
    }
    return entries
  }

  async function answerAt(mission: string, { validOn, knownAt, seq }: Point): Promise<string> {
    const at = await resolveAsking({ db, clock: systemClock }, mission, {
      validOn,
      knownAt,
      recordAt: String(seq),
    })
    return canonicalJson(await inForce(db, mission, 'all', at))
  }

  async function expectSame(
    mission: string,
    entries: readonly Read[],
    point: Point,
  ): Promise<void> {
    const at = await resolveAsking({ db, clock: systemClock }, mission, {
      validOn: point.validOn,
      knownAt: point.knownAt,
      recordAt: String(point.seq),
    })
    const found = (await inForce(db, mission, 'all', at))
      .map(({ id, reach }) => `${id} ${reach}`)
      .sort()
    expect({ point, found }).toEqual({ point, found: readByDefinition(entries, point) })
  }
})

/** Points over all three times: every third state of the record, each with days and knowledge in turn. */
function pointsOf(last: number): readonly Point[] {
  return Array.from({ length: Math.max(1, last - 2) }, (_, index) => last - index).flatMap(
    (seq, index) =>
      [0, 1, 2].map((turn) => ({
        seq,
        validOn: DAYS[(index + turn * 3) % DAYS.length] ?? '2024-03-15',
        knownAt: SAID[(index * 2 + turn) % SAID.length] ?? '2024-03-12T23:59:59Z',
      })),
  )
}

/** Turns a script into drafts: an ending takes back a claim that is there, an undoing an ending that was not undone. */
function draftsOf(script: readonly Step[]): readonly Draft[] {
  const claims: ClaimDraft[] = []
  const endings: RelationDraft[] = []
  return script.flatMap((step): Draft[] => {
    if (step.do === 'say') {
      const claim = aClaim({
        valid: step.valid,
        saidAt: step.said,
        subject: `subject-${step.subject}`,
        assertedBy: step.party === 0 ? 'USA' : 'KEN',
        kind: step.kind === 0 ? 'forces.pledge' : 'forces.offer',
      })
      claims.push(claim)
      return [claim]
    }
    const pool = step.do === 'end' ? claims : endings
    const target = pool[step.pick % Math.max(1, pool.length)]
    if (target === undefined) return []
    const by = target.type === 'claim' ? target.assertedBy : target.by
    const relation = aRelation(target.id, { whose: step.whose, by, saidAt: step.said })
    if (target.type === 'claim') endings.push(relation)
    else endings.splice(endings.indexOf(target), 1)
    return [relation]
  })
}
