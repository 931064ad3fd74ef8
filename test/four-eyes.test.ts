import path from 'node:path'

import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { type Action, type Context, deedOf, kindsOf, recordDrafts } from '#desk-kit'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { type Actor, type Handling, newId } from '#kit'
import { type Db, fixedClock } from '#platform'
import {
  decisionsInForce,
  type Draft,
  listWaiting,
  openAppender,
  openReaders,
  resolveAsking,
} from '#register'

import { cliOn, NOW } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { anApproval, anErasure } from './drafts.ts'
import { asSignedIn, signedInAs } from './people.ts'

// Issue 4: nobody can approve what they entered, and nothing is approved by time-out: over every action of every desk.

const MISSION = 'mss-haiti'
const HOST = 'http://localhost'
const kinds = kindsOf(desks)
const clock = fixedClock(NOW)
const KEPT: Handling = { release: 'confidential', compartment: 'medical', embargo: null }
const RESTRICTED: Handling = { release: 'restricted', compartment: null, embargo: null }

/** Whoever does it all: officer and approver at every desk and in every compartment, and still nobody to themselves. */
const DOER = everything('whoever does it')
const OTHER = everything('somebody else')

function everything(id: string): Actor {
  const grant = {
    mission: MISSION,
    desks: 'all',
    compartments: ['medical', 'conduct'],
    until: null,
  } as const
  return {
    id,
    grants: [
      { ...grant, role: 'officer' },
      { ...grant, role: 'approver' },
    ],
    scopes: 'all',
  }
}

/** What an action is tried with: a sample of its input, made from what is on record where it must be. */
type Sample = (seen: Seen) => Promise<object>

