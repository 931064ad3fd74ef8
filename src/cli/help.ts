import type { Command, Operand, Option } from './command.ts'

/** What `rollcall --help` prints: every command in a line. */
export function overallHelp(commands: readonly Command[]): string {
  const rows = commands.map((command) => [usageOf(command), command.summary] as const)
  return [
    'Rollcall: the open record of a multinational security support mission.',
    '',
    'Usage: rollcall COMMAND',
    '',
    ...columns(rows),
    '',
    '"rollcall COMMAND --help" tells more about one of them; "rollcall --version" says which Rollcall this is.',
    'The record is kept in the folder ROLLCALL_DATA (./data where it is not set), or on the PostgreSQL server DATABASE_URL.',
    'Exit codes: 0 done, 1 refused, 2 a command line that was not understood.',
    '',
  ].join('\n')
}

/** What `rollcall COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const { operands, options, examples } = command
  return [
    `Usage: rollcall ${usageOf(command)}${options.length > 0 ? ' [options]' : ''}`,
    '',
    `${command.summary}`,
    ...section(
      'Operands',
      columns(operands.map(({ name, summary }: Operand) => [name, summary] as const)),
    ),
    ...section('Options', columns(options.map((option) => [optionUsage(option), option.summary]))),
    ...section(
      'Examples',
      examples.map((example) => `  rollcall ${example}`),
    ),
    '',
  ].join('\n')
}

function usageOf({ name, operands }: Command): string {
  const shown = operands.map((one) => (one.optional === true ? `[${one.name}]` : one.name))
  return [name, ...shown].join(' ')
}

function optionUsage({ name, value }: Option): string {
  return value === null ? `--${name}` : `--${name} ${value}`
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines]
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
