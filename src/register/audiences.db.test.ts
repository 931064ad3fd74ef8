import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'

import { type Actor, canonicalJson, PUBLIC } from '#kit'
import { type Clock, type Db, fixedClock, RefusedError } from '#platform'

import { DAYS, SAID, script, type Step } from '../../test/audience-steps.ts'
import { type Audiences, moved, recorded, sees, standingFor } from '../../test/audiences.ts'
import type { Point } from '../../test/brute-force.ts'
import { describeOnEngines } from '../../test/database.ts'
import { aClaim, anApproval, aRelation, aRelease, aSubject, openRecord } from '../../test/drafts.ts'
import { anActor } from '../../test/people.ts'
import type { Appender } from './appender.ts'
import { resolveAsking } from './asking.ts'
import type { ClaimDraft, Draft, RelationDraft } from './entry.ts'
import { inForce } from './in-force.ts'
import { ensureMission } from './mission.ts'
import { openReaders } from './readers.ts'
import { rebuild } from './rebuild.ts'

const NOW = '2026-11-21T08:00:00.000Z'
const readersOf = (mission: string): readonly Actor[] => [
  PUBLIC,
  anActor('a reader', 'reader', { mission }),
  anActor('an officer', 'officer', { mission, desks: ['funds'] }),
  anActor('a medic', 'officer', { mission, compartments: ['medical'] }),
]

