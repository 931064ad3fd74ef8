import type { Child } from 'hono/jsx'
import type { z } from 'zod'

import type { Reader } from '#ui'

import type { Context } from './context.ts'
import type { Account, Answer, Desk, Kind, Page } from './desk.ts'

/** A kind whose own code still knows the exact type of its value, while a list of kinds need not. */
export interface DefinedKind<Value extends object> extends Kind {
  readonly value: z.ZodType<Value>
}

/** Declares a kind of claim; its amount is read from any value that fits the kind's schema. */
export function defineKind<Value extends object>(kind: Kind<Value>): DefinedKind<Value> {
  const { quantity, compare, value } = kind
  return {
    ...kind,
    quantity: quantity === null ? null : (given) => quantity(value.parse(given)),
    compare: compare === undefined ? (given) => given : (given) => compare(value.parse(given)),
  }
}

/** Declares a question that is asked of the register. */
export function defineAccount<A extends Answer>(account: Account<A>): Account<A> {
  return account
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
