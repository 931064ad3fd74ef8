import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, partySchema, quantitySchema, textSchema } from '#desk-kit'

/** What a member of the mission can be counted as. */
export const STATUSES = [
  'present',
  'leave',
  'duty-travel',
  'hospital',
  'medical-evacuation',
  'missing',
  'detained',
  'deceased',
  'repatriated',
] as const

const people = quantitySchema('person')

/** How many had arrived in all by a day, movements on record included: a total, never one arrival more. */
export const arrivalsToDate = defineKind({
  name: 'forces.arrivals-to-date',
  title: 'forces.arrivals-to-date',
  value: z.strictObject({ contributor: partySchema, on: edtfSchema, personnel: people }),
  quantity: (value) => value.personnel,
})

/** Who was on a movement, as its manifest counts them; stands on the movement's own subject. */
export const manifest = defineKind({
  name: 'forces.manifest',
  title: 'forces.manifest',
  value: z.strictObject({
    contributor: partySchema,
    direction: oneOf(['arrival', 'departure', 'rotation']),
    personnel: people,
    on: edtfSchema,
    /** Local time as written, with its zone: `14:20 UTC−04:00`. */
    time: textSchema.nullable(),
    from: textSchema.nullable(),
    to: textSchema.nullable(),
    carrier: textSchema.nullable(),
    heads: z.array(
      z.strictObject({
        category: oneOf(['military', 'police', 'civilian']),
        sex: oneOf(['women', 'men', 'unstated']),
        personnel: people,
      }),
    ),
    equipment: z.array(
      z.strictObject({
        item: textSchema,
        amount: quantitySchema('vehicle', 'aircraft', 'kit', 'item'),
      }),
    ),
    /** SHA-256 of the manifest as it was handed over, where it was. */
    manifestHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 hexadecimal digits in lower case.')
      .nullable(),
    /** Who confirmed it on the other side. */
    countersignedBy: partySchema.nullable(),
  }),
  quantity: (value) => value.personnel,
  compare: (value) => value.personnel,
})

/** How many of a contributor changed from one status to another; numbers, never persons. */
export const statusChange = defineKind({
  name: 'forces.status-change',
  title: 'forces.status-change',
  value: z.strictObject({
    contributor: partySchema,
    personnel: people,
    on: edtfSchema,
    before: oneOf(STATUSES),
    after: oneOf(STATUSES),
  }),
  quantity: (value) => value.personnel,
})

/** Whether those with a status count towards the strength. */
export const ruleStatus = defineKind({
  name: 'forces.rule-status',
  title: 'forces.rule-status',
  value: z.strictObject({
    status: oneOf(STATUSES),
    counts: oneOf(['counted', 'not-counted']),
    basis: textSchema,
  }),
  quantity: null,
})

/** A reason for which a reported and a computed strength may differ, by its code. */
export const ruleDifference = defineKind({
  name: 'forces.rule-difference',
  title: 'forces.rule-difference',
  value: z.strictObject({ code: textSchema, meaning: textSchema, basis: textSchema }),
  quantity: null,
})

/** How near in time two movements of the same size are doubted to be two. */
export const ruleDuplicate = defineKind({
  name: 'forces.rule-duplicate',
  title: 'forces.rule-duplicate',
  value: z.strictObject({ within: quantitySchema('day'), basis: textSchema }),
  quantity: (value) => value.within,
})

/** Within how many days a day is to be closed, and how many days back that is watched. */
export const ruleClosing = defineKind({
  name: 'forces.rule-closing',
  title: 'forces.rule-closing',
  value: z.strictObject({
    within: quantitySchema('day'),
    watched: quantitySchema('day'),
    basis: textSchema,
  }),
  quantity: (value) => value.within,
})

const closedLineSchema = z.strictObject({
  /** Null for the mission as a whole. */
  contributor: partySchema.nullable(),
  computed: people,
  reported: z.array(z.strictObject({ claim: textSchema, personnel: people })),
  reasons: z.array(z.strictObject({ reason: textSchema, note: textSchema })),
})

/** A contributor's line of a day that is closed: what was computed, what was reported, why they differ. */
export type ClosedLine = z.infer<typeof closedLineSchema>

/** The strength of a day as an officer closes it, and the state of the record that it rests on. */
export const dayClose = defineKind({
  name: 'forces.day-close',
  title: 'forces.day-close',
  value: z.strictObject({
    day: edtfSchema,
    /** The place of the record at which the same answer is given for ever. */
    seq: z.number().int().positive(),
    knownAt: textSchema,
    lines: z.array(closedLineSchema),
  }),
  quantity: null,
})

/** What the strength ledger is kept with. */
export const ledgerKinds = [
  arrivalsToDate,
  manifest,
  statusChange,
  ruleStatus,
  ruleDifference,
  ruleDuplicate,
  ruleClosing,
]