interface Seen {
  /** The rows of an account, as whoever does it sees them. */
  rows(account: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Does another action first, as somebody else, and tells the first subject that it named. */
  first(action: string): Promise<string>
}

const CASE = {
  by: 'MSS',
  contributor: 'KEN',
  category: 'police',
  type: 'injury',
  cause: 'accident',
  at: '2026-11-20',
  place: null,
  circumstances: 'A fall.',
  duty: 'off',
  condition: 'stable',
  facility: null,
  member: null,
  event: null,
}
const MORE = {
  treatment: null,
  evacuation: null,
  remains: null,
  postMortem: 'unstated',
  repatriation: null,
  inquiry: 'no',
}
const vehicle = (high: number) => ({ low: high, high, unit: 'vehicle' })
const occurrence = async ({ rows }: Seen) => {
  const row = (await rows('mandate/obligations')).find(
    ({ state }) => state === 'due' || state === 'overdue',
  )
  return { duty: row?.['subject'], due: row?.['due'], trigger: row?.['trigger'] }
}

/** A sample for every action of every desk; an action without one fails. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  'mandate/meet-obligation': async (seen) => ({
    ...(await occurrence(seen)),
    by: 'MSS',
    on: '2026-11-20',
    how: 'A letter.',
    document: null,
  }),
  'mandate/waive-obligation': async (seen) => ({
    ...(await occurrence(seen)),
    by: 'MSS',
    basis: 'A letter.',
    reason: 'Not needed.',
  }),
  'agreements/set-gate': async () => ({
    gate: 'gate-of-a-test',
    title: 'A deployment of a test',
    contingent: 'KEN',
    deployment: 'A deployment',
    basis: 'A law.',
    settledBy: null,
    from: '2023-10-02',
    conditions: [
      {
        sentence: 'The parliament has approved',
        sort: 'vote',
        must: 'be-so',
        about: 'vote-ken-assembly-2023-11-16',
        agreement: null,
        parties: [],
        reached: null,
        alternative: null,
      },
    ],
    by: 'MSS',
    reason: 'The law asks for it.',
  }),
  'forces/close-day': async () => ({
    day: '2025-02-04',
    by: 'MSS',
    explanations: [
      { contributor: null, reason: 'rotation', note: 'Some had left before the count.' },
    ],
  }),
  'forces/ground-class': async ({ rows }) => {
    const [row] = await rows('forces/equipment')
    return {
      class: row?.['subject'],
      amount: vehicle(1),
      condition: 'grounded',
      on: '2026-11-20',
      reason: 'A flaw.',
      source: 'A report.',
      by: 'MSS',
      incident: null,
      board: null,
    }
  },
  'forces/return-to-service': async ({ first }) => ({
    condition: await first('forces/ground-class'),
    amount: vehicle(1),
    on: '2026-11-20',
    reason: 'Mended.',
    by: 'MSS',
  }),
  'people/report-casualty': async () => CASE,
  'people/update-casualty': async ({ first }) => ({
    ...CASE,
    ...MORE,
    case: await first('people/report-casualty'),
    notice: 'update',
  }),
  'people/authorise-casualty': async ({ first }) => ({
    case: await first('people/report-casualty'),
    what: 'case',
    by: 'MSS',
    reason: 'Checked.',
  }),
  'people/tell-next-of-kin': async ({ first }) => ({
    case: await first('people/report-casualty'),
    by: 'MSS',
    told: 'told',
    teller: null,
    on: null,
  }),
  'people/record-consent': async ({ first }) => ({
    case: await first('people/report-casualty'),
    by: 'MSS',
    state: 'KEN',
    consent: 'given',
    on: null,
  }),
  'people/log-family-contact': async () => ({
    person: 'missing-officer-1',
    by: 'MSS',
    on: '2026-11-20',
    speaker: 'The liaison officer',
    way: 'call',
    matter: 'Nothing new.',
    promised: null,
  }),
  'people/request-evacuation': async () => ({
    by: 'MSS',
    pickup: 'A landing zone',
    frequency: 'A channel',
    patients: [{ letter: 'a', word: 'urgent', type: 'litter', contributor: null, case: null }],
    equipment: [],
    security: 'none',
    marking: 'none',
    nationality: 'Mission',
    terrain: null,
  }),
  'people/record-evacuation-time': async ({ first }) => ({
    evacuation: await first('people/request-evacuation'),
    by: 'MSS',
    point: 'injury',
    at: null,
  }),
  'people/report-presence': async () => ({
    by: 'MSS',
    at: null,
    how: 'seen',
    present: ['missing-officer-1'],
    accounted: [],
    absent: [],
  }),
}

const ACTIONS = desks.flatMap(({ name: desk, actions }) =>
  actions.map((action) => ({ name: `${desk}/${action.name}`, action })),
)

test('every action has a sample, and every sample its action', () => {
  expect(Object.keys(SAMPLES).toSorted()).toEqual(ACTIONS.map(({ name }) => name).toSorted())
})

describeOnEngines('four eyes over every action', (open) => {
  let db: Db

  beforeAll(async () => {
    ;({ db } = await open())
    await cliOn(db, clock)('load', path.resolve('missions/mss-haiti'))
  })

  const contextOf = async (actor: Actor): Promise<Context> => ({
    db: await openReaders(db).as(actor, MISSION, clock.now()),
    clock,
    appender: openAppender({ db, clock, delayHours: 72 }),
    mission: MISSION,
    actor,
  })
  const nowFor = async (ctx: Context) => resolveAsking(ctx, MISSION, {})

  async function act(name: string, actor: Actor): Promise<readonly Draft[]> {
    const action = getAction(name)
    const ctx = await contextOf(actor)
    const at = await nowFor(ctx)
    const sample = await SAMPLES[name]?.(seenBy(ctx))
    const handling = action.keptTo === undefined ? RESTRICTED : { ...action.keptTo, embargo: null }
    const input = action.input.parse(sample)
    const drafts = await action.run(
      ctx,
      { ...at, ...(await nowFor(ctx)) },
      input,
      deedOf(ctx, newId(), handling),
    )
    await recordDrafts(ctx, kinds, drafts)
    return drafts
  }

  const seenBy = (ctx: Context): Seen => ({
    async rows(name) {
      const [desk, account] = name.split('/')
      const found = desks
        .find((one) => one.name === desk)
        ?.accounts.find((one) => one.name === account)
      const answer = await found?.run(ctx, await nowFor(ctx))
      return z.array(z.record(z.string(), z.unknown())).parse(answer?.rows)
    },
    async first(name) {
      const drafts = await act(name, OTHER)
      const subject = drafts.find((draft) => draft.type === 'subject')
      return subject?.type === 'subject' ? subject.subject : ''
    },
  })

  /** What waits after an action: its own proposals, and an erasure of the first thing that it recorded. */
  async function waitingAfter(drafts: readonly Draft[]): Promise<readonly Draft[]> {
    const own = drafts.filter(({ type }) => type === 'decision')
    const said = drafts.find(({ type }) => type === 'claim')
    if (said === undefined) return own
    const erasure = anErasure([{ entry: said.id, parts: ['source'] }], {
      by: 'MSS',
      handling: KEPT,
    })
    await recordDrafts(await contextOf(DOER), kinds, [erasure])
    return [...own, erasure]
  }

