import type { Child } from 'hono/jsx'
import type { z } from 'zod'

import { type Asking, once } from '#register'
import type { Reader } from '#ui'

import type { Context } from './context.ts'
import type { Account, Answer, Desk, Kind, Page } from './desk.ts'

/** A kind whose own code still knows the exact type of its value, while a list of kinds need not. */
export interface DefinedKind<Value extends object> extends Kind {
  readonly value: z.ZodType<Value>
  /** What a value says; throws where it does not fit the kind. One that was read before is not read again. */
  read(value: unknown): Value
}

/** Declares a kind of claim; its amount is read from any value that fits the kind's schema. */
export function defineKind<Value extends object>(kind: Kind<Value>): DefinedKind<Value> {
  const { quantity, compare, value } = kind
  const read = readingOnce(value)
  return {
    ...kind,
    read,
    quantity: quantity === null ? null : (given) => quantity(read(given)),
    compare: compare === undefined ? (given) => given : (given) => compare(read(given)),
  }
}

/** A page reads thousands of values, and the next page the same: what the register keeps of them is read once. */
function readingOnce<Value extends object>(schema: z.ZodType<Value>): (given: unknown) => Value {
  const known = new WeakMap<object, Value>()
  return (given) => {
    if (typeof given !== 'object' || given === null) return schema.parse(given)
    const before = known.get(given)
    if (before !== undefined) return before
    const value = frozen(schema.parse(given))
    known.set(given, value)
    return value
  }
}

/** What several pages are given, none of them changes. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

/** Declares a question that is asked of the register; within one page it is answered once. */
export function defineAccount<A extends Answer>(account: Account<A>): Account<A> {
  return {
    ...account,
    run: async (ctx, at) =>
      once(ctx.db, {
        name: nameOfWork(`account ${account.title}`, ctx, at),
        do: async () => account.run(ctx, at),
      }),
  }
}

/** Under which name `once` keeps what is worked out for somebody at a point of the three times. */
export function nameOfWork(
  what: string,
  { mission, actor }: Context,
  { validOn, knownAt, recordAt }: Asking,
): string {
  return JSON.stringify([what, mission, actor.id, validOn, knownAt, recordAt.seq])
}

/** Draws an account as a web page. */
export function definePage<A extends Answer>(page: {
  readonly account: Account<A>
  render(answer: A, reader: Reader, ctx: Context): Child | Promise<Child>
}): Page {
  return {
    account: page.account.name,
    async show(ctx, at, reader) {
      return page.render(await page.account.run(ctx, at), reader, ctx)
    },
  }
}

/** Declares a desk. */
export function defineDesk(desk: Desk): Desk {
  return desk
}
