import type { Child } from 'hono/jsx'
import type { z } from 'zod'

import { derivedId, type Handling, type Instant } from '#kit'
import type { Asking, Audience, Draft } from '#register'
import type { Reader } from '#ui'

import type { Context } from './context.ts'
import { momentOf } from './moment.ts'

/**
 * Something that an officer does at a desk: its input is checked once, at the door, and comes to entries that
 * are recorded together or not at all. `/office/<mission>/<desk>/do/<name>`, `POST …/actions/<desk>/<name>`
 * and `rollcall do <desk>/<name>` are its three doors.
 */
export interface Action<Input extends object = object> {
  /** `close-day`. */
  readonly name: string
  /** Message key of its name, such as `forces.close-day`; the key of each field is `<title>.<field>`. */
  readonly title: string
  /** What it takes; the fields that kinds of claims are made of. */
  readonly input: z.ZodType<Input>
  /** The audience that the form begins with; the mission's officers where nothing is said. */
  readonly keptTo?: Audience
  /** What the form holds when it is opened, by field; `given` is what the address says. */
  readonly prefill?: (ctx: Context, at: Asking, given: GivenFields) => Promise<Partial<Input>>
  /** What one must see before one acts, drawn above the form. */
  readonly show?: (ctx: Context, at: Asking, showing: Showing) => Promise<Child>
  /** The entries that it comes to; refuses what the record speaks against. Reads, and never writes. */
  readonly run: (ctx: Context, at: Asking, input: Input, deed: Deed) => Promise<readonly Draft[]>
  /** Where in the mission its doer is led afterwards: `forces/ledger`. */
  readonly after: string
}

/** The fields that the address of an action's form names. */
export type GivenFields = Readonly<Record<string, string>>

/** To whom an action's form is shown, and for what. */
export interface Showing {
  readonly reader: Reader
  readonly given: GivenFields
}

/** One sending of an action: sent twice, it comes to the same entries. */
export interface Deed {
  /** UUIDv7, made by whoever sends it. */
  readonly id: string
  readonly handling: Handling
  /** When it was done: what its entries say is said then, so that sending again says the same again. */
  readonly saidAt: Instant
  /** The id of the entry that the deed calls by this name. */
  readonly entryId: (name: string) => string
}

/** The deed of an id: when it was done and the ids of its entries follow from that one. */
export function deedOf({ clock }: Pick<Context, 'clock'>, id: string, handling: Handling): Deed {
  const saidAt = momentOf(id, clock)
  return { id, handling, saidAt, entryId: (name) => derivedId(id, name) }
}

/** Declares an action; its own code still knows the exact type of its input, while a list of actions need not. */
export function defineAction<Input extends object>(action: Action<Input>): Action {
  const { input, run, ...rest } = action
  return {
    ...rest,
    input,
    run: async (ctx, at, given, deed) => run(ctx, at, input.parse(given), deed),
  }
}
