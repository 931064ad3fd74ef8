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

import { rightlyFalling } from './duty-rule-faults.ts'

/** How often or when a duty falls due: once, again and again, after each event of a sort, or on no day that is said. */
export const FALLS = ['once', 'every', 'after-event', 'undated'] as const

/**
 * What an instrument obliges somebody to do, as a rule from which its dates follow. `once` falls due on `on`, or so
 * long after it as `interval` says; `every` falls due each `interval`, counted from `on`; `after-event` falls due so
 * long after each `mandate.trigger` of it.
 */
export const dutyRule = defineKind({
  name: 'mandate.duty-rule',
  title: 'mandate.duty-rule',
  value: z
    .strictObject({
      instrument: subjectSchema,
      paragraph: textSchema.nullable(),
      duty: textSchema,
      owner: partySchema.nullable(),
      to: z.array(partySchema),
      falls: oneOf(FALLS),
      on: edtfSchema.nullable(),
      interval: quantitySchema('day', 'month').nullable(),
      evidence: textSchema.nullable(),
      takesOver: subjectSchema.nullable(),
    })
    .superRefine(rightlyFalling),
  quantity: null,
  compare: ({ falls, on, interval, owner }) => ({ falls, on, interval, owner }),
})

/** What a rule says; its dates are worked out from it. */
export type DutyRule = z.infer<typeof dutyRule.value>

/** An event after which a duty falls due: one occurrence of it for each. */
export const trigger = defineKind({
  name: 'mandate.trigger',
  title: 'mandate.trigger',
  value: z.strictObject({
    duty: subjectSchema,
    event: textSchema,
    party: partySchema.nullable(),
    on: edtfSchema,
  }),
  quantity: null,
  compare: ({ duty, on }) => ({ duty, on }),
})

const occurrence = {
  duty: subjectSchema,
  due: edtfSchema.nullable(),
  trigger: subjectSchema.nullable(),
}

/** That a duty was done, and when: it names the occurrence by the day on which it fell due, or by its event. */
export const dutyMet = defineKind({
  name: 'mandate.duty-met',
  title: 'mandate.duty-met',
  value: z.strictObject({ ...occurrence, on: edtfSchema, how: textSchema }),
  quantity: null,
  compare: ({ on }) => on,
})

/** That a duty need not be done, and on what legal basis; it counts once an approved decision chooses it. */
export const dutyWaiver = defineKind({
  name: 'mandate.duty-waiver',
  title: 'mandate.duty-waiver',
  value: z.strictObject({ ...occurrence, basis: textSchema }),
  quantity: null,
  compare: ({ basis }) => basis,
})

/** How many days before a date the desk warns of it: configuration, with its basis. */
export const warningRule = defineKind({
  name: 'mandate.warning-rule',
  title: 'mandate.warning-rule',
  value: z.strictObject({
    about: oneOf(['obligations', 'terms']),
    warnings: z.array(z.strictObject({ before: quantitySchema('day') })),
    basis: textSchema,
  }),
  quantity: null,
})

/** The kinds of claims about what has to be done by when. */
export const dutyKinds = [dutyRule, trigger, dutyMet, dutyWaiver, warningRule]
