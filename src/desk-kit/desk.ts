import type { Child } from 'hono/jsx'
import type { z } from 'zod'

import type { Actor, Quantity } from '#kit'
import type { Clock, Db } from '#platform'
import type { Appender, Asking, Figure } from '#register'
import type { Messages, Reader } from '#ui'

/** What every operation is given; nothing else is global. */
export interface Context {
  readonly db: Db
  readonly clock: Clock
  /** The only way to write. */
  readonly appender: Appender
  readonly mission: string
  readonly actor: Actor
}

/** A kind of claim that a desk puts on record. The name is written to disk and never changes. */
export interface Kind<Value extends object = object> {
  /** `forces.pledge`. */
  readonly name: string
  /** Message key of its name; the key of each field is `<name>.<field>`. */
  readonly title: string
  readonly value: z.ZodType<Value>
  /** The amount in a value, where it has one: what figures are made from. */
  readonly quantity: ((value: Value) => Quantity) | null
  /** What two rival values are compared by; the whole value where nothing is said. */
  readonly compare?: (value: Value) => unknown
}

/** One line of an account: a subject, whose it is, and the figure for it. */
export interface Row {
  readonly subject: string
  readonly party: string | null
  readonly figure: Figure
  /** The subject's name as recorded; null for a sum that is no subject of its own. */
  readonly title: string | null
}

/** What an account answers, the same bytes from API and CLI. */
export interface Answer<R extends Row = Row> {
  readonly validOn: string
  readonly knownAt: string
  readonly recordAt: { readonly seq: number; readonly at: string; readonly root: string }
  readonly rows: readonly R[]
  readonly total: Figure | null
}

/** A question asked of the register, answered at (validOn, knownAt, recordAt). */
export interface Account<A extends Answer = Answer> {
  readonly name: string
  /** Message key. */
  readonly title: string
  readonly answer: z.ZodType<A>
  run(ctx: Context, at: Asking): Promise<A>
}

/** An account drawn as a web page at `/m/<mission>/<desk>/<account>`. */
export interface Page {
  readonly account: string
  show(ctx: Context, at: Asking, reader: Reader): Promise<Child>
}

/** A desk's part of the overview: a key figure, a picture or a list. */
export interface Card {
  readonly place: 'lead' | 'figure' | 'main' | 'side'
  readonly order: number
  show(ctx: Context, at: Asking, reader: Reader): Promise<Child>
}

/** All that the rest of the system may know of a desk. */
export interface Desk {
  readonly name: string
  readonly title: string
  readonly kinds: readonly Kind[]
  readonly accounts: readonly Account[]
  readonly pages: readonly Page[]
  readonly cards: readonly Card[]
  /** Words by language; merged into text(). */
  readonly messages: Messages
}
