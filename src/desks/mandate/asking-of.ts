import type { Asking } from '#register'

/** The three times of an answer, in the order in which every answer has them. */
export function askingOf({ validOn, knownAt, recordAt }: Asking): Asking {
  return { validOn, knownAt, recordAt }
}
