import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, partySchema, subjectSchema, textSchema } from '#desk-kit'

import { checkNeverReleased } from './case-rules.ts'
import { AT_THE_DESK, CLEARED, OFFICERS } from './handling.ts'

/** What was said to the family of somebody missing, and by whom. Never released. */
export const familyContact = defineKind({
  name: 'people.family-contact',
  title: 'people.family-contact',
  value: z.strictObject({
    on: edtfSchema,
    by: textSchema,
    way: oneOf(['visit', 'meeting', 'call', 'letter', 'other']),
    matter: textSchema,
    promised: textSchema.nullable(),
  }),
  quantity: null,
  keptTo: AT_THE_DESK,
  checkRelease: checkNeverReleased,
})

/** One search for somebody missing: where, by whom, and what came of it. */
export const searchLog = defineKind({
  name: 'people.search-log',
  title: 'people.search-log',
  value: z.strictObject({
    on: edtfSchema,
    by: z.array(partySchema),
    area: textSchema,
    outcome: oneOf(['nothing', 'trace', 'found', 'broken-off']),
    matter: textSchema.nullable(),
  }),
  quantity: null,
  keptTo: OFFICERS,
})

/** Something that speaks for somebody's life or death; how reliable it is, is graded as any claim is. */
export const proof = defineKind({
  name: 'people.proof',
  title: 'people.proof',
  value: z.strictObject({
    of: oneOf(['life', 'death']),
    item: textSchema,
    on: edtfSchema.nullable(),
  }),
  quantity: null,
  keptTo: CLEARED,
})

/** The cases and orders of courts that are about somebody missing. */
export const proceedings = defineKind({
  name: 'people.proceedings',
  title: 'people.proceedings',
  value: z.strictObject({ orders: z.array(subjectSchema) }),
  quantity: null,
})

/** The kinds of claims about somebody missing, beside what each authority holds. */
export const missingKinds = [familyContact, searchLog, proof, proceedings]
