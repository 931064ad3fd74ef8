import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  endsAfterItBegins,
  oneOf,
  partySchema,
  quantitySchema,
  textSchema,
} from '#desk-kit'

/** What a party says: where it stands, what it promises, denies or demands. */
export const statement = defineKind({
  name: 'positions.statement',
  title: 'positions.statement',
  value: z.strictObject({
    stance: oneOf([
      'support',
      'oppose',
      'deny',
      'promise',
      'intent',
      'condition',
      'rationale',
      'assessment',
      'call',
      'demand',
      'proposal',
      'gratitude',
      'allege',
      'allege-motive',
      'characterise',
      'explain',
    ]),
    about: textSchema,
    to: partySchema.nullable(),
    text: textSchema,
  }),
  quantity: null,
})

/** An office somebody holds or held. */
export const office = defineKind({
  name: 'positions.office',
  title: 'positions.office',
  value: z
    .strictObject({
      holder: partySchema,
      office: textSchema,
      of: partySchema.nullable(),
      from: edtfSchema.nullable(),
      until: edtfSchema.nullable(),
    })
    .superRefine(endsAfterItBegins),
  quantity: null,
})

/** The part an organisation, State or group plays. */
export const organisationRole = defineKind({
  name: 'positions.organisation-role',
  title: 'positions.organisation-role',
  value: z.strictObject({
    organisation: partySchema,
    role: textSchema,
    of: partySchema.nullable(),
  }),
  quantity: null,
})

/** A name or spelling under which a party or the mission goes. */
export const name = defineKind({
  name: 'positions.name',
  title: 'positions.name',
  value: z.strictObject({ name: textSchema }),
  quantity: null,
})

/** What a public or a part of it is said to think. */
export const opinion = defineKind({
  name: 'positions.opinion',
  title: 'positions.opinion',
  value: z.strictObject({
    whose: textSchema,
    country: partySchema,
    stance: oneOf(['support', 'oppose', 'divided']),
    about: textSchema,
    share: quantitySchema('percent').nullable(),
  }),
  quantity: null,
})

/** A visit of one party to another. */
export const visit = defineKind({
  name: 'positions.visit',
  title: 'positions.visit',
  value: z.strictObject({
    visitor: partySchema,
    to: partySchema,
    on: edtfSchema.nullable(),
    purpose: textSchema.nullable(),
  }),
  quantity: null,
})

/** Every kind of claim that the positions desk puts on record. */
export const positionsKinds = [statement, office, organisationRole, name, opinion, visit]
