import { z } from 'zod'

import { defineKind, oneOf, quantitySchema, textSchema } from '#desk-kit'

/** What the people desk measures against a rule on record. */
export const MEASURES = [
  'unaccounted',
  'family-contact',
  'first-aid',
  'advanced-care',
  'surgery',
  'court-deadline',
] as const
export type Measure = (typeof MEASURES)[number]

/** Within what time something has to happen, from when on (its valid time), and on which basis. */
export const rule = defineKind({
  name: 'people.rule',
  title: 'people.rule',
  value: z.strictObject({
    measure: oneOf(MEASURES),
    within: quantitySchema('minute', 'hour', 'day'),
    basis: textSchema,
  }),
  quantity: ({ within }) => within,
})
