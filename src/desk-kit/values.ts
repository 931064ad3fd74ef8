import { z } from 'zod'

import { IncorrectValue, findPlace, isInstant, isPartyCode, parseEdtf } from '#kit'
import type { Edtf, Quantity } from '#kit'

const SUBJECT_SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const UNIT = /^(?:[a-z]+(?:-[a-z]+)*|[A-Z]{3}\/1(?:000|00)?)$/
const MONEY_UNIT = /^[A-Z]{3}\/1(?:000|00)?$/
const TEXT_MAX = 600

/** One of a fixed list of words; the error names them all. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, {
    error: (issue) =>
      `${shown(issue.input)} is not a word of this list; write one of: ${words.join(', ')}.`,
  })
}

/** A short statement in the record's own words; never empty. */
export const textSchema = z
  .string({ error: 'A text is missing; write a short sentence in your own words.' })
  .trim()
  .min(1, 'The text is empty; write a short sentence, or null where nothing is known.')
  .max(TEXT_MAX, `The text is too long; write at most ${TEXT_MAX} characters.`)

/** A date or period in EDTF level 1, as precise as the source was. */
export const edtfSchema = z
  .string({
    error: 'A date is missing; write it in EDTF, as 2024-06-25, 2024-06 or 2024-06/2024-08.',
  })
  .superRefine((text, context) => {
    const fault = faultOfEdtf(text)
    if (fault !== null) context.addIssue({ code: 'custom', message: fault })
  })

/** The code of a party: an ISO 3166-1 alpha-3 code or a code of the record's own register. */
export const partySchema = z
  .string({ error: partyFault })
  .refine(isPartyCode, { error: partyFault })

/** A P-code or a gazetteer id. */
export const placeSchema = z
  .string({ error: placeFault })
  .refine((id) => findPlace(id) !== undefined, { error: placeFault })

/** The slug of another subject of the same mission. */
export const subjectSchema = z
  .string({ error: subjectFault })
  .regex(SUBJECT_SLUG, { error: subjectFault })

/** A moment to the second, in UTC. */
export const momentSchema = z
  .string({ error: momentFault })
  .refine(isInstant, { error: momentFault })

const boundSchema = z
  .number({
    error: (issue) =>
      `${shown(issue.input)} is not a bound of an amount; write a number, or null where the amount is open on that side.`,
  })
  .finite()
  .nullable()

const unitSchema = z.string({ error: unitFault }).regex(UNIT, { error: unitFault })

const anyQuantitySchema = z
  .strictObject({ low: boundSchema, high: boundSchema, unit: unitSchema })
  .superRefine(({ low, high }, context) => {
    if (low !== null && high !== null && low > high) {
      context.addIssue({
        code: 'custom',
        message: `The lower bound ${low} lies above the upper bound ${high}; write the smaller number as "low".`,
      })
    }
  })

/** An amount as it was given: bounds and one of these units; any unit where none is named. */
export function quantitySchema(...units: readonly string[]): z.ZodType<Quantity> {
  if (units.length === 0) return anyQuantitySchema
  return anyQuantitySchema.refine((amount) => units.includes(amount.unit), {
    error: `The unit of this amount is wrong; write it in: ${units.join(', ')}.`,
    path: ['unit'],
  })
}

/** An amount of money in whole minor units of an ISO 4217 currency, `USD/100`. */
export const moneySchema: z.ZodType<Quantity> = anyQuantitySchema
  .refine((amount) => MONEY_UNIT.test(amount.unit), {
    error: 'The unit is not one of money; write the currency and its minor units, as USD/100.',
    path: ['unit'],
  })
  .refine((amount) => isWhole(amount.low) && isWhole(amount.high), {
    error:
      'The amount has a fraction of a minor unit; write whole cents, as 1080000000 for USD 10.8 million.',
  })

/** Refines a value with `from` and `until` so that it cannot end before it begins. */
export function endsAfterItBegins(value: Span, context: z.RefinementCtx): void {
  const earliest = boundsOf(value.from)?.from.earliest ?? null
  const latest = boundsOf(value.until)?.to.latest ?? null
  if (earliest === null || latest === null || earliest <= latest) return
  context.addIssue({
    code: 'custom',
    path: ['until'],
    message: `The end ${String(value.until)} lies before the beginning ${String(value.from)}; write the later date as the end.`,
  })
}

interface Span {
  readonly from: string | null
  readonly until: string | null
}

function boundsOf(edtf: string | null): Edtf | null {
  return edtf === null || faultOfEdtf(edtf) !== null ? null : parseEdtf(edtf)
}

function isWhole(bound: number | null): boolean {
  return bound === null || Number.isSafeInteger(bound)
}

function faultOfEdtf(text: string): string | null {
  try {
    parseEdtf(text)
    return null
  } catch (error) {
    if (error instanceof IncorrectValue) return error.message
    throw error
  }
}

/** What was sent, as a refusal names it. */
function shown(input: unknown): string {
  if (input === undefined) return 'An empty field'
  return `"${typeof input === 'string' ? input : JSON.stringify(input)}"`
}

interface Faulty {
  readonly input?: unknown
}

function partyFault({ input }: Faulty): string {
  return `${shown(input)} is not a party code; write an ISO code such as KEN, or the code of a party on record such as UNSC.`
}

function placeFault({ input }: Faulty): string {
  return `${shown(input)} is not a place of this record; write a P-code such as HT0111, or a gazetteer id such as PL-001.`
}

function subjectFault({ input }: Faulty): string {
  return `${shown(input)} is not a subject; write its slug in lower case, such as pledge-ben.`
}

function momentFault({ input }: Faulty): string {
  return `${shown(input)} is not a moment; write it in UTC, as 2025-03-25T14:05:00Z.`
}

function unitFault({ input }: Faulty): string {
  return `${shown(input)} is not a unit; write a word such as person, vehicle or percent, or minor units of money such as USD/100.`
}
