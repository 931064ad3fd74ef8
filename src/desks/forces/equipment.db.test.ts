import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'

import { type Context, deedOf, kindsOf, recordDrafts, recordEntries } from '#desk-kit'
import { OPERATOR } from '#kit'
import { fixedClock } from '#platform'
import { resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aParty, aSubject, MISSION, openRecord, RESTRICTED } from '../../../test/drafts.ts'
import { desks } from '../index.ts'
import { equipmentAccount } from './equipment.ts'
import { groundClass, returnToService } from './ground-class.tsx'

const kinds = kindsOf(desks)
const clock = fixedClock('2126-11-21T10:00:00.000Z')

let hours = 0

/** The id of a form that is opened an hour after the one before: what is said within one second ties. */
function nextFormId(): string {
  hours += 1
  return v7({ msecs: Date.parse('2126-11-20T00:00:00Z') + hours * 3_600_000 })
}

function vehicles(low: number) {
  return { low, high: low, unit: 'vehicle' }
}

describeOnEngines('the condition of equipment', (open) => {
  let ctx: Context

  beforeAll(async () => {
    const { db } = await open()
    ctx = { db, clock, appender: await openRecord(db, clock), mission: MISSION, actor: OPERATOR }
    const held = aClaim({
      kind: 'forces.holding',
      subject: 'lot-1',
      valid: '2024-08-23/..',
      saidAt: '2024-08-23T23:59:59Z',
      value: {
        class: 'fleet-armoured',
        type: 'MaxxPro',
        serial: null,
        amount: vehicles(34),
        donor: 'USA',
        owner: null,
        custody: 'MSS',
        from: '2024-08-23',
        until: null,
      },
    })
    await recordEntries(ctx, kinds, [
      ...['USA', 'MSS'].map(aParty),
      aSubject('fleet-armoured', { title: 'Armoured vehicles' }),
      aSubject('lot-1'),
      held,
    ])
  })

  const rowOn = async (validOn: string) =>
    (await equipmentAccount.run(ctx, await resolveAsking(ctx, MISSION, { validOn }))).rows[0]
  const act = async (action: typeof groundClass, input: object, id = nextFormId()) => {
    const at = await resolveAsking(ctx, MISSION, {})
    const drafts = await action.run(ctx, at, input, deedOf(ctx, id, RESTRICTED))
    return recordDrafts(ctx, kinds, drafts)
  }
  const grounding = {
    class: 'fleet-armoured',
    amount: vehicles(20),
    condition: 'grounded',
    on: '2025-03-30',
    reason: 'Did not stop bullets',
    source: 'Report of the fleet officer',
    by: 'MSS',
    incident: null,
    board: null,
  }
  const id = nextFormId()

  test('one action grounds twenty vehicles, and availability changes the same day', async () => {
    await act(groundClass, grounding, id)
    expect(await rowOn('2025-03-29')).toMatchObject({ availability: { low: 100, high: 100 } })
    expect(await rowOn('2025-03-30')).toMatchObject({
      title: 'Armoured vehicles',
      figure: { low: 34, high: 34 },
      grounded: { low: 20, high: 20 },
      serviceable: { low: 14, high: 14 },
      availability: { low: 41.2, high: 41.2, unit: 'percent' },
      reasons: [{ reason: 'Did not stop bullets', source: 'Report of the fleet officer' }],
      lots: [{ donor: 'USA', custody: 'MSS' }],
    })
  })

  test('sent twice it is recorded once', async () => {
    const receipts = await act(groundClass, grounding, id)
    expect(receipts.map(({ fresh }) => fresh)).toEqual([false, false])
  })

  test('more than can be used are not taken out of use', async () => {
    await expect(act(groundClass, { ...grounding, amount: vehicles(15) })).rejects.toThrow(
      'At most 14 of "fleet-armoured" can be used on 2025-03-30',
    )
    await expect(act(groundClass, { ...grounding, class: 'fleet-boats' })).rejects.toThrow(
      'choose one of: fleet-armoured',
    )
  })

  test('a day that is given as a month is taken for its last', async () => {
    const inMonth = { ...grounding, on: '2025-03', amount: vehicles(15) }
    await expect(act(groundClass, inMonth)).rejects.toThrow('At most 14 of "fleet-armoured"')
    const back = { condition: `condition-${id}`, amount: vehicles(1), on: '2025-02', by: 'MSS' }
    await expect(act(returnToService, { ...back, reason: 'Mended' })).rejects.toThrow(
      'Nothing on record says on 2025-02',
    )
  })

  test('a report without a number leaves availability open and is counted as unknown', async () => {
    const amount = { low: null, high: null, unit: 'vehicle' }
    await act(groundClass, { ...grounding, amount, condition: 'unserviceable', on: '2025-09-22' })
    expect(await rowOn('2025-09-22')).toMatchObject({
      availability: { low: 0, high: 41.2, unquantified: 1 },
      unknowns: 1,
    })
  })

  test('vehicles that come back are available from that day on, and not before', async () => {
    const back = {
      condition: `condition-${id}`,
      amount: vehicles(12),
      on: '2025-05-01',
      reason: 'New glass was fitted',
      by: 'MSS',
    }
    await act(returnToService, back)
    expect(await rowOn('2025-04-30')).toMatchObject({ serviceable: { low: 14 } })
    expect(await rowOn('2025-05-01')).toMatchObject({
      grounded: { low: 8, high: 8 },
      serviceable: { low: 26, high: 26 },
      availability: { low: 76.5 },
    })
    await expect(act(returnToService, { ...back, condition: 'condition-x' })).rejects.toThrow(
      'Nothing on record says on 2025-05-01',
    )
  })
})
