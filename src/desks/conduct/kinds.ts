import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, partySchema, quantitySchema, textSchema } from '#desk-kit'

const categorySchema = oneOf([
  'sexual-exploitation-and-abuse',
  'killing',
  'torture',
  'enforced-disappearance',
  'arbitrary-detention',
  'excessive-force',
  'extortion',
  'bribery',
  'false-accusation',
  'complicity',
  'general',
])

/** What somebody is accused of; the accuser answers for it, the record does not. */
export const allegation = defineKind({
  name: 'conduct.allegation',
  title: 'conduct.allegation',
  value: z.strictObject({
    against: partySchema,
    categories: z.array(categorySchema).min(1, 'No category is given; write at least one.'),
    window: edtfSchema.nullable(),
    country: partySchema.nullable(),
    victims: quantitySchema('person').nullable(),
    what: textSchema,
  }),
  quantity: null,
})

/** What an inquiry found on allegations. */
export const finding = defineKind({
  name: 'conduct.finding',
  title: 'conduct.finding',
  value: z.strictObject({
    against: partySchema,
    categories: z.array(categorySchema).min(1, 'No category is given; write at least one.'),
    allegations: quantitySchema('allegation'),
    outcome: oneOf(['substantiated', 'unsubstantiated', 'inconclusive', 'pending']),
    referredTo: partySchema.nullable(),
    what: textSchema,
  }),
  quantity: (value) => value.allegations,
})

/** What was done, or not done, to hold somebody to account. */
export const accountability = defineKind({
  name: 'conduct.accountability',
  title: 'conduct.accountability',
  value: z.strictObject({
    against: partySchema,
    measure: textSchema,
    amount: quantitySchema('person', 'case').nullable(),
    what: textSchema,
  }),
  quantity: null,
})

/** A way to complain or to oversee conduct. */
export const mechanism = defineKind({
  name: 'conduct.mechanism',
  title: 'conduct.mechanism',
  value: z.strictObject({
    status: oneOf(['required', 'announced', 'in-operation', 'ended']),
    categories: z.array(textSchema),
    what: textSchema,
  }),
  quantity: null,
})

/** A policy on conduct or on support to others. */
export const policy = defineKind({
  name: 'conduct.policy',
  title: 'conduct.policy',
  value: z.strictObject({
    reference: textSchema.nullable(),
    from: edtfSchema.nullable(),
    what: textSchema,
  }),
  quantity: null,
})

/** What somebody says of a force's record as a whole. */
export const assertion = defineKind({
  name: 'conduct.assertion',
  title: 'conduct.assertion',
  value: z.strictObject({
    about: partySchema,
    record: oneOf(['without-violations', 'violations-found', 'good', 'poor']),
    what: textSchema,
  }),
  quantity: null,
})

/** A deadline or threshold of conduct work. */
export const standard = defineKind({
  name: 'conduct.standard',
  title: 'conduct.standard',
  value: z.strictObject({
    measure: textSchema,
    amount: quantitySchema(),
    basis: textSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** Every kind of claim that the conduct desk puts on record. */
export const conductKinds = [
  allegation,
  finding,
  accountability,
  mechanism,
  policy,
  assertion,
  standard,
]
