import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  oneOf,
  partySchema,
  placeSchema,
  quantitySchema,
  textSchema,
} from '#desk-kit'

/** Something that happened where the mission works or that bears on it. */
export const incident = defineKind({
  name: 'operations.incident',
  title: 'operations.incident',
  value: z.strictObject({
    sort: oneOf([
      'attack',
      'ambush',
      'accident',
      'withdrawal',
      'patrol',
      'displacement',
      'diversion',
      'unrest',
      'intervention',
      'election',
      'assassination',
      'other',
    ]),
    on: edtfSchema.nullable(),
    actors: z.array(partySchema),
    what: textSchema,
  }),
  quantity: null,
})

/** How many people had to leave their homes, where, and how that was counted. */
export const displacement = defineKind({
  name: 'operations.displacement',
  title: 'operations.displacement',
  value: z.strictObject({
    people: quantitySchema('person'),
    measure: oneOf(['newly-displaced', 'displaced-in-total', 'unstated']),
    asAt: edtfSchema.nullable(),
    country: partySchema,
    method: textSchema.nullable(),
  }),
  quantity: (value) => value.people,
})

/** A figure about the situation: what is counted, over which window, by which method. */
export const contextCount = defineKind({
  name: 'operations.context-count',
  title: 'operations.context-count',
  value: z.strictObject({
    measure: textSchema,
    amount: quantitySchema(),
    window: edtfSchema.nullable(),
    method: textSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** A statement about the situation that carries no figure. */
export const context = defineKind({
  name: 'operations.context',
  title: 'operations.context',
  value: z.strictObject({ matter: textSchema, window: edtfSchema.nullable(), what: textSchema }),
  quantity: null,
})

/** Who is said to hold how much of a place. */
export const control = defineKind({
  name: 'operations.control',
  title: 'operations.control',
  value: z.strictObject({
    place: placeSchema,
    by: partySchema.nullable(),
    share: quantitySchema('percent'),
  }),
  quantity: (value) => value.share,
})

/** The name that goes with an administrative code, in one list. */
export const placeCode = defineKind({
  name: 'operations.place-code',
  title: 'operations.place-code',
  value: z.strictObject({ code: placeSchema, name: textSchema }),
  quantity: null,
})

/** How a place is called or spelled. */
export const placeName = defineKind({
  name: 'operations.place-name',
  title: 'operations.place-name',
  value: z.strictObject({ name: textSchema }),
  quantity: null,
})

/** Day, weekday and clock time of something, with the zone they are given in. */
export const moment = defineKind({
  name: 'operations.moment',
  title: 'operations.moment',
  value: z.strictObject({
    on: edtfSchema,
    weekday: oneOf([
      'monday',
      'tuesday',
      'wednesday',
      'thursday',
      'friday',
      'saturday',
      'sunday',
    ]).nullable(),
    time: clockTimeSchema().nullable(),
    zone: zoneSchema().nullable(),
    /** The same moment as given for another zone. */
    elsewhere: z
      .strictObject({ on: edtfSchema, time: clockTimeSchema(), zone: zoneSchema() })
      .nullable(),
  }),
  quantity: null,
})

/** What one party provides to the mission: logistics, medical care, bases. */
export const support = defineKind({
  name: 'operations.support',
  title: 'operations.support',
  value: z.strictObject({
    provider: partySchema,
    recipient: partySchema.nullable(),
    sort: oneOf(['logistics', 'medical', 'security', 'base', 'training', 'search', 'other']),
    status: oneOf(['offered', 'agreed', 'provided', 'suspended', 'ended', 'unstated']),
    what: textSchema,
  }),
  quantity: null,
})

/** A rule for incidents and inquiries: a threshold, a deadline. */
export const standard = defineKind({
  name: 'operations.standard',
  title: 'operations.standard',
  value: z.strictObject({
    measure: textSchema,
    amount: quantitySchema(),
    basis: textSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

function clockTimeSchema() {
  return z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
    error: (issue) =>
      `"${String(issue.input)}" is not a clock time; write hours and minutes, as 17:00.`,
  })
}

function zoneSchema() {
  return z.string().regex(/^[A-Z][A-Za-z]+\/[A-Z][A-Za-z_-]+$/, {
    error: (issue) =>
      `"${String(issue.input)}" is not a time zone; write its IANA name, as America/Port-au-Prince.`,
  })
}

/** Every kind of claim that the operations desk puts on record. */
export const operationsKinds = [
  incident,
  displacement,
  contextCount,
  context,
  control,
  placeCode,
  placeName,
  moment,
  support,
  standard,
]