  describe.each(ACTIONS)('$name', ({ name }) => {
    let drafts: readonly Draft[]
    let waiting: readonly Draft[]

    beforeAll(async () => {
      drafts = await act(name, DOER)
      waiting = await waitingAfter(drafts)
    })

    test('comes to something that waits', () => {
      expect(drafts.length).toBeGreaterThan(0)
      expect(waiting.length).toBeGreaterThan(0)
    })

    test('is not approved by whoever did it: not through the API, the page, the desk or the register', async () => {
      const app = createApp(
        openSite({
          readers: openReaders(db),
          clock,
          appender: openAppender({ db, clock, delayHours: 72 }),
          desks,
          auth: signedInAs(asSignedIn(DOER), { db, clock }),
          log: () => undefined,
        }),
      )
      const ctx = await contextOf(DOER)
      for (const { id } of waiting) {
        const approval = () => anApproval(id, { by: 'MSS', handling: KEPT, saidAt: clock.now() })
        const sent = approval()
        const api = await app.request(`${HOST}/api/v1/missions/${MISSION}/entries/${sent.id}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json', origin: HOST, host: 'localhost' },
          body: JSON.stringify(sent),
        })
        expect([api.status, await api.text()]).toEqual([
          403,
          expect.stringContaining('access.four_eyes'),
        ])
        const form = new URLSearchParams({
          id: newId(),
          verdict: 'approved',
          by: 'MSS',
          reason: 'My own.',
          saidOn: clock.today(),
        })
        const page = await app.request(`${HOST}/office/${MISSION}/waiting/${id}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin: HOST,
            host: 'localhost',
          },
          body: form.toString(),
        })
        expect(page.status).toBeGreaterThanOrEqual(400)
        await expect(recordDrafts(ctx, kinds, [approval()])).rejects.toThrow(
          'Nobody approves what they entered',
        )
        await expect(
          ctx.appender.append({ mission: MISSION, actor: DOER.id }, [approval()]),
        ).rejects.toThrow('Nobody approves what they entered')
      }
      const ids = (await listWaiting(ctx.db, MISSION, await nowFor(ctx))).map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining(waiting.map(({ id }) => id)))
    })

    test('is not approved by whoever did it by the database either', async () => {
      for (const { id } of waiting) {
        await expect(db.run(OWN_APPROVAL, [id, DOER.id])).rejects.toThrow(/approval_check/)
      }
    })

    test('is not approved by time: ten years later it waits as it did, and nothing is decided', async () => {
      const later = fixedClock('2136-11-21T08:00:00.000Z')
      const ctx = { ...(await contextOf(OTHER)), clock: later }
      const at = await nowFor(ctx)
      const ids = (await listWaiting(ctx.db, MISSION, at)).map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining(waiting.map(({ id }) => id)))
      const decided = (await decisionsInForce(ctx.db, MISSION, at)).map(({ id }) => id)
      expect(decided.filter((id) => waiting.some((one) => one.id === id))).toEqual([])
    })
  })
})

function getAction(name: string): Action {
  const found = ACTIONS.find((one) => one.name === name)
  if (found === undefined) throw new Error(`No desk does ${name}.`)
  return found.action
}

/** An approval by the proposer, written past all our code with the application's own rights. */
const OWN_APPROVAL = {
  name: 'test-own-approval',
  text: `INSERT INTO register.approval (mission_id, seq, target, proposer, approver, verdict, said)
    SELECT e.mission_id, e.seq, e.seq, $2, $2, 'approved', 1 FROM register.entry e WHERE e.id = $1`,
}
