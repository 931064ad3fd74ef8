import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  endsAfterItBegins,
  oneOf,
  partySchema,
  placeSchema,
  quantitySchema,
  textSchema,
} from '#desk-kit'
import { isUnknown } from '#kit'

import { equipmentKinds } from './equipment-kinds.ts'
import { ledgerKinds } from './ledger-kinds.ts'

const componentSchema = oneOf([
  'police',
  'military',
  'military-and-police',
  'uniformed',
  'civilian',
  'medical-evacuation',
  'unstated',
])

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

/** How a promise can end beside the ladder. */
export const ENDED_STAGES = ['withdrawn', 'lapsed'] as const

/** A State's readiness to lead or to contribute, before any number is promised. */
export const offer = defineKind({
  name: 'forces.offer',
  title: 'forces.offer',
  value: z.strictObject({
    role: oneOf(['lead', 'contribute']),
    status: oneOf(['considered', 'offered', 'withdrawn']),
    matter: textSchema.nullable(),
  }),
  quantity: null,
})

/** How many people a State promised, and how far the promise has come. */
export const pledge = defineKind({
  name: 'forces.pledge',
  title: 'forces.pledge',
  value: z.strictObject({
    personnel: quantitySchema('person'),
    component: componentSchema,
    stage: oneOf([...PLEDGE_STAGES, ...ENDED_STAGES]),
  }),
  quantity: (value) => value.personnel,
  compare: ({ personnel }) => (isUnknown(personnel) ? null : personnel),
})

/** The sum of promises as somebody gave it. */
export const pledgeTotal = defineKind({
  name: 'forces.pledge-total',
  title: 'forces.pledge-total',
  value: z.strictObject({
    personnel: quantitySchema('person'),
    contributors: quantitySchema('party').nullable(),
    on: edtfSchema.nullable(),
  }),
  quantity: (value) => value.personnel,
})

/** How many States had formally notified, and which. */
export const notificationCount = defineKind({
  name: 'forces.notification-count',
  title: 'forces.notification-count',
  value: z.strictObject({
    states: quantitySchema('party'),
    notified: z.array(partySchema),
    notYet: z.array(partySchema),
  }),
  quantity: (value) => value.states,
})

/** People arriving in or leaving the theatre. */
export const movement = defineKind({
  name: 'forces.movement',
  title: 'forces.movement',
  value: z.strictObject({
    direction: oneOf(['arrival', 'departure', 'rotation']),
    contributor: partySchema,
    personnel: quantitySchema('person'),
    component: componentSchema,
    on: edtfSchema.nullable(),
    /** Which contingent of its State the source counts it as. */
    ordinal: z.number().int().positive().nullable(),
    carrier: textSchema.nullable(),
  }),
  quantity: (value) => value.personnel,
})

/** When a State's deployment began, as a source dates it. */
export const deploymentStart = defineKind({
  name: 'forces.deployment-start',
  title: 'forces.deployment-start',
  value: z.strictObject({ contributor: partySchema, on: edtfSchema }),
  quantity: null,
})

/** How many people were present on a day; the whole mission where no contributor is named. */
export const strength = defineKind({
  name: 'forces.strength',
  title: 'forces.strength',
  value: z.strictObject({
    on: edtfSchema,
    contributor: partySchema.nullable(),
    personnel: quantitySchema('person'),
  }),
  quantity: (value) => value.personnel,
})

/** The share of the intended size that is present. */
export const capacity = defineKind({
  name: 'forces.capacity',
  title: 'forces.capacity',
  value: z.strictObject({
    on: edtfSchema.nullable(),
    share: quantitySchema('percent'),
    of: quantitySchema('person').nullable(),
  }),
  quantity: (value) => value.share,
})

/** Equipment that was given, delivered or is held. */
export const equipment = defineKind({
  name: 'forces.equipment',
  title: 'forces.equipment',
  value: z.strictObject({
    item: textSchema,
    amount: quantitySchema('vehicle', 'aircraft', 'kit', 'item'),
    donor: partySchema.nullable(),
    delivered: edtfSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** In what state equipment is. */
export const equipmentStatus = defineKind({
  name: 'forces.equipment-status',
  title: 'forces.equipment-status',
  value: z.strictObject({
    item: textSchema,
    amount: quantitySchema('vehicle', 'aircraft', 'kit', 'item'),
    condition: oneOf(['serviceable', 'unserviceable', 'grounded', 'damaged', 'lost', 'observed']),
    cause: textSchema.nullable(),
    on: edtfSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** Who holds a post of command. */
export const command = defineKind({
  name: 'forces.command',
  title: 'forces.command',
  value: z
    .strictObject({
      post: textSchema,
      holder: partySchema,
      from: edtfSchema.nullable(),
      until: edtfSchema.nullable(),
    })
    .superRefine(endsAfterItBegins),
  quantity: null,
})

/** How ready people, bases or equipment are, and what blocks them. */
export const readiness = defineKind({
  name: 'forces.readiness',
  title: 'forces.readiness',
  value: z.strictObject({
    matter: textSchema,
    share: quantitySchema('percent').nullable(),
    personnel: quantitySchema('person').nullable(),
    blocker: textSchema.nullable(),
  }),
  quantity: null,
})

/** A visit of assessment, inspection or preparation. */
export const visit = defineKind({
  name: 'forces.visit',
  title: 'forces.visit',
  value: z.strictObject({
    by: partySchema,
    on: edtfSchema.nullable(),
    place: placeSchema.nullable(),
    purpose: textSchema,
  }),
  quantity: null,
})

/** An earlier deployment of a contributor elsewhere. */
export const priorDeployment = defineKind({
  name: 'forces.prior-deployment',
  title: 'forces.prior-deployment',
  value: z
    .strictObject({
      contributor: partySchema,
      to: partySchema,
      from: edtfSchema.nullable(),
      until: edtfSchema.nullable(),
      personnel: quantitySchema('person').nullable(),
      matter: textSchema.nullable(),
    })
    .superRefine(endsAfterItBegins),
  quantity: null,
})

/** A rule or customary figure for deployments: tour length, self-sufficiency, baggage. */
export const standard = defineKind({
  name: 'forces.standard',
  title: 'forces.standard',
  value: z.strictObject({
    measure: textSchema,
    amount: quantitySchema(),
    basis: textSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** Every kind of claim that the forces desk puts on record. */
export const forcesKinds = [
  offer,
  pledge,
  pledgeTotal,
  notificationCount,
  movement,
  deploymentStart,
  strength,
  capacity,
  equipment,
  equipmentStatus,
  command,
  readiness,
  visit,
  priorDeployment,
  standard,
  ...ledgerKinds,
  ...equipmentKinds,
]
