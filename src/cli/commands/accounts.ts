import { COMPARTMENTS, ROLES } from '#kit'
import type { Grant } from '#kit'
import {
  coverMissions,
  disable,
  enable,
  findAccountByName,
  firstLink,
  giveGrant,
  invite,
  isWithoutAccounts,
  listAccounts,
  listGrants,
  makeLink,
  RefusedError,
  relink,
  takeGrant,
  type Account,
  type Administering,
  type Auth,
} from '#platform'
import { listMissions } from '#register'

import type { Command, Given, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { didYouMean } from '../nearest.ts'
import { MISSION } from '../options.ts'
import { textTable } from '../text-table.ts'
import { UsageError } from '../usage-error.ts'

/** Whoever may use this machine's command line has the record in their hands anyway. */
const LOCAL: Administering = { kind: 'local' }

/** What one action is given. */
interface Doing extends Run {
  readonly auth: Auth
}

const ACTIONS: Readonly<Record<string, (doing: Doing) => Promise<void>>> = {
  list,
  link,
  invite: inviteOne,
  grant: grantOne,
  revoke: revokeOne,
  disable: disableOne,
  enable: enableOne,
}

/** `rollcall accounts`: who may sign in. */
export const accounts: Command = {
  name: 'accounts',
  record: 'open',
  summary: 'Manage who may sign in: list, link, invite, grant, revoke, disable or enable.',
  operands: [{ name: 'ACTION', summary: `one of ${Object.keys(ACTIONS).join(', ')}` }],
  options: [
    { name: 'name', value: 'NAME', summary: 'the sign-in name, such as amina.mwangi' },
    { name: 'shown', value: 'NAME', summary: 'the name shown to others, such as "A. Mwangi"' },
    MISSION,
    { name: 'role', value: 'ROLE', summary: ROLES.join(', ') },
    { name: 'desks', value: 'DESKS', summary: 'the desks, with commas between (default: all)' },
    {
      name: 'compartments',
      value: 'NAMES',
      summary: `${COMPARTMENTS.join(', ')}, with commas between (default: none)`,
    },
    { name: 'until', value: 'DAY', summary: 'the day from which the role no longer holds' },
  ],
  examples: [
    'accounts list',
    'accounts link',
    'accounts invite --name amina.mwangi --shown "A. Mwangi" --mission mss-haiti --role officer --desks forces,people',
    'accounts disable --name amina.mwangi',
  ],
  async run(run) {
    const action = run.given.operand('ACTION')
    const act = ACTIONS[action]
    if (act === undefined) {
      throw new UsageError(
        `"accounts" knows no action "${action}".${didYouMean(action, Object.keys(ACTIONS))} It knows: ${Object.keys(ACTIONS).join(', ')}.`,
      )
    }
    const auth = run.openAuth(run.db)
    const missions = await listMissions(run.db)
    await coverMissions(
      auth,
      missions.map(({ mission }) => mission),
    )
    await act({ ...run, auth })
  },
}

async function list({ auth, io }: Doing): Promise<void> {
  const grants = await listGrants(auth)
  const found = await listAccounts(auth)
  if (found.length === 0) return io.out('Nobody has an account yet; rollcall accounts link.\n')
  const rows = found.map(({ account, name, shownName, state, totpSecret, passkeys }) => [
    name,
    shownName,
    state,
    [...(totpSecret === null ? [] : ['app']), ...(passkeys > 0 ? ['passkey'] : [])].join(', '),
    grants
      .filter((grant) => grant.account === account)
      .map(({ mission, role }) => `${mission}: ${role}`)
      .join('; '),
  ])
  const headings = ['Name', 'Shown', 'State', 'Second factor', 'Roles']
  await io.out(
    textTable(
      headings.map((heading) => ({ heading, align: 'start' })),
      rows,
    ),
  )
}

async function link(doing: Doing): Promise<void> {
  const { auth, given } = doing
  if (given.option('name') !== undefined) {
    const { account } = await accountOf(doing)
    return say(doing, await relink(auth, LOCAL, account))
  }
  if (!(await isWithoutAccounts(auth))) {
    throw new UsageError('There are accounts already; write --name and whose link it is to be.')
  }
  const secret =
    (await firstLink(auth)) ??
    (await makeLink(auth, { purpose: 'first', account: null, actor: 'local' }))
  return say(doing, secret)
}

async function inviteOne(doing: Doing): Promise<void> {
  const names = { name: wanted(doing.given, 'name'), shownName: wanted(doing.given, 'shown') }
  await say(doing, await invite(doing.auth, LOCAL, { names, grant: await grantOf(doing) }))
}

async function grantOne(doing: Doing): Promise<void> {
  const { account, name } = await accountOf(doing)
  const grant = await grantOf(doing)
  await giveGrant(doing.auth, LOCAL, { ...grant, account })
  await doing.io.out(`${name} is ${grant.role} in ${grant.mission}.\n`)
}

async function revokeOne(doing: Doing): Promise<void> {
  const { account, name } = await accountOf(doing)
  const { mission, role } = await grantOf(doing)
  await takeGrant(doing.auth, LOCAL, { account, mission, role })
  await doing.io.out(`${name} is no longer ${role} in ${mission}.\n`)
}

async function disableOne(doing: Doing): Promise<void> {
  const { account, name } = await accountOf(doing)
  await disable(doing.auth, LOCAL, account)
  await doing.io.out(`${name} can no longer sign in; sessions and tokens have ended.\n`)
}

async function enableOne(doing: Doing): Promise<void> {
  const { account, name } = await accountOf(doing)
  await enable(doing.auth, LOCAL, account)
  await doing.io.out(`${name} may sign in again.\n`)
}

async function say(doing: Doing, secret: string): Promise<void> {
  await doing.io.out(`Works once, within a day: ${doing.address()}/welcome/${secret}\n`)
}

async function accountOf({ auth, given }: Doing): Promise<Account> {
  const name = wanted(given, 'name')
  const found = await findAccountByName(auth, name)
  if (found !== undefined) return found
  const known = (await listAccounts(auth)).map((account) => account.name)
  throw new RefusedError(
    'not_found',
    'auth.account_unknown',
    `No account is called "${name}".${didYouMean(name, known)} "rollcall accounts list" lists them.`,
  )
}

async function grantOf({ db, given, desks }: Doing): Promise<Grant> {
  const { mission } = await chooseMission(db, given)
  const role = oneOf(ROLES, wanted(given, 'role'), '--role')
  const names = desks.map(({ name }) => name)
  const chosen = listed(given.option('desks')).map((name) => oneOf(names, name, '--desks'))
  const compartments = listed(given.option('compartments')).map((name) =>
    oneOf(COMPARTMENTS, name, '--compartments'),
  )
  const until = given.option('until')
  if (until !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(until)) {
    throw new UsageError(`--until is "${until}"; write a day such as 2027-03-31.`)
  }
  return {
    mission,
    role,
    desks: chosen.length === 0 ? 'all' : chosen,
    compartments,
    until: until === undefined ? null : `${until}T00:00:00.000Z`,
  }
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
}

function oneOf<T extends string>(known: readonly T[], written: string, option: string): T {
  const found = known.find((one) => one === written)
  if (found !== undefined) return found
  throw new UsageError(
    `${option} "${written}" is none.${didYouMean(written, known)} There are: ${known.join(', ')}.`,
  )
}

function wanted(given: Given, option: string): string {
  const value = given.option(option)
  if (value !== undefined) return value
  throw new UsageError(`This takes --${option}; "rollcall accounts --help" shows how.`)
}
