import { NEED_MESSAGES, type Telling } from '#desk-kit'
import { desks } from '#desks'
import {
  type Config,
  type Db,
  openHooks,
  openMailer,
  reachOf,
  readAccountKeys,
  systemClock,
} from '#platform'
import { openAppender } from '#register'
import { makeWords, UI_MESSAGES } from '#ui'

/** What it takes to tell people of what waits for them, as the environment says. */
export function openTelling(db: Db, config: Config): Telling {
  const { keysFolder, auth, notices, port, positionDelayHours } = config
  return {
    db,
    clock: systemClock,
    keys: readAccountKeys(keysFolder),
    settings: auth,
    // Nothing is ever written by telling somebody.
    appender: openAppender({ db, clock: systemClock, delayHours: positionDelayHours }),
    desks,
    words: makeWords([UI_MESSAGES, NEED_MESSAGES, ...desks.map(({ messages }) => messages)]),
    address: auth.publicAddress ?? `http://127.0.0.1:${port}`,
    sendMail: notices.mail === null ? null : openMailer(notices.mail),
    postHook: openHooks(reachOf(notices.networks)),
    looked: new Map(),
  }
}
