import type { Instant } from '#kit'

import { RefusedError } from '../errors.ts'

export const CHANNELS = ['email', 'webhook'] as const
export type Channel = (typeof CHANNELS)[number]
export const RHYTHMS = ['daily', 'at_once'] as const
export type Rhythm = (typeof RHYTHMS)[number]

/** By which it is known whom a notice is for. */
export interface NoticeKey {
  readonly mission: string
  readonly account: string
  readonly channel: Channel
}

/** How somebody wants to be told. */
export interface NoticeWish {
  readonly address: string
  readonly desks: readonly string[] | 'all'
  readonly rhythm: Rhythm
  /** `07:30`, the hour of a daily message. */
  readonly time: string
  /** The zone of that hour, as in the IANA database. */
  readonly zone: string
  readonly language: string
}

/** How somebody is told, and when it was last looked for something new. */
export interface Notice extends NoticeKey, NoticeWish {
  readonly lookedAt: Instant
  /** When the address was confirmed; null where it was not. */
  readonly confirmedAt: Instant | null
  /** Encrypted for the account; null where nothing is signed. */
  readonly secret: Uint8Array | null
}

/** Whether anything may be told: an e-mail address has to be confirmed, a webhook is signed instead. */
export function mayBeTold({
  channel,
  confirmedAt,
}: Pick<Notice, 'channel' | 'confirmedAt'>): boolean {
  return channel === 'webhook' || confirmedAt !== null
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const EMAIL = /^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+$/
const LONGEST_EMAIL = 254

/** Refuses a wish that could not be followed; each refusal names its field by its code. */
export function checkWish({ channel }: Pick<NoticeKey, 'channel'>, wish: NoticeWish): void {
  const { address, time, zone } = wish
  if (channel === 'email' && (!EMAIL.test(address) || address.length > LONGEST_EMAIL)) {
    refuse('address', 'This is no e-mail address; write one such as amina@example.org.')
  }
  if (!TIME.test(time)) refuse('time', `"${time}" is no time of day; write one such as 07:30.`)
  if (isZone(zone)) return
  refuse('zone', `"${zone}" is no time zone; write one such as America/Port-au-Prince or UTC.`)
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function refuse(field: string, sentence: string): never {
  throw new RefusedError('incorrect', `notices.${field}`, sentence)
}
