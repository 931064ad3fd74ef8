import type { z } from 'zod'

import type { Kind } from './desk.ts'

/** A kind whose own code still knows the exact type of its value, while a list of kinds need not. */
export interface DefinedKind<Value extends object> extends Kind {
  readonly value: z.ZodType<Value>
}

/** Declares a kind of claim; the amount is read from any value that fits the kind's schema. */
export function defineKind<Value extends object>(kind: Kind<Value>): DefinedKind<Value> {
  const { name, title, value, quantity } = kind
  if (quantity === null) return { name, title, value, quantity }
  return { name, title, value, quantity: (given) => quantity(value.parse(given)) }
}
