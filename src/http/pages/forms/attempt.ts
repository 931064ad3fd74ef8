import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { FaultyInput, parseDraft, recordEntries } from '#desk-kit'
import type { Kind } from '#desk-kit'
import { RefusedError } from '#platform'
import type { Receipt } from '#register'
import type { FormError } from '#ui'

import type { Visit } from '../../site.ts'
import { handlingField, handlingIn } from './handling-fields.tsx'

/** One entry that a form makes. */
export interface FormEntry {
  readonly draft: Readonly<Record<string, unknown>>
  /** The form's field in which a field of the draft was asked for. */
  readonly fieldOf: (field: string) => string
}

/** What became of a form: on record, or refused with everything that is wrong with it. */
export type Attempt =
  | { readonly outcome: 'recorded'; readonly receipts: readonly Receipt[] }
  | {
      readonly outcome: 'refused'
      readonly errors: readonly FormError[]
      readonly status: ContentfulStatusCode
    }

/** What a form comes to: its entries, the faults found while reading it, and all that was sent. */
export interface FormInput {
  readonly entries: readonly FormEntry[]
  readonly errors: readonly FormError[]
  readonly values: Readonly<Record<string, string>>
  /** Where a refusal is shown that names no field. */
  readonly firstField: string
}

/** Puts a form's entries on record together, or says at which fields it fails; nothing is half-recorded. */
export async function attempt(
  { ctx }: Visit,
  kinds: ReadonlyMap<string, Kind>,
  input: FormInput,
): Promise<Attempt> {
  const handling = handlingIn(input.values)
  const entries = input.entries.map(({ draft, fieldOf }) => ({
    draft: { handling, ...draft },
    fieldOf: (field: string) =>
      field.startsWith('handling') ? handlingField(field) : fieldOf(field),
  }))
  const errors = withoutDoubles([
    ...input.errors,
    ...entries.flatMap((entry) => faultsOf(kinds, entry)),
  ])
  if (errors.length > 0) return { outcome: 'refused', errors, status: 400 }
  try {
    const drafts = entries.map(({ draft }) => draft)
    return { outcome: 'recorded', receipts: await recordEntries(ctx, kinds, drafts) }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return {
      outcome: 'refused',
      errors: [{ field: fieldNamedIn(error.message, input), sentence: error.message }],
      status: STATUS[error.refusal],
    }
  }
}

const STATUS = {
  incorrect: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
} as const

function faultsOf(kinds: ReadonlyMap<string, Kind>, entry: FormEntry): readonly FormError[] {
  try {
    parseDraft(kinds, entry.draft)
    return []
  } catch (error) {
    if (!(error instanceof FaultyInput)) throw error
    return error.faults.map(({ field, sentence }) => ({ field: entry.fieldOf(field), sentence }))
  }
}

/** What the form itself found wrong with a field goes before what the schema says of the same. */
function withoutDoubles(errors: readonly FormError[]): readonly FormError[] {
  return errors.filter(
    ({ field }, place) => errors.findIndex((other) => other.field === field) === place,
  )
}

/** The register knows no forms, but its sentences quote what they refuse. */
function fieldNamedIn(sentence: string, { values, firstField }: FormInput): string {
  const quoted = /"([^"]+)"/.exec(sentence)?.[1]
  const named = Object.entries(values).find(([, value]) => value.trim() === quoted)
  return named?.[0] ?? firstField
}
