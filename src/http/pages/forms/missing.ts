import { text } from '#ui'
import type { FormError, Reader } from '#ui'

import { valueIn } from './form-values.ts'

/** What each field is called where it is asked. */
const LABELS = {
  whose: 'judge.whose',
  by: 'judge.by',
  reason: 'form.reason',
  relation: 'relate.relation',
  other: 'relate.other',
  reliability: 'grade.reliability',
  credibility: 'grade.credibility',
  claims: 'decide.claims',
  parts: 'erase.parts',
  legalBasis: 'erase.legal-basis',
  title: 'subject.form.title',
  code: 'party.form.code',
  sort: 'party.form.sort',
  name: 'party.form.name',
  publisher: 'intake.publisher',
  published: 'intake.published',
  to: 'release.to',
  verdict: 'waiting.verdict',
} as const

/** The sentences for those of these fields that were left empty. */
export function missingIn(
  reader: Reader,
  values: Readonly<Record<string, string>>,
  names: readonly (keyof typeof LABELS)[],
): readonly FormError[] {
  return names
    .filter((name) => valueIn(values, name) === '')
    .map((field) => ({
      field,
      sentence: text(reader, 'form.missing', { label: text(reader, LABELS[field]) }),
    }))
}
