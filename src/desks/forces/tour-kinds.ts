import { z } from 'zod'

import { defineKind, partySchema, quantitySchema, textSchema } from '#desk-kit'

/** How long people of a contributor stay, and how long before the end a warning is given. */
export const ruleTour = defineKind({
  name: 'forces.rule-tour',
  title: 'forces.rule-tour',
  value: z.strictObject({
    /** Null for all contributors that have no rule of their own. */
    contributor: partySchema.nullable(),
    length: quantitySchema('month'),
    firstWarning: quantitySchema('day'),
    lastWarning: quantitySchema('day'),
    basis: textSchema,
  }),
  quantity: (value) => value.length,
})
