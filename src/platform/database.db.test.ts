import { beforeAll, expect, test } from 'vitest'

import { describeOnEngines } from '../../test/database.ts'
import type { Db } from './database.ts'
import type { Statement } from './session.ts'
import { sqlStateOf } from './sql-state.ts'

const ask = (text: string): Statement => ({
  name: `test.${text.length}.${text.slice(0, 40)}`,
  text,
})

describeOnEngines('a database', (open, engine) => {
  let db: Db

  beforeAll(async () => {
    const database = await open(async (owner) =>
      owner.exec(`
        CREATE SCHEMA test;
        CREATE TABLE test.thing (id int PRIMARY KEY, word text NOT NULL);
        GRANT USAGE ON SCHEMA test TO rollcall_app;
        GRANT SELECT, INSERT ON test.thing TO rollcall_app;`),
    )
    db = database.db
  })

  test('works as the application, which owns nothing', async () => {
    expect(await db.run(ask('SELECT current_user::text AS name'), [])).toEqual([
      { name: 'rollcall_app' },
    ])
    expect(db.engine).toBe(engine)
    await expect(db.exec('CREATE SCHEMA mine')).rejects.toSatisfy(forbidden)
    await expect(db.exec('DELETE FROM test.thing')).rejects.toSatisfy(forbidden)
    await expect(db.exec('TRUNCATE test.thing')).rejects.toSatisfy(forbidden)
  })

  test('values come back alike from both engines', async () => {
    const [row] = await db.run(
      ask(`SELECT 9007199254740991::int8 AS whole, (SELECT count(*) FROM test.thing WHERE false) AS count,
             '2024-02-29'::date AS day, '{2024-02-29,NULL}'::date[] AS days,
             timestamptz '2024-01-02 03:04:05.678901+02' AS instant,
             timestamp '2024-01-02 03:04:05' AS local, '{1,2}'::int8[] AS wholes,
             '\\x00ff'::bytea AS bytes, 1.50::numeric AS amount, 0.5::float8 AS part,
             'null'::jsonb AS json_null, NULL::jsonb AS nothing, '{"a":[1,null]}'::jsonb AS json,
             '{a,"b c",NULL}'::text[] AS words, true AS yes, '{t,f}'::bool[] AS flags`),
      [],
    )
    expect(row).toEqual({
      whole: 9_007_199_254_740_991,
      count: 0,
      day: '2024-02-29',
      days: ['2024-02-29', null],
      instant: '2024-01-02T01:04:05.678Z',
      local: '2024-01-02T03:04:05.000Z',
      wholes: [1, 2],
      bytes: Buffer.from([0, 255]),
      amount: '1.50',
      part: 0.5,
      json_null: null,
      nothing: null,
      json: { a: [1, null] },
      words: ['a', 'b c', null],
      yes: true,
      flags: [true, false],
    })
  })

  test('values go in alike on both engines', async () => {
    const awkward = 'a "quoted", {braced} \\ word; DROP TABLE test.thing --'
    const [row] = await db.run(
      ask(`SELECT $1::text AS word, $2::text[] AS words, $3::int4[] AS numbers, $4::int8[] AS wholes,
             $5::bytea AS bytes, $6::bytea[] AS byte_list, $7::jsonb AS json, $8::date AS day,
             $9::text AS nothing, $10::bool AS yes, $11::int8 AS whole`),
      [
        awkward,
        [awkward, null, ''],
        [1, -2],
        [9_007_199_254_740_991],
        new Uint8Array([0, 255]),
        [new Uint8Array([1]), Buffer.from([2])],
        '[1,{"a":null}]',
        '2024-02-29',
        null,
        true,
        -1,
      ],
    )
    expect(row).toEqual({
      word: awkward,
      words: [awkward, null, ''],
      numbers: [1, -2],
      wholes: [9_007_199_254_740_991],
      bytes: Buffer.from([0, 255]),
      byte_list: [Buffer.from([1]), Buffer.from([2])],
      json: [1, { a: null }],
      day: '2024-02-29',
      nothing: null,
      yes: true,
      whole: -1,
    })
  })

  test('a number that JavaScript cannot hold is an error, not a wrong number', async () => {
    await expect(db.run(ask('SELECT 9007199254740993::int8 AS whole'), [])).rejects.toThrow(
      'too large',
    )
  })

  test('an infinite date is an error, not null', async () => {
    await expect(db.run(ask(`SELECT 'infinity'::date AS day`), [])).rejects.toThrow('is no day')
    await expect(db.run(ask(`SELECT 'infinity'::timestamptz AS instant`), [])).rejects.toThrow(
      'is no instant',
    )
  })

  test('a transaction that throws leaves nothing behind', async () => {
    const work = db.transaction(async (tx) => {
      await tx.exec(`INSERT INTO test.thing VALUES (1, 'one')`)
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    expect(await words()).toEqual([])
  })

  test('a part of a transaction fails alone', async () => {
    await db.transaction(async (tx) => {
      await tx.exec(`INSERT INTO test.thing VALUES (2, 'two')`)
      const part = tx.transaction(async (inner) =>
        inner.exec(`INSERT INTO test.thing VALUES (2, 'again')`),
      )
      await expect(part).rejects.toSatisfy((error) => sqlStateOf(error) === '23505')
      await tx.exec(`INSERT INTO test.thing VALUES (3, 'three')`)
    })
    expect(await words()).toEqual(['two', 'three'])
  })

  test('a transaction that hides its own failure is not taken for committed', async () => {
    const work = db.transaction(async (tx) => {
      await tx.exec(`INSERT INTO test.thing VALUES (4, 'four')`)
      await tx.exec('SELECT 1 / 0').catch(() => undefined)
    })
    await expect(work).rejects.toThrow(/rolled back|aborted/)
    expect(await words()).not.toContain('four')
  })

  test('transactions at once all commit', async () => {
    const ids = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]
    await Promise.all(
      ids.map(async (id) =>
        db.transaction(async (tx) => {
          await tx.run(ask('INSERT INTO test.thing VALUES ($1, $2)'), [id, `many ${id}`])
        }),
      ),
    )
    expect((await words()).filter((word) => word.startsWith('many'))).toHaveLength(ids.length)
  })

  async function words(): Promise<readonly string[]> {
    const rows = await db.run<{ word: string }>(ask('SELECT word FROM test.thing ORDER BY id'), [])
    return rows.map((row) => row.word)
  }
})

function forbidden(error: unknown): boolean {
  return sqlStateOf(error) === '42501'
}
