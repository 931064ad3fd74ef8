import fs from 'node:fs'
import path from 'node:path'

import { z } from 'zod'

import type { CliContext } from '#cli'
import { NEED_MESSAGES } from '#desk-kit'
import { desks } from '#desks'
import { OPERATOR } from '#kit'
import {
  type Auth,
  type Db,
  openAuth,
  openDatabase,
  openKeyFolder,
  openLog,
  openMaintenance,
  packageRoot,
  readAccountKeys,
  readEnvironment,
  systemClock,
} from '#platform'
import { makeWords, UI_MESSAGES } from '#ui'

/** What the commands are given in service: all desks, the machine's clock, the place that the environment names. */
export function cliContext(): CliContext {
  return {
    clock: systemClock,
    desks,
    listener: {
      language: 'en',
      words: makeWords([UI_MESSAGES, NEED_MESSAGES, ...desks.map(({ messages }) => messages)]),
    },
    actor: OPERATOR,
    // Read only when a command runs, where a wrong variable is refused with a sentence.
    get delayHours() {
      return readEnvironment().positionDelayHours
    },
    version: packageVersion(),
    async openDatabase() {
      const { place, log } = readEnvironment()
      return openDatabase(place, { log: openLog(log) })
    },
    maintenance() {
      const { place, log } = readEnvironment()
      return openMaintenance({ place, clock: systemClock, log: openLog(log) })
    },
    logKeys() {
      const { keysFolder, origin } = readEnvironment()
      return { folder: openKeyFolder(keysFolder), origin }
    },
    openAuth: openAccounts,
    address() {
      const { port, auth } = readEnvironment()
      return auth.publicAddress ?? `http://127.0.0.1:${port}`
    },
    async openPortal(db, parts) {
      const { openPortal } = await import('./open-portal.ts')
      return openPortal(db, { ...parts, auth: openAccounts(db) })
    },
    async serve(io) {
      // Read only here: most commands never serve, and start faster without the pages.
      const { serveRecord } = await import('./serve-record.ts')
      await serveRecord(readEnvironment(), io)
    },
  }
}

function openAccounts(db: Db): Auth {
  const { keysFolder, auth } = readEnvironment()
  return openAuth({ db, clock: systemClock, keys: readAccountKeys(keysFolder), settings: auth })
}

function packageVersion(): string {
  const file = path.join(packageRoot(), 'package.json')
  return z.object({ version: z.string() }).parse(JSON.parse(fs.readFileSync(file, 'utf8'))).version
}
