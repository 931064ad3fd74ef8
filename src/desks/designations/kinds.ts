import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, partySchema, quantitySchema, textSchema } from '#desk-kit'

/** A person or group on a list of sanctions or designations. */
export const listing = defineKind({
  name: 'designations.listing',
  title: 'designations.listing',
  value: z.strictObject({
    list: oneOf(['UN-2653', 'US-FTO', 'US-SDGT', 'other']),
    listed: partySchema,
    reference: textSchema.nullable(),
    on: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** A step of a designation and the day it was taken. */
export const stage = defineKind({
  name: 'designations.stage',
  title: 'designations.stage',
  value: z.strictObject({
    stage: oneOf(['proposed', 'signed', 'announced', 'effective', 'amended', 'ended']),
    on: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** What a listed or armed group is said to do and with whom it is linked. */
export const group = defineKind({
  name: 'designations.group',
  title: 'designations.group',
  value: z.strictObject({
    group: partySchema.nullable(),
    linkedTo: textSchema.nullable(),
    what: textSchema,
  }),
  quantity: null,
})

/** The share of harm that is laid at a group's door. */
export const harmShare = defineKind({
  name: 'designations.harm-share',
  title: 'designations.harm-share',
  value: z.strictObject({
    group: partySchema,
    share: quantitySchema('percent'),
    of: textSchema,
    window: edtfSchema.nullable(),
  }),
  quantity: (value) => value.share,
})

/** Every kind of claim that the designations desk puts on record. */
export const designationsKinds = [listing, stage, group, harmShare]
