import { parseArgs } from 'node:util'

import type { Command, Given } from './command.ts'
import { didYouMean } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** Flags that every command understands. */
export const HELP = 'help'

type Token = NonNullable<ReturnType<typeof readTokens>>[number]

/** Reads what follows the command's name; a word that it does not declare is refused with the nearest it does. */
export function parseCommandLine(command: Command, argv: readonly string[]): Given {
  const operands: string[] = []
  const options = new Map<string, string>()
  const flags = new Set<string>()
  for (const token of readTokens(command, argv)) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind === 'option') noteOption(command, token, { options, flags })
  }
  if (!flags.has(HELP)) checkOperands(command, operands)
  return {
    operand(name) {
      const value = operands[command.operands.findIndex((operand) => operand.name === name)]
      if (value !== undefined) return value
      throw new Error(`The command "${command.name}" declares no operand ${name}.`)
    },
    findOperand: (name) => operands[command.operands.findIndex((operand) => operand.name === name)],
    option: (name) => options.get(name),
    has: (flag) => flags.has(flag),
  }
}

function readTokens(command: Command, argv: readonly string[]) {
  const declared = command.options.map(({ name, value }) => [
    name,
    { type: value === null ? ('boolean' as const) : ('string' as const) },
  ])
  return parseArgs({
    args: [...argv],
    options: { [HELP]: { type: 'boolean', short: 'h' }, ...Object.fromEntries(declared) },
    allowPositionals: true,
    strict: false,
    tokens: true,
  }).tokens
}

function noteOption(
  command: Command,
  token: Extract<Token, { kind: 'option' }>,
  { options, flags }: { options: Map<string, string>; flags: Set<string> },
): void {
  const { name, value, rawName } = token
  const option = command.options.find((known) => known.name === name)
  if (option === undefined && name !== HELP) throw unknownOption(command, rawName)
  if (option === undefined || option.value === null) {
    if (value !== undefined) {
      throw new UsageError(`${rawName} stands alone; leave "${value}" out.`)
    }
    flags.add(name)
    return
  }
  if (options.has(name)) throw new UsageError(`${rawName} is given twice; write it once.`)
  const isMissing = value === undefined || (!token.inlineValue && value.startsWith('--'))
  if (isMissing) {
    throw new UsageError(`${rawName} needs a value; write ${rawName} ${option.value}.`)
  }
  options.set(name, value)
}

function unknownOption(command: Command, written: string): UsageError {
  const known = [...command.options.map(({ name }) => `--${name}`), `--${HELP}`]
  return new UsageError(
    `"${command.name}" has no option ${written}.${didYouMean(written, known)} It has: ${known.join(', ')}.`,
  )
}

function checkOperands(command: Command, given: readonly string[]): void {
  const missing = command.operands[given.length]
  const wanted = command.operands.map(({ name }) => name).join(' ')
  if (missing !== undefined && missing.optional === undefined) {
    throw new UsageError(
      `"${command.name}" needs ${missing.name}, ${missing.summary}; write rollcall ${command.name} ${wanted}.`,
    )
  }
  const extra = given[command.operands.length]
  if (extra === undefined) return
  throw new UsageError(
    command.operands.length === 0
      ? `"${command.name}" takes nothing without a name; leave "${extra}" out, or write an option before it.`
      : `"${command.name}" takes ${wanted} only; leave "${extra}" out, or put quotes around a text with spaces.`,
  )
}
