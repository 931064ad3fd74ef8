import type { Actor } from '#kit'
import {
  actorOfAccount,
  type AuthParts,
  type Delivery,
  failDelivery,
  findAccountById,
  HookFault,
  isTimeToLook,
  listNotices,
  makeDelivery,
  mayBeTold,
  newAmong,
  type Notice,
  noticesOf,
  type PostHook,
  type SendMail,
  settleDelivery,
  sweepConfirmations,
  sweepDeliveries,
  takeDelivery,
} from '#platform'
import { type Appender, getMission, openReaders, resolveAsking } from '#register'
import { isLanguage, type Words } from '#ui'

import type { Context } from '../context.ts'
import type { Desk } from '../desk.ts'
import { askToConfirm } from './ask-to-confirm.ts'
import { digestAsJson, digestInWords, digestOf } from './digest.ts'
import { faultOf } from './fault-of.ts'
import { listNeeds } from './list-needs.ts'
import type { Need } from './need.ts'

/** What begins to wait by time alone is found within ten minutes. */
const TEN_MINUTES = 'YYYY-MM-DDTHH:M'.length

/** What it takes to tell people of what waits for them. */
export interface Telling extends AuthParts {
  readonly appender: Appender
  readonly desks: readonly Desk[]
  readonly words: Words
  /** The address under which readers find the record. */
  readonly address: string
  /** Null where no mail is sent. */
  readonly sendMail: SendMail | null
  readonly postHook: PostHook
  /** At which state of the record each queue was last looked through; kept from round to round. */
  readonly looked: Map<string, string>
}

/** What came of one round. */
export interface Told {
  /** How many addresses were asked whether messages may come. */
  readonly asked: number
  readonly sent: number
  /** What had nothing left to tell when its turn came. */
  readonly dropped: number
  /** A code for each that failed, and is tried again. */
  readonly failed: readonly string[]
}

/**
 * Looks for what is new for everybody whose time it is, and sends what is due. Each delivery is told as its
 * reader sees the record at that moment; after a crash it goes on, under the ids that it had.
 */
export async function tellWhatIsNew(parts: Telling): Promise<Told> {
  let told: Told = { sent: 0, dropped: 0, ...(await askToConfirm(parts)) }
  for (const notice of await listNotices(parts)) await lookForNew(parts, notice)
  for (;;) {
    const delivery = await takeDelivery(parts.db, parts.clock.now())
    if (delivery === undefined) break
    told = added(told, await deliver(parts, delivery))
  }
  await sweepDeliveries(parts.db, parts.clock.now())
  await sweepConfirmations(parts.db, parts.clock.now())
  return told
}

async function lookForNew(parts: Telling, notice: Notice): Promise<void> {
  const now = parts.clock.now()
  if (!mayBeTold(notice)) return
  if (!isTimeToLook(notice, now) || (await isAsLookedAt(parts, notice))) return
  const needs = await needsOf(parts, notice)
  if (needs === null) return
  const matters = await newAmong(
    parts.db,
    notice,
    needs.map((need) => matterOf(parts, notice, need)),
  )
  if (matters.length === 0 && notice.rhythm === 'at_once') return
  await makeDelivery(parts.db, notice, { matters, now })
}

/** What is told at once is looked for often; as long as nothing can have changed, looking is spared. */
async function isAsLookedAt(parts: Telling, notice: Notice): Promise<boolean> {
  const { mission, account, channel, rhythm } = notice
  const { recordAt } = await resolveAsking(parts, mission, {})
  const state = `${recordAt.seq} ${parts.clock.now().slice(0, TEN_MINUTES)}`
  const key = JSON.stringify([mission, account, channel])
  if (rhythm === 'at_once' && parts.looked.get(key) === state) return true
  parts.looked.set(key, state)
  return false
}

type Outcome = 'sent' | 'dropped' | { readonly fault: string }

