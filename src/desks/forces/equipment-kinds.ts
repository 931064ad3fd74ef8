import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  oneOf,
  partySchema,
  quantitySchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'

/** In what condition equipment can be; what is none of these is serviceable. */
export const CONDITIONS = ['unserviceable', 'grounded', 'damaged', 'lost'] as const

const pieces = quantitySchema('vehicle', 'aircraft', 'kit', 'item')

/** Items of a class that came to the mission at one time: whose they are, who gave them, who holds them. */
export const holding = defineKind({
  name: 'forces.holding',
  title: 'forces.holding',
  value: z.strictObject({
    /** The subject of the class, such as `fleet-armoured`. */
    class: subjectSchema,
    type: textSchema,
    /** Serial number or plate; null for more than one item. */
    serial: textSchema.nullable(),
    amount: pieces,
    donor: partySchema.nullable(),
    owner: partySchema.nullable(),
    custody: partySchema.nullable(),
    from: edtfSchema,
    until: edtfSchema.nullable(),
  }),
  quantity: (value) => value.amount,
  compare: (value) => value.amount,
})

/** Items of a class that are not serviceable, why, and who says so. */
export const conditionOf = defineKind({
  name: 'forces.condition',
  title: 'forces.condition',
  value: z.strictObject({
    class: subjectSchema,
    amount: pieces,
    condition: oneOf(CONDITIONS),
    reason: textSchema,
    /** Where the reason was read or who reported it, in words. */
    source: textSchema.nullable(),
    on: edtfSchema,
    /** The incident and the board of inquiry, where a loss has them. */
    incident: subjectSchema.nullable(),
    board: subjectSchema.nullable(),
  }),
  quantity: (value) => value.amount,
  compare: ({ amount, condition }) => ({ amount, condition }),
})

/** What equipment is accounted for with. */
export const equipmentKinds = [holding, conditionOf]
