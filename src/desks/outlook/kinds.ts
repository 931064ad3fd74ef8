import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, quantitySchema, textSchema } from '#desk-kit'

/** What may go wrong, and until when it matters. */
export const risk = defineKind({
  name: 'outlook.risk',
  title: 'outlook.risk',
  value: z.strictObject({
    sort: oneOf(['funding', 'security', 'political', 'legal', 'migration', 'operational']),
    risk: textSchema,
    horizon: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** What a later step hangs on. */
export const dependency = defineKind({
  name: 'outlook.dependency',
  title: 'outlook.dependency',
  value: z.strictObject({ what: textSchema, dependsOn: textSchema, by: edtfSchema.nullable() }),
  quantity: null,
})

/** What is expected to happen, when and how much. */
export const forecast = defineKind({
  name: 'outlook.forecast',
  title: 'outlook.forecast',
  value: z.strictObject({
    what: textSchema,
    amount: quantitySchema().nullable(),
    when: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** Every kind of claim that the outlook desk puts on record. */
export const outlookKinds = [risk, dependency, forecast]