async function deliver(parts: Telling, delivery: Delivery): Promise<Outcome> {
  const outcome = await tryToSend(parts, delivery)
  if (typeof outcome === 'string') await settleDelivery(parts.db, delivery, outcome)
  else await failDelivery(parts.db, delivery, outcome.fault)
  return outcome
}

async function tryToSend(parts: Telling, delivery: Delivery): Promise<Outcome> {
  const notice = (await noticesOf(parts, delivery)).find(
    ({ channel }) => channel === delivery.channel,
  )
  // The address was changed meanwhile: it is told once it is confirmed.
  if (notice !== undefined && !mayBeTold(notice)) return { fault: 'unconfirmed' }
  const needs = notice === undefined ? null : await needsOf(parts, notice)
  if (notice === undefined || needs === null) return 'dropped'
  const isFresh = (need: Need) => delivery.matters.includes(matterOf(parts, notice, need))
  if (!needs.some(isFresh)) return 'dropped'
  try {
    await send(parts, { notice, delivery, needs: { all: needs, isFresh } })
    return 'sent'
  } catch (error) {
    return { fault: faultOf(error) }
  }
}

interface Sending {
  readonly notice: Notice
  readonly delivery: Delivery
  readonly needs: { readonly all: readonly Need[]; readonly isFresh: (need: Need) => boolean }
}

async function send(parts: Telling, { notice, delivery, needs }: Sending): Promise<void> {
  const { db, clock, desks, words, address, sendMail, postHook, keys } = parts
  const { mission, title } = await getMission(db, notice.mission)
  const digest = digestOf({
    needs: needs.all,
    isFresh: needs.isFresh,
    mission: { id: mission, title },
    address,
    today: clock.today(),
  })
  const at = clock.now()
  if (notice.channel === 'email') {
    if (sendMail === null) throw new HookFault('no_mail_server')
    const language = isLanguage(notice.language) ? notice.language : 'en'
    const message = digestInWords({ language, words }, digest, desks)
    await sendMail({ id: delivery.id, to: notice.address, sentAt: at, language, ...message })
    return
  }
  if (notice.secret === null) throw new HookFault('no_secret')
  const matters = needs.all.filter(needs.isFresh).map((need) => matterOf(parts, notice, need))
  await postHook({
    url: notice.address,
    id: delivery.id,
    body: digestAsJson(digest, { id: delivery.id, at, matters }),
    secret: keys.open(notice.secret, notice.account),
    timestamp: Math.floor(Date.parse(at) / 1000),
  })
}

/** What waits for somebody as they see it now; null where they cannot sign in any more. */
async function needsOf(parts: Telling, notice: Notice): Promise<readonly Need[] | null> {
  const account = await findAccountById(parts, notice.account)
  if (account?.state !== 'active') return null
  const actor = await actorOfAccount(parts, account)
  const ctx = await contextOf(parts, actor, notice.mission)
  const at = await resolveAsking(ctx, notice.mission, {})
  const needs = await listNeeds(ctx, parts.desks, at)
  const { desks } = notice
  return needs.filter(({ desk }) => desks === 'all' || (desk !== null && desks.includes(desk)))
}

async function contextOf(
  { db, clock, appender }: Telling,
  actor: Actor,
  mission: string,
): Promise<Context> {
  const reader = await openReaders(db).as(actor, mission, clock.now())
  return { db: reader, clock, appender, mission, actor }
}

/** By which a matter is known outside the record: nobody can tell it from what it is about. */
function matterOf({ keys }: Telling, { mission, account }: Notice, { key }: Need): string {
  return Buffer.from(keys.keyedHash(`need ${mission} ${account} ${key}`)).toString('base64url')
}

function added(told: Told, outcome: Outcome): Told {
  if (outcome === 'sent') return { ...told, sent: told.sent + 1 }
  if (outcome === 'dropped') return { ...told, dropped: told.dropped + 1 }
  return { ...told, failed: [...told.failed, outcome.fault] }
}