describeOnEngines('audiences', (open) => {
  let db: Db
  let appender: Appender
  let run = 0
  const clock: Clock = fixedClock(NOW)

  beforeAll(async () => {
    db = (await open()).db
    appender = await openRecord(db, clock)
  })

  test('what stands for each reader is what the entries say by definition, at every state', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const told = await follow(openTelling(), steps)
        for (const point of pointsOf(told)) {
          for (const actor of readersOf(told.mission))
            expect(await answer(told, actor, point)).toEqual(answerBy(told, actor, point))
        }
        expect((await rebuild(db, told.mission, () => undefined)).differences).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  test('an earlier answer stays the same bytes, but for what was recalled since', async () => {
    await fc.assert(
      fc.asyncProperty(script, script, async (before, after) => {
        const told = await follow(openTelling(), before)
        const points = pointsOf(told)
        const asked = points.flatMap((point) =>
          readersOf(told.mission).map((actor) => ({ point, actor })),
        )
        const bytes = new Map<object, string>()
        for (const one of asked) bytes.set(one, await bytesFor(told, one))
        const later = await follow(told, after)
        for (const one of asked) {
          const then = bytes.get(one) ?? ''
          const now = await bytesFor(later, one)
          const hidden = hiddenSince(told, later, one).filter((id) => then.includes(id))
          const isAsBefore = hidden.length > 0 || now === then
          const shownAgain = hidden.filter((id) => now.includes(id))
          expect({ ...one, isAsBefore, shownAgain }).toEqual({
            ...one,
            isAsBefore: true,
            shownAgain: [],
          })
        }
      }),
      { numRuns: 8 },
    )
  })

  /** A record of one subject of its own, and the definition of it. */
  interface Telling {
    readonly mission: string
    readonly kept: Audiences
    readonly claims: readonly ClaimDraft[]
    readonly relations: readonly RelationDraft[]
    readonly firstSeq: number
    readonly lastSeq: number
  }

  function openTelling(): Telling {
    run += 1
    const none = { kept: new Map(), claims: [], relations: [], firstSeq: 0, lastSeq: 0 }
    return { ...none, mission: `told-${run}` }
  }

  async function follow(telling: Telling, steps: readonly Step[]): Promise<Telling> {
    let told = telling
    if (told.firstSeq === 0) {
      await ensureMission(
        { db, clock },
        { mission: told.mission, title: told.mission, party: null },
      )
      const seq = (await put(told, 'one', aSubject('pledge-ben'))) ?? 0
      told = { ...told, firstSeq: seq, lastSeq: seq }
    }
    for (const one of steps) told = await take(told, one)
    return told
  }

  async function take(told: Telling, one: Step): Promise<Telling> {
    switch (one.do) {
      case 'say':
        return say(told, one)
      case 'end':
      case 'undo':
        return takeBack(told, one)
      case 'move':
        return propose(told, one)
    }
  }

  async function say(told: Telling, one: Extract<Step, { do: 'say' }>): Promise<Telling> {
    const claim = aClaim({
      handling: one.handling,
      valid: one.valid,
      saidAt: one.said,
      assertedBy: one.party === 0 ? 'USA' : 'KEN',
    })
    const seq = await put(told, 'one', claim)
    if (seq === null) return told
    return {
      ...told,
      kept: recorded(told.kept, seq, claim),
      claims: [...told.claims, claim],
      lastSeq: seq,
    }
  }

  async function takeBack(told: Telling, one: Extract<Step, { whose: string }>): Promise<Telling> {
    const undone = new Set(told.relations.map(({ to }) => to))
    const pool =
      one.do === 'end'
        ? told.claims
        : told.relations.filter(({ id, to }) => !undone.has(id) && !isRelation(told, to))
    const target = pool[one.pick % Math.max(1, pool.length)]
    if (target === undefined) return told
    const by = target.type === 'claim' ? target.assertedBy : target.by
    const relation = aRelation(target.id, {
      handling: one.handling,
      whose: one.whose,
      by,
      saidAt: one.said,
    })
    const seq = await put(told, 'one', relation)
    if (seq === null) return told
    return {
      ...told,
      kept: recorded(told.kept, seq, relation),
      relations: [...told.relations, relation],
      lastSeq: seq,
    }
  }

  async function propose(told: Telling, one: Extract<Step, { do: 'move' }>): Promise<Telling> {
    const pool = one.of === 'claim' ? told.claims : told.relations
    const target = pool[one.pick % Math.max(1, pool.length)]
    if (target === undefined) return told
    const release = aRelease([target.id], { to: one.to, compartment: one.compartment })
    const proposed = (await put(told, 'one', release)) ?? told.lastSeq
    if (one.answer === null) return { ...told, lastSeq: proposed }
    const seq = await put(told, 'two', anApproval(release.id, { verdict: one.answer }))
    if (seq === null || one.answer === 'refused') return { ...told, lastSeq: seq ?? proposed }
    return { ...told, kept: moved(told.kept, seq, release), lastSeq: seq }
  }

  /** Puts one entry on record; null where it is refused, as some of what is tried at random is. */
  async function put({ mission }: Telling, actor: string, draft: Draft): Promise<number | null> {
    try {
      const [receipt] = await appender.append({ mission, actor }, [draft])
      return receipt?.seq ?? null
    } catch (error) {
      if (error instanceof RefusedError) return null
      throw error
    }
  }

  async function standingAt({ mission }: Telling, actor: Actor, point: Point) {
    const reader = await openReaders(db).as(actor, mission, NOW)
    const { validOn, knownAt, seq } = point
    const at = await resolveAsking({ db: reader, clock }, mission, {
      validOn,
      knownAt,
      recordAt: String(seq),
    })
    return inForce(reader, mission, 'all', at)
  }

  async function answer(told: Telling, actor: Actor, point: Point) {
    const standing = await standingAt(told, actor, point)
    const found = standing.map(({ id, reach }) => `${id} ${reach}`).sort()
    return { actor: actor.id, point, found }
  }

  async function bytesFor(
    told: Telling,
    { actor, point }: { readonly actor: Actor; readonly point: Point },
  ): Promise<string> {
    return canonicalJson(await standingAt(told, actor, point))
  }
})

type Told = Parameters<typeof standingFor>[1]

function answerBy(
  { kept, mission }: { readonly kept: Told; readonly mission: string },
  actor: Actor,
  point: Point,
) {
  const found = standingFor(actor, kept, { ...point, mission, now: NOW })
  return { actor: actor.id, point, found }
}

/** What somebody saw at a point and no longer sees there. */
function hiddenSince(
  before: { readonly kept: Told; readonly mission: string },
  after: { readonly kept: Told },
  { actor, point }: { readonly actor: Actor; readonly point: Point },
): readonly string[] {
  const from = { seq: point.seq, mission: before.mission, now: NOW }
  return [...before.kept].flatMap(([id, entry]) => {
    const later = after.kept.get(id)
    const isGone = sees(actor, entry, from) && later !== undefined && !sees(actor, later, from)
    return isGone ? [id] : []
  })
}

function isRelation({ relations }: { readonly relations: readonly RelationDraft[] }, id: string) {
  return relations.some((one) => one.id === id)
}

/** Points over all three times: states of the record, each with days and knowledge in turn. */
function pointsOf({
  firstSeq,
  lastSeq,
}: {
  readonly firstSeq: number
  readonly lastSeq: number
}): readonly Point[] {
  return Array.from({ length: lastSeq - firstSeq + 1 }, (_, index) => lastSeq - index)
    .filter((_, index) => index % 3 === 0)
    .flatMap((seq, index) =>
      [0, 1].map((turn) => ({
        seq,
        validOn: DAYS[(index + turn * 2) % DAYS.length] ?? '2024-03-15',
        knownAt: SAID[(index + turn + 2) % SAID.length] ?? '2024-03-12T23:59:59Z',
      })),
    )
}
