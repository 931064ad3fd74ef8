import { beforeAll, expect, test } from 'vitest'

import { testAuth } from '../../../test/auth.ts'
import { describeOnEngines } from '../../../test/database.ts'
import { MISSION } from '../../../test/drafts.ts'
import { addAccount } from '../auth/account.ts'
import type { AuthParts } from '../auth/parts.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database.ts'
import {
  askAgain,
  confirmAddress,
  getConfirmation,
  noteAsked,
  sweepConfirmations,
  takeConfirmation,
} from './confirmations.ts'
import { noticesOf, removeNotice, setNotice } from './notice-store.ts'

const WISH = {
  desks: 'all',
  rhythm: 'daily',
  time: '07:30',
  zone: 'UTC',
  language: 'en',
  secret: null,
} as const

describeOnEngines('confirming an e-mail address', (open) => {
  let db: Db
  let auth: AuthParts
  let now = ''
  const clock: Clock = { now: () => now, today: () => now.slice(0, 10) }

  beforeAll(async () => {
    db = (await open()).db
    auth = testAuth({ db, clock })
  })

  /** Somebody of their own for each test, on a day on which nobody else is asked. */
  const somebody = async (name: string, day: string) => {
    now = `${day}T08:00:00.000Z`
    const account = await addAccount(auth, { name, shownName: name }, { founder: false })
    const text = `UPDATE platform.account SET state = 'active' WHERE account = $1`
    await db.run({ name: 'test-active', text }, [account])
    return { mission: MISSION, account, channel: 'email' as const }
  }
  const wish = async (key: Awaited<ReturnType<typeof somebody>>, address: string) =>
    setNotice(auth, key, { ...WISH, address })
  const confirmedAt = async (key: Awaited<ReturnType<typeof somebody>>) =>
    (await noticesOf(auth, key))[0]?.confirmedAt ?? null
  const takeOne = async () => {
    const due = await takeConfirmation(auth)
    if (due === undefined) throw new Error('Nobody is due to be asked.')
    await noteAsked(db, due)
    return due
  }
  const gone = /has been used, has expired/

  test('a link confirms once, for whoever asked, and is kept as a hash', async () => {
    const key = await somebody('amina', '2026-01-01')
    await wish(key, 'amina@example.org')
    expect(await confirmedAt(key)).toBe(null)
    const { secret, address } = await takeOne()
    expect(address).toBe('amina@example.org')
    expect(await takeConfirmation(auth)).toBe(undefined)
    const text = 'SELECT hash FROM platform.notice_confirmation'
    const kept = await db.run<{ hash: Uint8Array }>({ name: 'test-hashes', text }, [])
    expect(kept.map(({ hash }) => hash.length)).toEqual([32])
    expect(Buffer.from(kept[0]?.hash ?? []).toString()).not.toContain(secret)
    const stranger = (await somebody('benoit', '2026-01-01')).account
    await expect(getConfirmation(auth, secret, stranger)).rejects.toThrow(gone)
    await expect(confirmAddress(auth, secret, stranger)).rejects.toThrow(gone)
    const asked = await getConfirmation(auth, secret, key.account)
    expect(asked).toEqual({ mission: MISSION, address: 'amina@example.org' })
    expect(await confirmedAt(key)).toBe(null)
    const both = await Promise.allSettled([
      confirmAddress(auth, secret, key.account),
      confirmAddress(auth, secret, key.account),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await confirmedAt(key)).toBe(now)
    await expect(getConfirmation(auth, secret, key.account)).rejects.toThrow(gone)
    await wish(key, 'amina@example.org')
    expect(await confirmedAt(key)).toBe(now)
  })

  test('another address is to be confirmed anew, and the link of the one before is of no use', async () => {
    const key = await somebody('carine', '2026-02-01')
    await wish(key, 'carine@example.org')
    const first = await takeOne()
    await wish(key, 'carine@example.net')
    await expect(confirmAddress(auth, first.secret, key.account)).rejects.toThrow(gone)
    const second = await takeOne()
    expect(second.address).toBe('carine@example.net')
    await confirmAddress(auth, second.secret, key.account)
    await wish(key, 'carine@example.com')
    expect(await confirmedAt(key)).toBe(null)
    await removeNotice(auth, key)
    await wish(key, 'carine@example.net')
    expect(await confirmedAt(key)).toBe(null)
  })

  test('a link ends after two days or with the next one, and is forgotten then', async () => {
    const key = await somebody('david', '2026-03-01')
    await wish(key, 'david@example.org')
    const first = await takeOne()
    await askAgain(auth, key)
    const second = await takeOne()
    await expect(getConfirmation(auth, first.secret, key.account)).rejects.toThrow(gone)
    now = '2026-03-03T07:59:59.000Z'
    await getConfirmation(auth, second.secret, key.account)
    now = '2026-03-03T08:00:00.000Z'
    await expect(confirmAddress(auth, second.secret, key.account)).rejects.toThrow(gone)
    await sweepConfirmations(db, '2026-03-03T08:00:01.000Z')
    const text = 'SELECT hash FROM platform.notice_confirmation WHERE account = $1'
    expect(await db.run({ name: 'test-left', text }, [key.account])).toEqual([])
  })

  test('what no mail server took is sent again, later and later, with a link of its own', async () => {
    const key = await somebody('elsie', '2026-04-01')
    await wish(key, 'elsie@example.org')
    const first = await takeConfirmation(auth)
    expect(await takeConfirmation(auth)).toBe(undefined)
    now = '2026-04-01T08:01:00.000Z'
    const second = await takeConfirmation(auth)
    expect(second?.tries).toBe(2)
    expect(second?.secret).not.toBe(first?.secret)
    now = '2026-04-01T08:02:59.000Z'
    expect(await takeConfirmation(auth)).toBe(undefined)
    await removeNotice(auth, key)
  })

  test('nobody has more than five links a day sent, whatever they ask and wherever they point', async () => {
    const key = await somebody('frantz', '2026-05-01')
    for (const place of [1, 2, 3, 4, 5]) {
      await removeNotice(auth, key)
      await wish(key, `victim-${place}@example.org`)
      await takeOne()
    }
    await askAgain(auth, key)
    expect(await takeConfirmation(auth)).toBe(undefined)
    now = '2026-05-02T08:00:01.000Z'
    expect((await takeOne()).address).toBe('victim-5@example.org')
  })

  test('a disabled account has nobody asked', async () => {
    const key = await somebody('gisele', '2026-06-01')
    await wish(key, 'gisele@example.org')
    const text = `UPDATE platform.account SET state = 'disabled' WHERE account = $1`
    await db.run({ name: 'test-disable', text }, [key.account])
    expect(await takeConfirmation(auth)).toBe(undefined)
  })
})
