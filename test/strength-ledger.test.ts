import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'

import { type Context, kindsOf, recordEntries } from '#desk-kit'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { type Actor, newId } from '#kit'
import { type Db, fixedClock, RefusedError } from '#platform'
import { openAppender, openReaders } from '#register'

import { unfootnotedNumbers } from '../src/ui/unfootnoted-numbers.ts'
import { cliOn, type Ran } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { aClaim, anApproval, RESTRICTED } from './drafts.ts'
import { checksSchema, laterCorrection, ledgerSchema, receiptsSchema } from './ledger-answers.ts'
import { anActor, asSignedIn, signedInAs } from './people.ts'

// Item 3 of issue 4: the strength ledger of the example mission, through account, API and CLI.

const MISSION = 'mss-haiti'
const API = `/api/v1/missions/${MISSION}`
const clock = fixedClock('2126-11-21T09:00:00.000Z')
const kinds = kindsOf(desks)

const officer = anActor('an officer', 'officer', { mission: MISSION })
const approver = anActor('an approver', 'approver', { mission: MISSION })

describeOnEngines('the strength ledger of the example', (open) => {
  let db: Db
  let app: Hono
  let run: (...argv: readonly string[]) => Promise<Ran>

  beforeAll(async () => {
    ;({ db } = await open())
    run = cliOn(db, clock)
    await run('load', path.resolve('missions/mss-haiti'))
    app = createApp(
      openSite({
        readers: openReaders(db),
        clock,
        appender: openAppender({ db, clock, delayHours: 72 }),
        desks,
        auth: signedInAs(asSignedIn(officer), { db, clock }),
        log: () => undefined,
      }),
    )
  })

  const contextOf = (actor: Actor): Context => ({
    db,
    clock,
    appender: openAppender({ db, clock, delayHours: 72 }),
    mission: MISSION,
    actor,
  })
  const bytes = async (name: string, query: string) =>
    (await app.request(`${API}/accounts/forces/${name}?${query}`)).text()
  const ledger = async (query: string) =>
    ledgerSchema.parse(JSON.parse(await bytes('ledger', query)))
  const rowOf = async (party: string | null, query: string) =>
    (await ledger(query)).rows.find((row) => row.party === party)
  const close = async (id: string, day: string, explanations: readonly object[]) =>
    app.request(`${API}/actions/forces/close-day`, {
      method: 'POST',
      headers: {
        origin: 'http://localhost',
        host: 'localhost',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ id, handling: RESTRICTED, input: { day, by: 'MSS', explanations } }),
    })
  const approve = async (actor: Actor, proposal: string) =>
    recordEntries(contextOf(actor), kinds, [
      anApproval(proposal, { handling: RESTRICTED, by: 'MSS', saidAt: '2126-11-21T08:00:00Z' }),
    ])

  test('on 4 January 2025 movements and report say 590, and two reports of Kenya differ (C09)', async () => {
    expect(await rowOf(null, 'validOn=2025-01-04')).toMatchObject({
      figure: { low: 590, high: 590 },
      reported: [{ figure: { low: 590 }, difference: { low: 0, high: 0 }, state: 'agrees' }],
    })
    const kenya = await rowOf('KEN', 'validOn=2025-01-04')
    expect(kenya?.figure).toMatchObject({ low: 400, high: 400 })
    expect(
      kenya?.reported.map(({ figure, difference, state }) => [figure.low, difference.low, state]),
    ).toEqual([
      [400, 0, 'agrees'],
      [396, 4, 'differs'],
    ])
  })

  test('on 4 February 2025 movements come to 877 beside the reported 859 and 860 (C09)', async () => {
    const { rows } = await ledger('validOn=2025-02-04')
    expect(rows.map(({ party, figure }) => [party, figure.low, figure.high])).toEqual([
      [null, 877, 877],
      ['BHS', 6, 6],
      ['BLZ', 2, 2],
      ['GTM', 150, 150],
      ['JAM', 24, 24],
      ['KEN', 617, 617],
      ['SLV', 78, 78],
    ])
    expect(rows[0]).toMatchObject({
      previous: { low: 807, high: 807 },
      arrivals: { low: 70, high: 70 },
      departures: null,
      changes: null,
      state: 'differs',
    })
    expect(rows[0]?.reported.map(({ figure, difference }) => [figure.low, difference.low])).toEqual(
      [
        [859, 18],
        [860, 17],
      ],
    )
  })

  test('the first Kenyan contingent is 400 however it is told of, and never 600 (C06)', async () => {
    expect((await rowOf('KEN', 'validOn=2024-06-25'))?.figure).toMatchObject({
      low: 200,
      high: 400,
    })
    expect((await rowOf('KEN', 'validOn=2024-07-16'))?.figure).toMatchObject({
      low: 400,
      high: 400,
    })
    const { rows } = checksSchema.parse(
      JSON.parse(await bytes('movement-checks', 'validOn=2025-12-31')),
    )
    const told = rows.map(({ subject, doubt, state, other }) => [subject, doubt, state, other])
    expect(told).toContainEqual(['movement-ken-1', 'rivals', 'open', null])
    expect(told).toContainEqual(['movement-ken-2', 'duplicate', 'settled', 'movement-ken-1'])
    expect(told).toContainEqual(['movement-ken-4', 'rivals', 'open', null])
    expect(told).toContainEqual(['deployment-start-ken', 'start', 'open', 'movement-ken-1'])
  })

  test('the contingent of 6 February 2025 is 144 by the minister and 200 by the press (C07)', async () => {
    const kenya = await rowOf('KEN', 'validOn=2025-02-06')
    expect(kenya).toMatchObject({
      arrivals: { low: 144, high: 144, disputed: true },
      figure: { low: 761, high: 761, disputed: true },
    })
    expect(kenya?.reported).toMatchObject([{ figure: { low: 600, high: null }, state: 'agrees' }])
  })

  test('a status of which no rule says whether it counts leaves the strength open', async () => {
    expect(await rowOf('KEN', 'validOn=2025-03-25')).toMatchObject({
      changes: { low: -1, high: 0 },
      figure: { low: 759, high: 760 },
      unruled: ['missing'],
    })
  })

  test('the command line answers the same bytes as the API', async () => {
    const { out } = await run('account', 'forces/ledger', '--json', '--valid-on', '2025-02-04')
    expect(out.trim()).toBe((await bytes('ledger', 'validOn=2025-02-04')).trim())
  })

  test('a day with a difference and no reason is not closed, and the refusal names it', async () => {
    const answer = await close(newId(), '2025-02-04', [])
    expect(answer.status).toBe(400)
    const sentence = await answer.text()
    expect(sentence).toContain('forces.difference_unexplained')
    expect(sentence).toContain(
      'the mission as a whole is computed as 877 and reported as 859 and 860, without a reason',
    )
    const wrong = await close(newId(), '2025-02-04', [
      { contributor: null, reason: 'guess', note: 'We guess.' },
    ])
    expect(await wrong.text()).toContain('forces.reason_unknown')
  })

  test('the command line refuses and closes alike', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-close-')), 'day.json')
    fs.writeFileSync(file, JSON.stringify({ day: '2025-01-04', by: 'MSS', explanations: [] }))
    const refused = await run('do', 'forces/close-day', file, '--mission', MISSION)
    expect(refused.err).toContain('KEN is computed as 400 and reported as 400 and 396')
    const explanations = [{ contributor: 'KEN', reason: 'medical', note: 'Four were in hospital.' }]
    fs.writeFileSync(file, JSON.stringify({ day: '2025-01-04', by: 'MSS', explanations }))
    expect(await run('do', 'forces/close-day', file, '--mission', MISSION)).toMatchObject({
      code: 0,
    })
    expect((await rowOf('KEN', 'validOn=2025-01-04'))?.close).toMatchObject({ state: 'proposed' })
  })

  const REASONS = [
    { contributor: null, reason: 'rotation', note: 'Some had left before the count.' },
  ]
  const frozen = async () => {
    const closed = (await rowOf(null, 'validOn=2025-02-04'))?.close
    return `validOn=2025-02-04&recordAt=${closed?.seq ?? 0}&knownAt=${closed?.knownAt ?? ''}`
  }

  test('a day is closed by two people, and once for one id', async () => {
    const id = newId()
    const answer = await close(id, '2025-02-04', REASONS)
    expect(answer.status).toBe(201)
    const decision = receiptsSchema.parse(await answer.json()).receipts.at(-1)?.id ?? ''
    expect((await close(id, '2025-02-04', REASONS)).status).toBe(200)
    expect((await rowOf(null, 'validOn=2025-02-04'))?.close).toMatchObject({ state: 'proposed' })
    await expect(approve({ ...approver, id: officer.id }, decision)).rejects.toThrow(RefusedError)
    await approve(approver, decision)
    expect((await rowOf(null, 'validOn=2025-02-04'))?.close).toMatchObject({
      state: 'closed',
      changed: false,
      computed: { low: 877, high: 877 },
      reasons: [{ reason: 'rotation', note: 'Some had left before the count.' }],
    })
    expect((await close(newId(), '2025-02-04', REASONS)).status).toBe(409)
  })

  test('a closed day answers the same for ever, and a later correction shows as such', async () => {
    const question = await frozen()
    const before = await bytes('ledger', question)
    await recordEntries(contextOf(officer), kinds, [laterCorrection()])
    expect(await bytes('ledger', question)).toBe(before)
    expect(await rowOf(null, 'validOn=2025-02-04')).toMatchObject({
      figure: { low: 867, high: 867 },
      close: { state: 'closed', changed: true, computed: { low: 877, high: 877 } },
    })
    const more = [{ contributor: 'SLV', reason: 'timing', note: 'Ten came a day later.' }]
    expect((await close(newId(), '2025-02-04', [...REASONS, ...more])).status).toBe(201)
  })

  test.each([1, 1500])(
    'a close that the record does not bear out at %i cannot be approved',
    async (seq) => {
      const claim = aClaim({
        handling: RESTRICTED,
        kind: 'forces.day-close',
        subject: 'day-2025-02-04',
        assertedBy: 'MSS',
        valid: '2025-02-04',
        saidAt: '2126-11-20T08:00:00Z',
        value: { day: '2025-02-04', seq, knownAt: '2126-11-20T08:00:00Z', lines: [] },
      })
      const decision = {
        type: 'decision',
        id: newId(),
        handling: RESTRICTED,
        kind: 'forces.day-close',
        subject: 'day-2025-02-04',
        claims: [claim.id],
        by: 'MSS',
        saidAt: '2126-11-20T08:00:00Z',
        reason: 'A test closes by hand.',
      }
      await recordEntries(contextOf(officer), kinds, [claim, decision])
      await expect(approve(approver, decision.id)).rejects.toThrow(
        /does not say what the record adds up to/,
      )
    },
  )

  test.each([
    'do/close-day?day=2025-02-04',
    'do/ground-class?class=fleet-armoured',
    'do/return-to-service',
    'ledger?validOn=2025-02-04',
    'forecast?validOn=2025-04-02',
    'pledges?validOn=2025-04-02',
    'equipment?validOn=2025-09-22&lang=fr',
  ])(
    'the office page forces/%s is drawn, and no number on it is without its claim',
    async (page) => {
      const answer = await app.request(`/office/${MISSION}/forces/${page}`)
      expect(answer.status).toBe(200)
      expect(unfootnotedNumbers(await answer.text())).toEqual([])
    },
  )

  test('a day that has not passed is not closed', async () => {
    const answer = await close(newId(), '2127-01-01', [])
    expect(await answer.text()).toContain('forces.close_future')
  })
})
