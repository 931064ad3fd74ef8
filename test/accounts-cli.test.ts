import { afterAll, beforeAll, expect, test } from 'vitest'

import { fixedClock } from '#platform'
import { ensureMission } from '#register'

import { cliOn, NOW } from './cli-runner.ts'
import { type TestDatabase, testDatabase } from './database.ts'

// The accounts from the command line of the machine, which is the way in when nobody can sign in.

let database: TestDatabase
let cli: ReturnType<typeof cliOn>

beforeAll(async () => {
  database = await testDatabase('pglite')
  cli = cliOn(database.db)
  const clock = fixedClock(NOW)
  await ensureMission({ db: database.db, clock }, { mission: 'mss-a', title: 'A', party: null })
})
afterAll(async () => {
  await database.drop()
})

const LINK = /^Works once, within a day: http:\/\/127\.0\.0\.1:8080\/welcome\/[\w-]{43}\n$/

test('where nobody has an account a link makes the first administrator', async () => {
  expect((await cli('accounts', 'list')).out).toContain('Nobody has an account yet')
  expect((await cli('accounts', 'link')).out).toMatch(LINK)
  expect((await cli('accounts', 'link')).out).toMatch(LINK)
})

test('somebody is invited, given a role, relieved of it and kept out', async () => {
  const who = ['--name', 'amina.mwangi']
  const role = [...who, '--role', 'officer', '--desks', 'forces,people']
  expect((await cli('accounts', 'invite', ...role, '--shown', 'A. Mwangi')).out).toMatch(LINK)
  expect((await cli('accounts', 'grant', ...who, '--role', 'auditor')).out).toBe(
    'amina.mwangi is auditor in mss-a.\n',
  )
  expect((await cli('accounts', 'list')).out).toMatch(
    /amina\.mwangi +A\. Mwangi +invited +mss-a: auditor; mss-a: officer/,
  )
  expect((await cli('accounts', 'revoke', ...who, '--role', 'auditor')).code).toBe(0)
  expect((await cli('accounts', 'revoke', ...who, '--role', 'auditor')).err).toContain(
    'auth.grant_unknown',
  )
  expect((await cli('accounts', 'link', ...who)).out).toMatch(LINK)
  expect((await cli('accounts', 'disable', ...who)).code).toBe(0)
  expect((await cli('accounts', 'list')).out).toMatch(/amina\.mwangi.*disabled/)
  expect((await cli('accounts', 'enable', ...who)).code).toBe(0)
})

test.each([
  [['invent'], '"accounts" knows no action "invent"'],
  [['link'], 'write --name'],
  [['grant', '--role', 'officer'], 'takes --name'],
  [['disable', '--name', 'amina.mwang'], 'Did you mean amina.mwangi?'],
  [['grant', '--name', 'amina.mwangi', '--role', 'oficer'], 'Did you mean officer?'],
  [['grant', '--name', 'amina.mwangi', '--role', 'officer', '--desks', 'x'], '--desks "x" is none'],
  [['grant', '--name', 'amina.mwangi', '--role', 'officer', '--until', 'May'], '--until is "May"'],
])('accounts %j is refused with what to write instead', async (argv, sentence) => {
  const { code, err } = await cli('accounts', ...argv)
  expect(code).toBeGreaterThan(0)
  expect(err).toContain(sentence)
})

test('the audit says what was done on the command line, without any secret', async () => {
  const { out } = await cli('audit', '--lines', '100')
  expect(out).toContain('account.invited')
  expect(out).toContain('local')
  expect(out).toContain('A. Mwangi')
  const json = JSON.parse((await cli('audit', '--json', '--mission', 'mss-a')).out) as unknown
  expect(json).toContainEqual(expect.objectContaining({ event: 'grant.taken', mission: 'mss-a' }))
  expect((await cli('audit', '--lines', '0')).code).toBe(2)
})
