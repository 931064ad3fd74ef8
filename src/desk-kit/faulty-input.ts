import type { z } from 'zod'

import { RefusedError } from '#platform'

/** What is wrong with one field, so that a form can show it there. */
export interface Fault {
  /** Dotted: `value.personnel.low`. */
  readonly field: string
  readonly sentence: string
}

/** Input that was refused field by field. Nothing of it was recorded. */
export class FaultyInput extends RefusedError {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(
      'incorrect',
      'input.invalid',
      faults
        .map(({ field, sentence }) => (field === '' ? sentence : `${field}: ${sentence}`))
        .join(' '),
    )
    this.faults = faults
  }
}

/** What a schema finds wrong, field by field. */
export function faultsIn(error: z.ZodError): readonly Fault[] {
  return error.issues.map(({ path, message }) => ({
    field: path.map(String).join('.'),
    sentence: message,
  }))
}
