import type { Desk, Told } from '#desk-kit'
import type { Actor } from '#kit'
import type { Auth, Clock, Db, Maintenance } from '#platform'
import type { LogKeys } from '#register'
import type { Listener } from '#ui'

/** Where a command's answer and its messages go. */
export interface Io {
  /** What was asked for. Resolves once it may be followed by more. */
  out(text: string): Promise<void>
  /** What is said about the work itself: progress, refusals. */
  err(text: string): void
  /** Whether messages reach a terminal, where a line can be written over. */
  readonly isTerminal: boolean
  /** From now on an interrupt does not end the process at once; whoever asks is told of it. */
  watchInterrupt?(): () => boolean
}

/** Asks the public pages and files without a network; an address begins with a slash. */
export type Portal = (address: string) => Promise<Response>

/** How a portal is opened: with its clock, and as a still copy where it is to be written down. */
export interface PortalParts {
  readonly clock: Clock
  /** Where the live record is, if anybody said; null for the live pages themselves. */
  readonly still: { readonly live: string | null } | null
}

/** What the commands are given by whoever wires them. */
export interface CliContext {
  readonly clock: Clock
  readonly desks: readonly Desk[]
  /** The language and words of what is printed for people. */
  readonly listener: Listener
  /** Who writes until people sign in. */
  readonly actor: Actor
  /** How long what tells where somebody is stays restricted, in hours. */
  readonly delayHours: number
  readonly version: string
  /** Opens the record; called at most once a command, closed when it ends. */
  openDatabase(): Promise<Db>
  /** The private keys of the logs, and the name that they sign under. */
  logKeys(): LogKeys
  /** Opens the accounts of that record. */
  openAuth(db: Db): Auth
  /** The address under which readers find the record. */
  address(): string
  /** What an owner does to the whole database, which no command has open meanwhile. */
  readonly maintenance: () => Maintenance
  /** What the public is shown of an open record. */
  openPortal(db: Db, parts: PortalParts): Promise<Portal>
  /** Tells people of what waits for them, once. */
  tellWhatIsNew(db: Db): Promise<Told>
  /** Serves pages and API until the process is told to stop. */
  serve(io: Io): Promise<void>
}

/** What one run of a command has in hand. */
export interface Run extends CliContext {
  readonly io: Io
  readonly given: Given
  readonly db: Db
}

/** What was written on the command line, after checking it against what the command declares. */
export interface Given {
  operand(name: string): string
  /** An operand that may be left out. */
  findOperand(name: string): string | undefined
  option(name: string): string | undefined
  has(flag: string): boolean
}

/** What stands after the command without a name. */
export interface Operand {
  readonly name: string
  /** May be left out; only after those that may not. */
  readonly optional?: true
  readonly summary: string
}

/** A named option; `value` is what to write after it, null for a flag that stands alone. */
export interface Option {
  readonly name: string
  readonly value: string | null
  readonly summary: string
}

interface CommandBase {
  readonly name: string
  /** One line: what it does. */
  readonly summary: string
  readonly operands: readonly Operand[]
  readonly options: readonly Option[]
  /** Command lines that can be copied, without `rollcall`. */
  readonly examples: readonly string[]
}

/** One command: most work on the record, which is opened for them; others need it closed. */
export type Command =
  | (CommandBase & { readonly record: 'open'; run(run: Run): Promise<void> })
  | (CommandBase & { readonly record: 'closed'; run(run: Omit<Run, 'db'>): Promise<void> })
