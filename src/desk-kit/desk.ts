import type { Child } from 'hono/jsx'
import type { z } from 'zod'

import type { Quantity } from '#kit'
import type { Asking, Audience, Figure } from '#register'
import type { Messages, Reader } from '#ui'

import type { Action } from './action.ts'
import type { Context } from './context.ts'
import type { CalendarEvent, Duty } from './duty.ts'

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
  /** The widest audience before which a claim of the kind may first be recorded; none where that is left to whoever records. */
  readonly keptTo?: Audience
  /** Refuses a release of a claim of the kind that a rule of the mission forbids. */
  readonly checkRelease?: (ctx: Context, claim: ReleasedClaim, to: Audience) => Promise<void>
  /** Refuses to propose or to approve a decision among claims of the kind, for more than four eyes. */
  readonly checkDecision?: (ctx: Context, deciding: Deciding) => Promise<void>
}

/** A claim that is to be released, as far as whoever asks may see it. */
export interface ReleasedClaim {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly value: unknown
}

/** A step on the way to a decision among claims of one kind. */
export interface Deciding {
  readonly step: 'propose' | 'approve'
  readonly subject: string
  /** Entry ids of the claims that are chosen. */
  readonly claims: readonly string[]
}

/** One line of an account: a subject and whose it is; with a figure, or of what is no number. */
export interface AnyRow {
  readonly subject: string
  readonly party: string | null
  /** Null for a state, a step, an obligation: what it rests on is then said in columns of its own. */
  readonly figure: Figure | null
  /** The subject's name as recorded; null for a sum that is no subject of its own. */
  readonly title: string | null
}

/** One line of an account that counts: a subject, whose it is, and the figure for it. */
export interface Row extends AnyRow {
  readonly figure: Figure
}

/** What an account answers, the same bytes from API and CLI. */
export interface Answer<R extends AnyRow = AnyRow> {
  readonly validOn: string
  readonly knownAt: string
  readonly recordAt: { readonly seq: number; readonly at: string; readonly root: string }
  readonly rows: readonly R[]
  readonly total: Figure | null
  /** Sums that the total leaves out, and that are never added to it. */
  readonly apart?: readonly Apart[] | undefined
}

/** A sum that stands beside a total. */
export interface Apart {
  /** Message key of what it is a sum of. */
  readonly title: string
  readonly figure: Figure
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
  /** What officers of the desk do beyond recording single claims. */
  readonly actions: readonly Action[]
  /** What waits for somebody at the desk on the day asked about; shown to whoever may see it. */
  readonly duties?: (ctx: Context, at: Asking) => Promise<readonly Duty[]>
  /** The desk's dates, for its calendar and its feed of what is due. */
  readonly calendar?: (ctx: Context, at: Asking) => Promise<readonly CalendarEvent[]>
  /** Words by language; merged into text(). */
  readonly messages: Messages
}
