import { z } from 'zod'

import { defineKind, momentSchema, oneOf, partySchema, subjectSchema, textSchema } from '#desk-kit'

import { CLEARED } from './handling.ts'

/** A request for evacuation by its nine lines; lines 3 and 5 are said of each patient. */
export const evacuationRequest = defineKind({
  name: 'people.evacuation-request',
  title: 'people.evacuation-request',
  value: z.strictObject({
    pickup: textSchema,
    frequency: textSchema,
    equipment: z.array(oneOf(['none', 'hoist', 'extraction', 'ventilator'])),
    security: oneOf(['none', 'possible', 'enemy', 'escort']),
    marking: oneOf(['panels', 'pyrotechnic', 'smoke', 'none', 'other']),
    nationality: textSchema,
    terrain: textSchema.nullable(),
  }),
  quantity: null,
  keptTo: CLEARED,
})

/** The words for how urgent a patient is; sources give A and B the one way and the other. */
export const PRECEDENCES = [
  'urgent',
  'urgent-surgical',
  'priority',
  'routine',
  'convenience',
] as const

/** Somebody who is to be evacuated, under which request, and how urgently: the letter and the word. */
export const patient = defineKind({
  name: 'people.patient',
  title: 'people.patient',
  value: z.strictObject({
    evacuation: subjectSchema,
    case: subjectSchema.nullable(),
    contributor: partySchema.nullable(),
    letter: oneOf(['a', 'b', 'c', 'd', 'e']),
    word: oneOf(PRECEDENCES),
    type: oneOf(['litter', 'ambulatory']),
  }),
  quantity: null,
  keptTo: CLEARED,
})

/** The moments of an evacuation, in the order in which they come. */
export const POINTS = [
  'injury',
  'first-aid',
  'received',
  'approved',
  'wheels-up',
  'on-scene',
  'facility-in',
  'surgery',
] as const
export type Point = (typeof POINTS)[number]

/** One kind for each moment, so that each has its claim, its rivals and its corrections. */
export const timeKinds = POINTS.map((point) =>
  defineKind({
    name: `people.time-${point}`,
    title: `people.time-${point}`,
    value: z.strictObject({ at: momentSchema }),
    quantity: null,
    keptTo: CLEARED,
  }),
)

/** The facilities that a patient goes through, and the agreements that allow it. */
export const chain = defineKind({
  name: 'people.chain',
  title: 'people.chain',
  value: z.strictObject({ facilities: z.array(textSchema), agreements: z.array(subjectSchema) }),
  quantity: null,
  keptTo: CLEARED,
})

/** What another State and a hospital abroad must have said before a patient crosses the border. */
export const clearance = defineKind({
  name: 'people.clearance',
  title: 'people.clearance',
  value: z.strictObject({
    host: oneOf(['given', 'refused', 'awaited', 'not-needed']),
    hospital: textSchema.nullable(),
    escort: textSchema.nullable(),
    passport: oneOf(['held', 'lacking', 'not-needed', 'unstated']),
    payer: partySchema.nullable(),
  }),
  quantity: null,
  compare: ({ host }) => host,
  keptTo: CLEARED,
})

/** The kinds of claims about evacuations, beside what others say of them. */
export const evacuationKinds = [evacuationRequest, patient, ...timeKinds, chain, clearance]
