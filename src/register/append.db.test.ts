import { beforeAll, describe, expect, test } from 'vitest'

import { canonicalJson, newId } from '#kit'
import { type Db, RefusedError, sqlStateOf, systemClock } from '#platform'

import { describeOnEngines } from '../../test/database.ts'
import { aClaim, aParty, aRelation, aSubject, MISSION, openRecord } from '../../test/drafts.ts'
import type { Appender } from './appender.ts'
import { openAppender } from './appender.ts'
import { commitmentsOf, type Envelope, leafHashOf, payloadRootOf } from './leaf.ts'

const BY = { mission: MISSION, actor: 'a test' }

describeOnEngines('appending', (open) => {
  let db: Db
  let appender: Appender
  beforeAll(async () => {
    ;({ db } = await open())
    appender = await openRecord(db, systemClock)
    await appender.append(BY, [aSubject('pledge-ben'), aParty('OAS')])
  })

  const lastSeq = async () =>
    (
      await db.run<{ seq: number }>(
        { name: 'test-head', text: 'SELECT seq FROM register.head' },
        [],
      )
    )[0]?.seq ?? -1

  test('entries get gapless places in the order in which they were sent', async () => {
    const before = await lastSeq()
    const receipts = await Promise.all(
      Array.from({ length: 40 }, async () => appender.append(BY, [aClaim(), aClaim()])),
    )
    expect(receipts.flat().map(({ seq }) => seq)).toEqual(
      Array.from({ length: 80 }, (_, index) => before + index + 1),
    )
  })

  test('two writers at once lose nothing and leave no gap', async () => {
    const before = await lastSeq()
    const writers = [
      appender,
      openAppender({ db, clock: systemClock, delayHours: 72 }),
      openAppender({ db, clock: systemClock, delayHours: 72 }),
    ]
    const receipts = await Promise.all(
      Array.from({ length: 30 }, async (_, index) =>
        (writers[index % 3] ?? appender).append(BY, [aClaim()]),
      ),
    )
    const seqs = receipts.flat().map(({ seq }) => seq)
    expect(seqs.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, index) => before + index + 1),
    )
  })

  test('the same id with the same content is accepted and recorded once', async () => {
    const claim = aClaim()
    const [first] = await appender.append(BY, [claim])
    const [again] = await appender.append({ ...BY, actor: 'somebody else' }, [claim])
    expect(again).toEqual({ ...first, fresh: false })
    const twice = await appender.append(BY, [aClaim(), claim])
    expect(twice.map(({ fresh }) => fresh)).toEqual([true, false])
  })

  test('the same id with other content is refused and nothing of the batch is recorded', async () => {
    const claim = aClaim()
    await appender.append(BY, [claim])
    const before = await lastSeq()
    const attempt = appender.append(BY, [aClaim(), { ...claim, valid: '2024-03-01/..' }])
    await expect(attempt).rejects.toMatchObject({ refusal: 'conflict', code: 'register.id_taken' })
    expect(await lastSeq()).toBe(before)
  })

  test.each([
    ['an unknown party', aClaim({ assertedBy: 'NOBODY-KNOWN' }), 'register.party_unknown'],
    ['an unknown subject', aClaim({ subject: 'pledge-atlantis' }), 'register.subject_unknown'],
    ['an unknown document', aClaim({ document: newId() }), 'register.document_unknown'],
    ['a date that is none', aClaim({ valid: '2024-13-01' }), 'edtf'],
    ['an end before its start', aClaim({ valid: '2024-05-01/2024-04-01' }), 'edtf'],
    ['an instant that is none', aClaim({ saidAt: 'yesterday' }), 'instant'],
    ['an id that is none', aClaim({ id: 'one' }), 'register.id'],
    ['a withdrawal of what is not there', aRelation(newId()), 'register.entry_unknown'],
  ])('%s is refused with a sentence, and nothing is recorded', async (_, draft, code) => {
    const before = await lastSeq()
    const error: unknown = await appender
      .append(BY, [aClaim(), draft])
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RefusedError)
    expect(error).toMatchObject({ code: expect.stringContaining(code) })
    expect(await lastSeq()).toBe(before)
  })

  test('nobody else can take a claim back, or give it back', async () => {
    const claim = aClaim()
    const withdrawal = aRelation(claim.id)
    await appender.append(BY, [claim])
    await expect(appender.append(BY, [aRelation(claim.id, { by: 'KEN' })])).rejects.toMatchObject({
      code: 'register.relation_speaker',
    })
    await appender.append(BY, [withdrawal])
    const undoing = aRelation(withdrawal.id, { by: 'KEN' })
    await expect(appender.append(BY, [undoing])).rejects.toMatchObject({
      code: 'register.relation_speaker',
    })
    await appender.append(BY, [{ ...undoing, by: 'USA' }])
  })

  describe('as the application', () => {
    test.each(['entry', 'payload', 'closed_box', 'claim', 'relation', 'blob', 'canonical_text'])(
      '%s can be neither changed nor emptied',
      async (table) => {
        for (const sql of [
          `UPDATE register.${table} SET mission_id = 1`,
          `DELETE FROM register.${table}`,
          `TRUNCATE register.${table}`,
        ]) {
          const error: unknown = await db.exec(sql).catch((reason: unknown) => reason)
          expect(sqlStateOf(error)).toBe('42501')
        }
      },
    )
  })

  test('every leaf can be computed again from what is stored, and from nothing else', async () => {
    const entries = await db.run<Envelope & { root: string; leaf: string }>(
      {
        name: 'test-leaves',
        text: `SELECT seq, id, entry_type AS type, recorded_at AS "recordedAt", encode(payload_root, 'hex') AS root, encode(leaf_hash, 'hex') AS leaf FROM register.entry`,
      },
      [],
    )
    for (const { seq, id, type, recordedAt, root, leaf } of entries) {
      const parts = await db.run<{ part: string; salt: string; body: string }>(
        {
          name: 'test-parts',
          text: `SELECT part, encode(salt, 'hex') AS salt, body FROM register.payload WHERE seq = $1`,
        },
        [seq],
      )
      expect(payloadRootOf(commitmentsOf(parts))).toBe(root)
      expect(
        leafHashOf({ v: 1, mission: MISSION, seq, id, type, recordedAt, payloadRoot: root }),
      ).toBe(leaf)
      expect(parts.map(({ body }) => canonicalJson(JSON.parse(body)))).toEqual(
        parts.map(({ body }) => body),
      )
    }
  })
})
