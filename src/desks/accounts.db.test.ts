import { beforeAll, expect, test } from 'vitest'

import { type Context, kindsOf, recordEntries } from '#desk-kit'
import { OPERATOR } from '#kit'
import { type Db, fixedClock } from '#platform'
import { type Asking, resolveAsking } from '#register'

import { describeOnEngines } from '../../test/database.ts'
import {
  aClaim,
  anApproval,
  aParty,
  aRelation,
  aSubject,
  MISSION,
  OPEN,
  openRecord,
} from '../../test/drafts.ts'
import { anActor } from '../../test/people.ts'
import { pledgesAccount } from './forces/pledges.ts'
import { strengthAccount } from './forces/strength.ts'
import { desks } from './index.ts'
import { termAccount } from './mandate/term.ts'

const kindsByName = kindsOf(desks)
const clock = fixedClock('2026-11-21T10:00:00.000Z')

function people(low: number | null, high: number | null = low) {
  return { low, high, unit: 'person' }
}

function aMovement(subject: string, direction: 'arrival' | 'departure', low: number, on: string) {
  const value = {
    direction,
    contributor: 'KEN',
    personnel: people(low),
    component: 'police',
    on,
    ordinal: null,
    carrier: null,
  }
  return aClaim({
    kind: 'forces.movement',
    subject,
    value,
    valid: `${on}/..`,
    saidAt: `${on}T23:59:59Z`,
  })
}

function aStrength(
  subject: string,
  low: number,
  { of, on, by }: { of: string | null; on: string; by: string },
) {
  return aClaim({
    kind: 'forces.strength',
    subject,
    value: { on, contributor: of, personnel: people(low) },
    valid: `${on}/..`,
    saidAt: `${on}T23:59:59Z`,
    assertedBy: by,
  })
}

function aTerm(until: string, said: string, fields: Parameters<typeof aClaim>[0] = {}) {
  return aClaim({
    kind: 'mandate.term',
    subject: 'term',
    value: { instrument: `until ${until}`, from: null, until },
    valid: `${said}/..`,
    saidAt: `${said}T23:59:59Z`,
    assertedBy: 'UNSC',
    authority: 'legal-instrument',
    ...fields,
  })
}

