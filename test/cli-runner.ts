import { type CliContext, type ExitCode, runCommand } from '#cli'
import { NEED_MESSAGES } from '#desk-kit'
import { desks } from '#desks'
import { OPERATOR } from '#kit'
import {
  type Clock,
  type Db,
  fixedClock,
  openDatabase,
  openKeyFolder,
  openLog,
  openMaintenance,
  type Place,
} from '#platform'
import { makeWords, UI_MESSAGES } from '#ui'

import { openPortal } from '../src/main/open-portal.ts'
import { testAuth } from './auth.ts'

/** What a command answered. */
export interface Ran {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** The day on which the commands of a test run. */
export const NOW = '2026-11-21T09:00:00.000Z'

const words = makeWords([UI_MESSAGES, NEED_MESSAGES, ...desks.map(({ messages }) => messages)])

/** Runs command lines as the program does, on a record that stays open between them. */
export function cliOn(
  db: Db,
  clock: Clock = fixedClock(NOW),
  keysFolder: string | null = null,
): (...argv: readonly string[]) => Promise<Ran> {
  return async (...argv) => run({ clock, openDatabase: async () => keptOpen(db) }, argv, keysFolder)
}

/** Runs a command line that has no business with any record. */
export async function runWithoutRecord(...argv: readonly string[]): Promise<Ran> {
  const openDatabase = async () => {
    throw new Error('This command opened the record.')
  }
  return run({ clock: fixedClock(NOW), openDatabase }, argv)
}

/** Runs command lines on a record that each of them opens and closes, as the program does. */
export function cliAt(place: Place): (...argv: readonly string[]) => Promise<Ran> {
  const clock = fixedClock(NOW)
  const parts = { place, clock, log: openLog('off') }
  return async (...argv) =>
    run(
      {
        clock,
        openDatabase: async () => openDatabase(place, parts),
        maintenance: () => openMaintenance(parts),
      },
      argv,
    )
}

/** The test owns the record, so a command must not close it for the next. */
function keptOpen(db: Db): Db {
  return { ...db, close: async () => undefined }
}

async function run(
  parts: Pick<CliContext, 'clock' | 'openDatabase'> & Partial<Pick<CliContext, 'maintenance'>>,
  argv: readonly string[],
  keysFolder: string | null = null,
): Promise<Ran> {
  const said = { out: '', err: '' }
  const context: CliContext = {
    maintenance: () => {
      throw new Error('This command works on a whole database; run it with cliAt.')
    },
    ...parts,
    desks,
    listener: { language: 'en', words },
    actor: OPERATOR,
    delayHours: 72,
    version: '1.2.3',
    logKeys() {
      if (keysFolder === null) throw new Error('This command asked for keys.')
      return { folder: openKeyFolder(keysFolder), origin: 'cli.example/log' }
    },
    openAuth: (db) => testAuth({ db, clock: parts.clock }),
    address: () => 'http://127.0.0.1:8080',
    openPortal: async (db, portalParts) =>
      openPortal(db, { ...portalParts, auth: testAuth({ db, clock: parts.clock }) }),
    serve: async (io) => io.out('served\n'),
  }
  const code = await runCommand(context, argv, {
    out: async (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
    isTerminal: false,
  })
  return { code, ...said }
}
