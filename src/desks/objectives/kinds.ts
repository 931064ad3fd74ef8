import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, partySchema, quantitySchema, textSchema } from '#desk-kit'

const trackSchema = oneOf([
  'security',
  'political',
  'reconstruction',
  'reform',
  'institutions',
  'humanitarian',
  'transition',
])

/** What is to be reached. */
export const objective = defineKind({
  name: 'objectives.objective',
  title: 'objectives.objective',
  value: z.strictObject({ objective: textSchema, track: trackSchema }),
  quantity: null,
})

/** A mark by which progress is measured. */
export const benchmark = defineKind({
  name: 'objectives.benchmark',
  title: 'objectives.benchmark',
  value: z.strictObject({
    benchmark: textSchema,
    track: trackSchema,
    target: quantitySchema().nullable(),
    due: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** How far an objective or benchmark is held to be met. */
export const assessment = defineKind({
  name: 'objectives.assessment',
  title: 'objectives.assessment',
  value: z.strictObject({
    outcome: oneOf(['met', 'partly-met', 'not-met', 'undetermined']),
    what: textSchema,
  }),
  quantity: null,
})

/** A step of a hand-over. */
export const transitionTask = defineKind({
  name: 'objectives.transition-task',
  title: 'objectives.transition-task',
  value: z.strictObject({
    task: textSchema,
    owner: partySchema.nullable(),
    due: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** What an earlier mission is said to teach. */
export const lesson = defineKind({
  name: 'objectives.lesson',
  title: 'objectives.lesson',
  value: z.strictObject({ from: textSchema, lesson: textSchema }),
  quantity: null,
})

/** Every kind of claim that the objectives desk puts on record. */
export const objectivesKinds = [objective, benchmark, assessment, transitionTask, lesson]
