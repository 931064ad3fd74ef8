import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, quantitySchema, subjectSchema, textSchema } from '#desk-kit'

/** How far a promise can come, the furthest last. */
export const PLEDGE_STAGES = [
  'interest',
  'pledge',
  'notification',
  'visit',
  'mou',
  'legal',
  'training',
  'movement',
  'in-theatre',
  'rotated',
] as const

/** What keeps a promise from coming further, from when until when. */
export const blocker = defineKind({
  name: 'forces.blocker',
  title: 'forces.blocker',
  value: z.strictObject({
    /** The subject of the promise, such as `pledge-ken`. */
    pledge: subjectSchema,
    /** The stage that it keeps the promise from reaching. */
    stage: oneOf(PLEDGE_STAGES),
    matter: textSchema,
    on: edtfSchema,
    lifted: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** That a State stands by its promise; stands on the promise’s own subject. */
export const pledgeConfirmation = defineKind({
  name: 'forces.pledge-confirmation',
  title: 'forces.pledge-confirmation',
  value: z.strictObject({ on: edtfSchema, matter: textSchema.nullable() }),
  quantity: null,
})

/** How long a promise holds before it is to be confirmed, and how long each confirmation holds. */
export const rulePledge = defineKind({
  name: 'forces.rule-pledge',
  title: 'forces.rule-pledge',
  value: z.strictObject({
    first: quantitySchema('month'),
    every: quantitySchema('month'),
    /** How long before it runs out a warning is given. */
    warning: quantitySchema('day'),
    basis: textSchema,
  }),
  quantity: null,
})

/** What promises are followed with. */
export const pledgeKinds = [blocker, pledgeConfirmation, rulePledge]
