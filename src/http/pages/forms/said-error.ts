import { text } from '#ui'
import type { FormError, Reader } from '#ui'

import type { Said } from './claim-said.ts'

/** What is wrong with the time at which something was said, at its field; none where it can be told. */
export function saidError(reader: Reader, said: Said): readonly FormError[] {
  if ('instant' in said) return []
  const sentence = 'wrong' in said ? text(reader, said.wrong) : said.sentence
  return [{ field: 'said', sentence }]
}
