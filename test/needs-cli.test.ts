import { afterAll, beforeAll, expect, test } from 'vitest'

import { addAccount, fixedClock, giveGrant } from '#platform'

import { testAuth } from './auth.ts'
import { cliOn, NOW } from './cli-runner.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { aClaim, aRelease, aSubject, MISSION, openRecord, RESTRICTED } from './drafts.ts'

let database: TestDatabase
let cli: ReturnType<typeof cliOn>
const claim = aClaim({ handling: RESTRICTED })
const release = aRelease([claim.id])

beforeAll(async () => {
  database = await testDatabase('pglite')
  const { db } = database
  const clock = fixedClock('2026-11-19T09:00:00.000Z')
  const appender = await openRecord(db, clock)
  await appender.append({ mission: MISSION, actor: 'an officer' }, [aSubject('pledge-ben')])
  await appender.append({ mission: MISSION, actor: 'an officer' }, [claim])
  await appender.append({ mission: MISSION, actor: 'an officer' }, [release])
  const auth = testAuth({ db, clock: fixedClock(NOW) })
  for (const role of ['approver', 'officer'] as const) {
    const account = await addAccount(auth, { name: role, shownName: role }, { founder: false })
    await db.run(
      {
        name: 'test-sign-in',
        text: `UPDATE platform.account SET state = 'active', totp_secret = '\\x00' WHERE account = $1`,
      },
      [account],
    )
    const grant = { mission: MISSION, role, compartments: [], until: null } as const
    await giveGrant(auth, { kind: 'local' }, { account, desks: 'all', ...grant })
  }
  cli = cliOn(db)
})
afterAll(async () => database.drop())

test('what waits is printed with its age and the page where it is done', async () => {
  const { code, out } = await cli('needs')
  expect(code).toBe(0)
  expect(out).toContain('A release to answer')
  expect(out).toMatch(/About pledge-ben +USA +2 +– +waiting\//)
  expect((await cli('needs', '--desk', 'funds')).out).toContain('Nothing waits.')
})

test('an account is shown what it would be shown when it signs in', async () => {
  const { out } = await cli('needs', '--account', 'approver', '--json')
  expect(JSON.parse(out)).toMatchObject([{ key: `answer/${release.id}`, proposal: release.id }])
  expect((await cli('needs', '--account', 'officer', '--json')).out).toBe('[]\n')
  expect(await cli('needs', '--account', 'nobody')).toMatchObject({ code: 1 })
})

test('one round of telling people says what came of it', async () => {
  expect(await cli('digest', '--once')).toEqual({
    code: 0,
    out: '0 told, 0 had nothing left to tell, 0 asked to confirm an address, 0 failed.\n',
    err: '',
  })
})
