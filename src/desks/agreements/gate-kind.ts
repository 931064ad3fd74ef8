import { z } from 'zod'

import { defineKind, oneOf, partySchema, subjectSchema, textSchema } from '#desk-kit'
import { AUTHORITIES } from '#register'

import { AGREEMENT_SORTS } from './words.ts'

/** What a condition of a gate looks at. */
export const CONDITION_SORTS = [
  'authorisation',
  'agreement',
  'no-bar',
  'vote',
  'government',
  'precondition',
  'decision',
] as const

/** How far an agreement must have come for a gate. */
export const REACHED = ['signed', 'in-force'] as const

/**
 * One condition as it is written down. Conditions with the same mark in `alternative` stand in for each other;
 * all that have none must be so, and one of every mark.
 */
export const conditionSchema = z
  .strictObject({
    sentence: textSchema,
    sort: oneOf(CONDITION_SORTS),
    must: oneOf(['be-so', 'not-be-so']),
    about: subjectSchema.nullable(),
    agreement: oneOf(AGREEMENT_SORTS).nullable(),
    parties: z.array(partySchema),
    reached: oneOf(REACHED).nullable(),
    alternative: textSchema.nullable(),
  })
  .superRefine((condition, context) => {
    for (const { field, message } of faultsOfCondition(condition)) {
      context.addIssue({ code: 'custom', path: [field], message })
    }
  })

/** One condition of a gate as it is written down. */
export type WrittenCondition = z.infer<typeof conditionSchema>

/** When a deployment is lawful: a small rule for one contingent, as data. */
export const gate = defineKind({
  name: 'agreements.gate',
  title: 'agreements.gate',
  value: z.strictObject({
    contingent: partySchema,
    deployment: textSchema,
    basis: textSchema.nullable(),
    /** The weakest class of authority whose word settles a dispute between classes; null where only a decision does. */
    settledBy: oneOf(AUTHORITIES).nullable(),
    conditions: z
      .array(conditionSchema)
      .min(1, 'The gate has no condition; write at least one, or nothing could ever be decided.'),
  }),
  quantity: null,
})

/** A gate as it is written down. */
export type Gate = z.infer<typeof gate.value>

interface Fault {
  readonly field: string
  readonly message: string
}

interface Fields {
  readonly sort: (typeof CONDITION_SORTS)[number]
  readonly about: string | null
  readonly agreement: string | null
  readonly parties: readonly string[]
  readonly reached: string | null
}

/** What is missing for its sort, and what says nothing for it. */
function faultsOfCondition({ sort, about, agreement, parties, reached }: Fields): readonly Fault[] {
  if (sort !== 'agreement') {
    return [
      ...(about === null ? [missing('about', ABOUT[sort])] : []),
      ...(agreement === null ? [] : [idle('agreement')]),
      ...(parties.length === 0 ? [] : [idle('parties')]),
      ...(reached === null ? [] : [idle('reached')]),
    ]
  }
  return [
    ...(about === null && parties.length === 0
      ? [missing('parties', 'the parties of the agreement, or the agreement itself under "about"')]
      : []),
    ...(reached === null ? [missing('reached', 'how far the agreement must have come')] : []),
  ]
}

function missing(field: string, what: string): Fault {
  return { field, message: `The condition does not say what it looks at; write ${what}.` }
}

function idle(field: string): Fault {
  return {
    field,
    message: `"${field}" says something of agreements only; leave it empty, or choose the sort "agreement".`,
  }
}

const ABOUT: Readonly<Record<Exclude<Fields['sort'], 'agreement'>, string>> = {
  authorisation: 'the subject of the term of the authorisation',
  'no-bar': 'the subject of the court case',
  vote: 'the subject of the vote',
  government: 'the subject of the government',
  precondition: 'the subject of the precondition',
  decision: 'the subject of the decision of a government',
}
