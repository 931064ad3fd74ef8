import { expect, test } from 'vitest'

import { type Context, kindsOf, recordDrafts } from '#desk-kit'
import { OPERATOR } from '#kit'
import { fixedClock } from '#platform'
import { resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aParty, aSubject, MISSION, openRecord } from '../../../test/drafts.ts'
import { desks } from '../index.ts'
import { KEPT_AT_THE_DESK, MEDICAL } from './handling.ts'
import { missingAccount } from './missing.ts'

/** A log longer than any one page of it, and than the number at which it used to be cut off. */
const CONTACTS = 2050

describeOnEngines('the log of somebody missing', (open) => {
  test('is whole, however long: a contact told of first is still there', async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T10:00:00.000Z')
    const appender = await openRecord(db, clock)
    const ctx: Context = { db, clock, appender, mission: MISSION, actor: OPERATOR }
    const said = (place: number) => new Date(Date.UTC(2026, 0, 1, 0, place)).toISOString()
    const fields = {
      assertedBy: 'MSS',
      authority: 'mission-record',
      valid: '2026-01-01/..',
    } as const
    const contacts = Array.from({ length: CONTACTS }, (_, place) => {
      const [subject, on] = place === 0 ? ['person-1', '2026-01-01'] : ['person-2', '2026-02-01']
      return aClaim({
        ...fields,
        kind: 'people.family-contact',
        subject,
        handling: KEPT_AT_THE_DESK,
        value: { on, by: 'Liaison', way: 'call', matter: `Call ${place}`, promised: null },
        saidAt: said(place),
      })
    })
    const statuses = ['person-1', 'person-2'].map((subject) =>
      aClaim({
        ...fields,
        kind: 'people.status',
        subject,
        handling: MEDICAL,
        value: { status: 'missing', since: '2026-01-01' },
        saidAt: said(0),
      }),
    )
    await recordDrafts(ctx, kindsOf(desks), [
      aParty('MSS'),
      ...['person-1', 'person-2'].map((subject) => aSubject(subject)),
      ...statuses,
      ...contacts,
    ])
    const { rows } = await missingAccount.run(ctx, await resolveAsking(ctx, MISSION, {}))
    expect(rows.map(({ subject, contacts: log }) => [subject, log.length])).toEqual([
      ['person-1', 1],
      ['person-2', CONTACTS - 1],
    ])
    expect(rows[0]?.contact.last).toBe('2026-01-01')
  })
})
