import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  endsAfterItBegins,
  oneOf,
  partySchema,
  quantitySchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'

import { dutyKinds } from './duty-kinds.ts'

/** What authorises a mission: a resolution or another legal instrument. */
export const instrument = defineKind({
  name: 'mandate.instrument',
  title: 'mandate.instrument',
  value: z.strictObject({
    body: partySchema,
    number: textSchema,
    meeting: textSchema.nullable(),
    adopted: edtfSchema.nullable(),
    effect: textSchema,
    tasks: z.array(textSchema),
  }),
  quantity: null,
  compare: ({ number, adopted }) => ({ number, adopted }),
})

/** What one paragraph of an instrument says, in the record's own words. */
export const paragraph = defineKind({
  name: 'mandate.paragraph',
  title: 'mandate.paragraph',
  value: z.strictObject({
    paragraph: textSchema.nullable(),
    sort: oneOf(['authorisation', 'task', 'limit', 'duty', 'funding', 'support', 'oversight']),
    says: textSchema,
  }),
  quantity: null,
  // Paragraphs stand beside each other; none is a rival of another.
  compare: () => null,
})

/** That an instrument goes on from an earlier one: it prolongs its term, or puts something else in its place. */
export const extending = defineKind({
  name: 'mandate.extends',
  title: 'mandate.extends',
  value: z.strictObject({ instrument: subjectSchema, how: oneOf(['extends', 'replaces']) }),
  quantity: null,
})

/** How the members of a body voted on an instrument. */
export const vote = defineKind({
  name: 'mandate.vote',
  title: 'mandate.vote',
  value: z.strictObject({
    inFavour: quantitySchema('vote'),
    against: quantitySchema('vote'),
    abstained: quantitySchema('vote'),
    abstaining: z.array(partySchema).nullable(),
  }),
  quantity: (value) => value.inFavour,
})

/** From when until when an instrument authorises the mission. */
export const term = defineKind({
  name: 'mandate.term',
  title: 'mandate.term',
  value: z
    .strictObject({
      instrument: textSchema.nullable(),
      from: edtfSchema.nullable(),
      until: edtfSchema.nullable(),
    })
    .superRefine(endsAfterItBegins),
  quantity: null,
  compare: ({ until }) => until,
})

/** How large a mission may be or is meant to be. */
export const ceiling = defineKind({
  name: 'mandate.ceiling',
  title: 'mandate.ceiling',
  value: z.strictObject({
    personnel: quantitySchema('person'),
    component: oneOf(['all', 'uniformed', 'civilian', 'police', 'military', 'advisers']),
    instrument: textSchema.nullable(),
  }),
  quantity: (value) => value.personnel,
})

/** A request for a mission or for a change of it. */
export const request = defineKind({
  name: 'mandate.request',
  title: 'mandate.request',
  value: z.strictObject({
    to: partySchema.nullable(),
    on: edtfSchema.nullable(),
    matter: textSchema,
  }),
  quantity: null,
})

/** What an instrument obliges somebody to do, and by when. */
export const obligation = defineKind({
  name: 'mandate.obligation',
  title: 'mandate.obligation',
  value: z.strictObject({
    owner: partySchema.nullable(),
    to: z.array(partySchema),
    duty: textSchema,
    trigger: textSchema.nullable(),
    due: edtfSchema.nullable(),
    instrument: textSchema.nullable(),
  }),
  quantity: null,
})

/** An official letter or report between bodies. */
export const letter = defineKind({
  name: 'mandate.letter',
  title: 'mandate.letter',
  value: z.strictObject({
    from: partySchema,
    to: partySchema.nullable(),
    number: textSchema.nullable(),
    on: edtfSchema.nullable(),
    content: textSchema,
  }),
  quantity: null,
})

/** What sort of mission it is said to be. */
export const nature = defineKind({
  name: 'mandate.nature',
  title: 'mandate.nature',
  value: z.strictObject({
    sort: oneOf(['un-operation', 'peacekeeping', 'authorised-not-un', 'occupation', 'other']),
    description: textSchema,
  }),
  quantity: null,
})

/** What the mission is for, as somebody puts it. */
export const objective = defineKind({
  name: 'mandate.objective',
  title: 'mandate.objective',
  value: z.strictObject({ objective: textSchema, track: textSchema.nullable() }),
  quantity: null,
})

/** A review of the mandate or of the mission, and how far it has come. */
export const review = defineKind({
  name: 'mandate.review',
  title: 'mandate.review',
  value: z.strictObject({
    venue: partySchema.nullable(),
    status: oneOf(['expected', 'before-the-body', 'under-way', 'concluded']),
    matter: textSchema,
    due: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** A proposal to change the mission, its lead or its form. */
export const proposal = defineKind({
  name: 'mandate.proposal',
  title: 'mandate.proposal',
  value: z.strictObject({
    proposal: textSchema,
    lead: partySchema.nullable(),
    status: oneOf(['proposed', 'adopted', 'rejected', 'lapsed']),
  }),
  quantity: null,
})

/** A body that steers or partners the mission, and its members. */
export const partnership = defineKind({
  name: 'mandate.partnership',
  title: 'mandate.partnership',
  value: z.strictObject({
    members: z.array(partySchema),
    count: quantitySchema('party'),
    role: textSchema,
  }),
  quantity: (value) => value.count,
})

/** Every kind of claim that the mandate desk puts on record. */
export const mandateKinds = [
  instrument,
  paragraph,
  extending,
  ...dutyKinds,
  vote,
  term,
  ceiling,
  request,
  obligation,
  letter,
  nature,
  objective,
  review,
  proposal,
  partnership,
]
