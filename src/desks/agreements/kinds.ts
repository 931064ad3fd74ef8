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

import { gate } from './gate-kind.ts'
import { AGREEMENT_SORTS, ORDER_EFFECTS } from './words.ts'

/** A treaty, memorandum or other instrument between parties. */
export const instrument = defineKind({
  name: 'agreements.instrument',
  title: 'agreements.instrument',
  value: z.strictObject({
    sort: oneOf(AGREEMENT_SORTS),
    parties: z.array(partySchema),
    purpose: textSchema.nullable(),
    years: quantitySchema('year').nullable(),
  }),
  quantity: null,
  compare: ({ parties }) => parties.toSorted((a, b) => (a < b ? -1 : 1)),
})

/** A step in the life of an agreement and the day it was taken. */
export const stage = defineKind({
  name: 'agreements.stage',
  title: 'agreements.stage',
  value: z.strictObject({
    stage: oneOf(['negotiated', 'signed', 'announced', 'in-force', 'suspended', 'ended']),
    on: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** Who put their name to an agreement, and in which role. */
export const signatory = defineKind({
  name: 'agreements.signatory',
  title: 'agreements.signatory',
  value: z.strictObject({
    who: partySchema,
    behalf: partySchema.nullable(),
    role: oneOf(['signatory', 'witness']),
  }),
  quantity: null,
})

/** The agreement that somebody's part in a signing belongs to, where that part is a subject of its own. */
export const signing = defineKind({
  name: 'agreements.signing',
  title: 'agreements.signing',
  value: z.strictObject({ agreement: subjectSchema }),
  quantity: null,
})

/** A condition that must be met before a deployment is lawful or goes ahead. */
export const precondition = defineKind({
  name: 'agreements.precondition',
  title: 'agreements.precondition',
  value: z.strictObject({
    condition: textSchema,
    basis: textSchema.nullable(),
    status: oneOf(['unmet', 'claimed-met', 'met', 'undetermined']),
    metBy: subjectSchema.nullable(),
  }),
  quantity: null,
})

/** A case before a court. */
export const courtCase = defineKind({
  name: 'agreements.court-case',
  title: 'agreements.court-case',
  value: z.strictObject({
    court: partySchema,
    applicants: z.array(partySchema),
    respondents: z.array(partySchema),
    filed: edtfSchema.nullable(),
    matter: textSchema,
  }),
  quantity: null,
})

/** An application or notice filed in a case. */
export const filing = defineKind({
  name: 'agreements.filing',
  title: 'agreements.filing',
  value: z.strictObject({
    case: subjectSchema,
    sort: oneOf(['petition', 'application', 'notice-of-appeal', 'contempt-application', 'answer']),
    by: z.array(partySchema),
    on: edtfSchema.nullable(),
    relief: textSchema.nullable(),
  }),
  quantity: null,
})

/** What a court decided on the law. */
export const ruling = defineKind({
  name: 'agreements.ruling',
  title: 'agreements.ruling',
  value: z.strictObject({
    court: partySchema,
    judge: partySchema.nullable(),
    on: edtfSchema.nullable(),
    outcome: oneOf(['unlawful', 'lawful', 'dismissed', 'partly-unlawful']),
    holding: textSchema,
  }),
  quantity: null,
  compare: ({ outcome }) => outcome,
})

/** What a court ordered, to whom and until when. */
export const order = defineKind({
  name: 'agreements.order',
  title: 'agreements.order',
  value: z.strictObject({
    court: partySchema,
    judge: partySchema.nullable(),
    effect: oneOf(ORDER_EFFECTS),
    on: edtfSchema.nullable(),
    until: edtfSchema.nullable(),
    content: textSchema,
  }),
  quantity: null,
})

/** A vote of a parliament on a deployment or an agreement. */
export const vote = defineKind({
  name: 'agreements.vote',
  title: 'agreements.vote',
  value: z.strictObject({
    body: partySchema,
    matter: textSchema,
    outcome: oneOf(['approved', 'rejected', 'pending']),
    personnel: quantitySchema('person').nullable(),
    inFavour: quantitySchema('vote').nullable(),
    seats: quantitySchema('vote').nullable(),
  }),
  quantity: null,
})

/** A decision of a government on taking part. */
export const decision = defineKind({
  name: 'agreements.decision',
  title: 'agreements.decision',
  value: z.strictObject({
    decision: textSchema,
    status: oneOf(['considered', 'proposed', 'decided', 'announced', 'reversed']),
    on: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** Who governs a State that agreements are made with, and on what standing. */
export const government = defineKind({
  name: 'agreements.government',
  title: 'agreements.government',
  value: z.strictObject({
    institution: textSchema,
    status: oneOf(['in-office', 'contested', 'expired', 'resigned', 'proposed', 'transitional']),
    members: quantitySchema('member').nullable(),
    since: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** The case that a ruling, an order or a filing belongs to, and the earlier ones that it ends. */
export const inCase = defineKind({
  name: 'agreements.in-case',
  title: 'agreements.in-case',
  value: z.strictObject({ case: subjectSchema, ends: z.array(subjectSchema) }),
  quantity: null,
  compare: ({ case: of }) => of,
})

/** One part of an order: what it does to what, and what it excepts. */
export const orderPart = defineKind({
  name: 'agreements.order-part',
  title: 'agreements.order-part',
  value: z.strictObject({
    order: subjectSchema,
    part: textSchema,
    effect: oneOf(ORDER_EFFECTS),
    to: z.array(partySchema),
    matter: textSchema,
    unless: textSchema.nullable(),
    until: edtfSchema.nullable(),
  }),
  quantity: null,
  compare: ({ effect, until }) => ({ effect, until }),
})

/** A day on which a court hears a case. */
export const hearing = defineKind({
  name: 'agreements.hearing',
  title: 'agreements.hearing',
  value: z.strictObject({
    case: subjectSchema,
    on: edtfSchema,
    matter: textSchema,
    status: oneOf(['set', 'held', 'adjourned', 'cancelled']),
  }),
  quantity: null,
  compare: ({ on, status }) => ({ on, status }),
})

/** How many days back a changed gate is told, or how many ahead an end; configuration with its legal basis. */
export const watch = defineKind({
  name: 'agreements.watch',
  title: 'agreements.watch',
  value: z.strictObject({
    matter: oneOf(['gate-changed', 'order-ends', 'agreement-ends', 'hearing']),
    days: z.array(quantitySchema('day')),
    basis: textSchema.nullable(),
  }),
  quantity: null,
})

/** Every kind of claim that the agreements desk puts on record. */
export const agreementsKinds = [
  instrument,
  stage,
  signatory,
  signing,
  precondition,
  courtCase,
  filing,
  ruling,
  order,
  vote,
  decision,
  government,
  inCase,
  orderPart,
  hearing,
  watch,
  gate,
]
