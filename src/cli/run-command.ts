import { IncorrectValue } from '#kit'
import { RefusedError } from '#platform'

import { HELP, parseCommandLine } from './command-line.ts'
import type { CliContext, Command, Io } from './command.ts'
import { account } from './commands/account.ts'
import { accounts } from './commands/accounts.ts'
import { audit } from './commands/audit.ts'
import { backup } from './commands/backup.ts'
import { claims } from './commands/claims.ts'
import { contested } from './commands/contested.ts'
import { doAction } from './commands/do.ts'
import { download } from './commands/download.ts'
import { erase } from './commands/erase.ts'
import { exportRecord } from './commands/export.ts'
import { intake } from './commands/intake.ts'
import { keys } from './commands/keys.ts'
import { load } from './commands/load.ts'
import { migrate } from './commands/migrate.ts'
import { missions } from './commands/missions.ts'
import { needs } from './commands/needs.ts'
import { publish } from './commands/publish.ts'
import { rebuild } from './commands/rebuild.ts'
import { record } from './commands/record.ts'
import { restore } from './commands/restore.ts'
import { retention } from './commands/retention.ts'
import { serve } from './commands/serve.ts'
import { verify } from './commands/verify.ts'
import { witness } from './commands/witness.ts'
import { commandHelp, overallHelp } from './help.ts'
import { didYouMean } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** 0 done, 1 refused, 2 not understood. */
export type ExitCode = 0 | 1 | 2

const COMMANDS: readonly Command[] = [
  serve,
  missions,
  account,
  claims,
  contested,
  needs,
  load,
  intake,
  record,
  doAction,
  exportRecord,
  download,
  publish,
  erase,
  retention,
  rebuild,
  keys,
  witness,
  backup,
  restore,
  verify,
  migrate,
  accounts,
  audit,
]

/** Runs one command line and says with which code the process is to end; a refusal is one sentence on `err`. */
export async function runCommand(
  context: CliContext,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  try {
    return await runNamed(context, argv, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`rollcall: ${error.message}\n`)
      return 2
    }
    if (error instanceof RefusedError || error instanceof IncorrectValue) {
      const [sentence, ...details] = error.message.split('\n')
      io.err(`${[`rollcall: ${sentence} (${error.code})`, ...details].join('\n')}\n`)
      return 1
    }
    throw error
  }
}

async function runNamed(context: CliContext, argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = argv
  if (name === undefined) {
    io.err(overallHelp(COMMANDS))
    return 2
  }
  if (name === '--version') {
    await io.out(`rollcall ${context.version}\n`)
    return 0
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = rest[0]
    await io.out(about === undefined ? overallHelp(COMMANDS) : commandHelp(getCommand(about)))
    return 0
  }
  await runOne(context, getCommand(name), rest, io)
  return 0
}

function getCommand(name: string): Command {
  const found = COMMANDS.find((command) => command.name === name)
  if (found !== undefined) return found
  const known = COMMANDS.map((command) => command.name)
  throw new UsageError(
    `Rollcall has no command "${name}".${didYouMean(name, known)} "rollcall --help" lists them.`,
  )
}

async function runOne(
  context: CliContext,
  command: Command,
  argv: readonly string[],
  io: Io,
): Promise<void> {
  const given = parseCommandLine(command, argv)
  if (given.has(HELP)) return io.out(commandHelp(command))
  if (command.record === 'closed') return command.run({ ...context, io, given })
  const db = await context.openDatabase()
  try {
    await command.run({ ...context, io, given, db })
  } finally {
    await db.close()
  }
}
