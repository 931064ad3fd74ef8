import type { Clock, Db } from '#platform'
import { type Asking, resolveAsking } from '#register'

import type { Given } from './command.ts'

/** When the reader asks about, from `--valid-on`, `--known-at` and `--record-at`. */
export async function askingOf(
  { db, clock, given }: { db: Db; clock: Clock; given: Given },
  mission: string,
): Promise<Asking> {
  return resolveAsking({ db, clock }, mission, {
    validOn: given.option('valid-on'),
    knownAt: given.option('known-at'),
    recordAt: given.option('record-at'),
  })
}

/** The asking in a line, above what is printed for people. */
export function askingLine({ validOn, knownAt, recordAt }: Asking): string {
  return `True on ${validOn} · said by ${knownAt} · record at entry ${recordAt.seq} (${recordAt.at}) · root ${recordAt.root}`
}
