import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  oneOf,
  partySchema,
  placeSchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'

import { checkAuthorisers, checkCaseRelease, checkNeverReleased } from './case-rules.ts'
import { AT_THE_DESK } from './handling.ts'

/** Words for what happened to somebody, as a notification of casualties tells it (PROCESSES §7). */
export const CASE_TYPES = ['fatality', 'injury', 'illness', 'missing'] as const

/** What is told when a casualty is first reported. */
export const REPORTED = {
  contributor: partySchema,
  category: oneOf(['police', 'military', 'civilian', 'unstated']),
  type: oneOf(CASE_TYPES),
  cause: oneOf(['hostile', 'accident', 'illness', 'self-inflicted', 'other', 'unstated']),
  at: edtfSchema,
  place: placeSchema.nullable(),
  circumstances: textSchema,
  duty: oneOf(['on', 'off', 'unstated']),
  condition: oneOf(['stable', 'serious', 'critical', 'discharged', 'dead', 'unstated']),
  facility: textSchema.nullable(),
  member: subjectSchema.nullable(),
  event: subjectSchema.nullable(),
}

/** What is learned of it afterwards. */
export const LEARNED = {
  treatment: textSchema.nullable(),
  evacuation: subjectSchema.nullable(),
  remains: textSchema.nullable(),
  postMortem: oneOf(['done', 'planned', 'none', 'unstated']),
  repatriation: textSchema.nullable(),
  inquiry: oneOf(['yes', 'no', 'undecided']),
}

/** A member's casualty as NOTICAS reports it; who it is stands in `people.identity` alone. */
export const casualtyCase = defineKind({
  name: 'people.case',
  title: 'people.case',
  value: z.strictObject({
    notice: oneOf(['initial', 'update', 'final']),
    ...REPORTED,
    ...LEARNED,
  }),
  quantity: null,
  compare: ({ type }) => type,
  keptTo: AT_THE_DESK,
  checkRelease: checkCaseRelease,
  checkDecision: checkAuthorisers,
})

/** That next of kin were told, by whom and when; who they are stands in `people.identity` alone. */
export const nextOfKin = defineKind({
  name: 'people.next-of-kin',
  title: 'people.next-of-kin',
  value: z.strictObject({
    told: oneOf(['told', 'being-sought', 'not-reached']),
    by: textSchema.nullable(),
    on: edtfSchema.nullable(),
  }),
  quantity: null,
  compare: ({ told }) => told,
  keptTo: AT_THE_DESK,
  checkRelease: checkNeverReleased,
  checkDecision: checkAuthorisers,
})

/** Whether the State that sent a member consents that the casualty is told of. */
export const consent = defineKind({
  name: 'people.consent',
  title: 'people.consent',
  value: z.strictObject({
    state: partySchema,
    consent: oneOf(['given', 'refused', 'awaited']),
    on: edtfSchema.nullable(),
  }),
  quantity: null,
  compare: ({ consent: answer }) => answer,
  keptTo: AT_THE_DESK,
  checkRelease: checkNeverReleased,
  checkDecision: checkAuthorisers,
})

/** That a case is counted within another already: three in critical state of the eight that were hurt. */
export const within = defineKind({
  name: 'people.within',
  title: 'people.within',
  value: z.strictObject({ case: subjectSchema }),
  quantity: null,
})

/** The kinds of claims about single casualties. */
export const caseKinds = [casualtyCase, nextOfKin, consent, within]
