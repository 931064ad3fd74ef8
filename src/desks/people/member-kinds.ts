import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  endsAfterItBegins,
  momentSchema,
  oneOf,
  partySchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'

import { checkNeverReleased } from './case-rules.ts'
import { AT_THE_DESK, CLEARED, OFFICERS } from './handling.ts'

/** Somebody who serves in the mission, by a name that says nothing: `member-0412`. */
export const member = defineKind({
  name: 'people.member',
  title: 'people.member',
  value: z
    .strictObject({
      contributor: partySchema,
      component: oneOf(['police', 'military', 'civilian', 'unstated']),
      rank: textSchema.nullable(),
      unit: textSchema.nullable(),
      from: edtfSchema,
      until: edtfSchema.nullable(),
    })
    .superRefine(endsAfterItBegins),
  quantity: null,
  keptTo: OFFICERS,
})

/** Who a member is: the only claim with a name in it. It is never released, and erased like any other. */
export const identity = defineKind({
  name: 'people.identity',
  title: 'people.identity',
  value: z.strictObject({
    name: textSchema,
    sex: oneOf(['female', 'male', 'unstated']),
    nationality: partySchema.nullable(),
    number: textSchema.nullable(),
    kin: textSchema.nullable(),
    relation: textSchema.nullable(),
  }),
  quantity: null,
  keptTo: AT_THE_DESK,
  checkRelease: checkNeverReleased,
})

/** A post of the mission, whoever holds it. */
export const post = defineKind({
  name: 'people.post',
  title: 'people.post',
  value: z.strictObject({
    title: textSchema,
    contributor: partySchema.nullable(),
    section: textSchema.nullable(),
  }),
  quantity: null,
})

/** Who holds a post, on the days of the claim's valid time. */
export const holding = defineKind({
  name: 'people.holding',
  title: 'people.holding',
  value: z.strictObject({ holder: subjectSchema, acting: oneOf(['full', 'acting']) }),
  quantity: null,
  compare: ({ holder }) => holder,
  keptTo: OFFICERS,
})

/** That a member answered, or did not, at a moment; where from is not kept. */
export const presence = defineKind({
  name: 'people.presence',
  title: 'people.presence',
  value: z.strictObject({
    state: oneOf(['present', 'accounted', 'absent']),
    at: momentSchema,
    how: oneOf(['seen', 'called', 'reported']),
  }),
  quantity: null,
  compare: ({ state }) => state,
  keptTo: OFFICERS,
})

/** Words for what has become of a member as the personnel officer keeps it (PROCESSES §3). */
export const MEMBER_STATUSES = [
  'present',
  'leave',
  'duty-travel',
  'sick',
  'hospital',
  'evacuated',
  'missing',
  'detained',
  'deceased',
  'repatriated-end-of-tour',
  'repatriated-medical',
  'repatriated-disciplinary',
] as const

/** Whether a member is present, and why not. */
export const memberStatus = defineKind({
  name: 'people.member-status',
  title: 'people.member-status',
  value: z.strictObject({ status: oneOf(MEMBER_STATUSES), since: edtfSchema.nullable() }),
  quantity: null,
  compare: ({ status }) => status,
  keptTo: CLEARED,
})

/** The kinds of claims about members. */
export const memberKinds = [member, identity, post, holding, presence, memberStatus]