describeOnEngines('accounts', (open) => {
  let ctx: Context
  let db: Db

  beforeAll(async () => {
    ;({ db } = await open())
    ctx = { db, clock, appender: await openRecord(db, clock), mission: MISSION, actor: OPERATOR }
    const subjects = [
      'pledge-ben',
      'pledge-bdi',
      'pledge-old',
      'move-1',
      'move-2',
      'strength-1',
      'strength-2',
      'strength-ken',
      'term',
    ]
    await record([
      ...subjects.map((subject) => aSubject(subject)),
      ...['UNSC', 'NATION', 'MSS'].map(aParty),
    ])
  })

  async function record(drafts: readonly object[]): Promise<void> {
    await recordEntries(ctx, kindsByName, drafts)
  }

  async function at(question: Parameters<typeof resolveAsking>[2]): Promise<Asking> {
    return resolveAsking(ctx, MISSION, question)
  }

  test('a promise that lapsed is shown, and counted apart from those that are valid', async () => {
    const pledge = (subject: string, low: number | null, stage: string) =>
      aClaim({ subject, value: { personnel: people(low), component: 'military', stage } })
    await record([
      pledge('pledge-ben', 2000, 'pledge'),
      pledge('pledge-bdi', null, 'pledge'),
      pledge('pledge-old', 700, 'lapsed'),
    ])
    const { rows, total, apart } = await pledgesAccount.run(
      ctx,
      await at({ validOn: '2024-03-08' }),
    )
    expect(
      rows.map(({ subject, promise, figure }) => [
        subject,
        promise,
        figure.low,
        figure.unquantified,
      ]),
    ).toEqual([
      ['pledge-bdi', 'valid', null, 1],
      ['pledge-ben', 'valid', 2000, 0],
      ['pledge-old', 'lapsed', 700, 0],
    ])
    expect(total).toMatchObject({ low: 2000, high: 2000, unquantified: 1 })
    expect(apart).toMatchObject([{ title: 'forces.pledges.lapsed', figure: { low: 700 } }])
  })

  test('strength as reported and as moved stand apart, and only the latest report counts', async () => {
    await record([
      aMovement('move-1', 'arrival', 400, '2024-06-25'),
      aMovement('move-2', 'departure', 100, '2024-12-09'),
      aStrength('strength-1', 590, { of: null, on: '2025-01-04', by: 'NATION' }),
      aStrength('strength-2', 859, { of: null, on: '2025-02-04', by: 'NATION' }),
      aStrength('strength-2', 860, { of: null, on: '2025-02-04', by: 'MSS' }),
      aStrength('strength-ken', 396, { of: 'KEN', on: '2025-01-04', by: 'MSS' }),
    ])
    const january = await strengthAccount.run(ctx, await at({ validOn: '2025-01-31' }))
    expect(january.total).toMatchObject({ low: 590, high: 590, disputed: false })
    const february = await strengthAccount.run(ctx, await at({ validOn: '2025-02-04' }))
    expect(february.total).toMatchObject({ low: 859, high: 860, disputed: true })
    expect(
      february.rows
        .filter(({ party }) => party === 'KEN')
        .map(({ from, figure }) => [from, figure.low]),
    ).toEqual([
      ['reports', 396],
      ['movements', 300],
    ])
  })

  test('the legal instrument sets the term, the press is its rival, and an earlier knowledge has run out', async () => {
    await record([
      aTerm('2024-10-02', '2023-10-02'),
      aTerm('2025-10-02', '2024-09-30'),
      aTerm('2025-09', '2025-05-22', { assertedBy: 'NATION', authority: 'press-paraphrase' }),
    ])
    const [now] = (await termAccount.run(ctx, await at({ validOn: '2025-05-22' }))).rows
    expect(now).toMatchObject({
      until: '2025-10-02',
      state: 'running',
      figure: { low: 133, high: 133, disputed: true },
    })
    expect(
      now?.figure.basis.map(({ assertedBy, low, chosen }) => [assertedBy, low, chosen]),
    ).toEqual([
      ['UNSC', 133, true],
      ['NATION', 102, false],
    ])
    const [then] = (
      await termAccount.run(ctx, await at({ validOn: '2025-05-22', knownAt: '2024-09-29' }))
    ).rows
    expect(then).toMatchObject({ until: '2024-10-02', state: 'ran-out', figure: { low: -232 } })
  })

  test('a decision is followed once a second person approves it, from when it was taken until it is withdrawn', async () => {
    const [low, high] = [5, 9].map((amount, index) =>
      aClaim({
        kind: 'forces.pledge',
        subject: 'pledge-bdi',
        value: { personnel: people(amount), component: 'police', stage: 'pledge' },
        assertedBy: index === 0 ? 'MSS' : 'NATION',
        authority: index === 0 ? 'mission-record' : 'anonymous',
        valid: '2024-05-01/..',
        saidAt: '2024-05-01T23:59:59Z',
      }),
    )
    if (low === undefined || high === undefined) throw new Error('two claims were made')
    const decision = {
      type: 'decision',
      id: aClaim().id,
      handling: OPEN,
      kind: 'forces.pledge',
      subject: 'pledge-bdi',
      claims: [high.id],
      by: 'MSS',
      saidAt: '2026-11-01T10:00:00Z',
      reason: 'A test chooses.',
    }
    await record([low, high, decision])
    const figure = async (knownAt: string) =>
      (await pledgesAccount.run(ctx, await at({ validOn: '2024-06-01', knownAt }))).rows.find(
        ({ subject }) => subject === 'pledge-bdi',
      )?.figure
    expect(await figure('2026-11-02')).toMatchObject({ low: 5, disputed: true })
    const approver = { ...ctx, actor: anActor('an approver', 'approver') }
    const approval = anApproval(decision.id, { by: 'MSS', saidAt: '2026-11-01T12:00:00Z' })
    await recordEntries(approver, kindsByName, [approval])
    expect(await figure('2026-10-31')).toMatchObject({ low: 5, disputed: true })
    expect(await figure('2026-11-02')).toMatchObject({ low: 9, disputed: true })
    await record([aRelation(decision.id, { by: 'MSS', saidAt: '2026-11-10T10:00:00Z' })])
    expect(await figure('2026-11-11')).toMatchObject({ low: 5 })
    expect(await figure('2026-11-02')).toMatchObject({ low: 9 })
  })

  test('subjects held to be the same have one line until that is undone', async () => {
    const [a, b] = [aSubject('same-a'), aSubject('same-b')]
    const pledge = (subject: string, low: number, by: string) =>
      aClaim({
        subject,
        value: { personnel: people(low), component: 'police', stage: 'pledge' },
        assertedBy: by,
      })
    const same = aRelation(b.id, {
      relation: 'same-as',
      from: a.id,
      saidAt: '2026-11-01T10:00:00Z',
      by: 'MSS',
    })
    await record([a, b, pledge('same-a', 10, 'MSS'), pledge('same-b', 12, 'NATION')])
    const lines = async (knownAt: string) =>
      (await pledgesAccount.run(ctx, await at({ validOn: '2024-03-08', knownAt }))).rows
        .filter(({ subject }) => subject.startsWith('same-'))
        .map(({ subject, figure }) => [subject, figure.low, figure.high])
    const before = await lines('2026-11-20')
    await record([same])
    expect(await lines('2026-11-20')).toEqual([['same-a', 10, 12]])
    await record([aRelation(same.id, { by: 'MSS', saidAt: '2026-11-02T10:00:00Z' })])
    expect(await lines('2026-11-20')).toEqual(before)
    expect(await lines('2026-11-01')).toEqual([['same-a', 10, 12]])
  })
})
