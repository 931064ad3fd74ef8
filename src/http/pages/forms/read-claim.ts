import { momentOf } from '#desk-kit'
import { cite } from '#documents'
import type { Citation } from '#documents'
import { RefusedError } from '#platform'
import { findText } from '#register'
import type { StoredClaim, StoredDocument } from '#register'
import { text } from '#ui'
import type { FormError } from '#ui'

import type { Visit } from '../../site.ts'
import { fieldLabel } from '../kind-words.ts'
import type { FormEntry } from './attempt.ts'
import type { ClaimAsking } from './claim-inputs.tsx'
import { saidAt } from './claim-said.ts'
import { valueIn, valueOrNull } from './form-values.ts'
import { readValue } from './read-value.ts'
import type { ValueReading } from './read-value.ts'
import { saidError } from './said-error.ts'
import { slugOf } from './slug.ts'
import { codeFor } from './suggest-field.tsx'

type Values = Readonly<Record<string, string>>

/** A claim as a form asked for it: its entries in the order in which they go on record. */
export interface ReadClaim {
  readonly entries: readonly FormEntry[]
  readonly errors: readonly FormError[]
  readonly saidAt: string
}

/** Reads a claim's form; a subject that is new goes on record with it. */
export async function readClaim(
  visit: Visit,
  asking: ClaimAsking,
  values: Values,
): Promise<ReadClaim> {
  const { fields, documents } = asking
  const subject = readSubject(asking, values)
  const value = readValue(readingOf(asking, values), fields)
  const document = documents.find(({ id }) => id === valueIn(values, 'document'))
  const opened = momentOf(valueIn(values, 'id'), visit.ctx.clock)
  const said = saidAt({
    written: valueIn(values, 'said'),
    document,
    authority: valueIn(values, 'authority'),
    opened,
  })
  const cited = await readQuote(visit, values, { document, corrected: asking.corrected })
  const at = 'instant' in said ? said.instant : opened
  const draft = {
    ...statementIn(asking, values),
    subject: subject.slug,
    value: value.value,
    saidAt: at,
    document: document?.id ?? null,
    citations: cited.citations,
  }
  return {
    entries: [...subject.entries, { draft, fieldOf: (field) => fieldOfClaim(fields, field) }],
    errors: [
      ...subject.errors,
      ...value.errors,
      ...blanks(asking, values),
      ...cited.errors,
      ...saidError(asking.reader, said),
    ],
    saidAt: at,
  }
}

function readingOf({ reader, kind, suggestions }: ClaimAsking, values: Values): ValueReading {
  const labelOf = (path: string) => fieldLabel(reader, kind, path.slice('value.'.length))
  return {
    values,
    suggestions,
    missing: (path) => text(reader, 'form.missing', { label: labelOf(path) }),
  }
}

/** What is taken as it was written. */
function statementIn({ kind, suggestions }: ClaimAsking, values: Values) {
  const reporter = valueOrNull(values, 'reportedBy')
  return {
    type: 'claim',
    id: valueIn(values, 'id'),
    kind,
    modality: valueIn(values, 'modality'),
    valid: valueIn(values, 'valid'),
    assertedBy: codeFor(suggestions.parties, valueIn(values, 'assertedBy')),
    reportedBy: reporter === null ? null : codeFor(suggestions.parties, reporter),
    authority: valueIn(values, 'authority'),
    note: valueOrNull(values, 'note'),
  }
}

interface ReadSubject {
  readonly slug: string
  readonly entries: readonly FormEntry[]
  readonly errors: readonly FormError[]
}

/** A subject that is on record, or the title of one that is not yet; never both. */
function readSubject({ reader, suggestions }: ClaimAsking, values: Values): ReadSubject {
  const [known, title] = [valueIn(values, 'subject'), valueIn(values, 'newSubject')]
  if (known !== '' && title !== '') {
    const sentence = text(reader, 'record.subject.both')
    return { slug: known, entries: [], errors: [{ field: 'subject', sentence }] }
  }
  if (title === '') {
    const sentence = text(reader, 'record.subject.missing')
    const errors = known === '' ? [{ field: 'subject', sentence }] : []
    return { slug: codeFor(suggestions.subjects, known), entries: [], errors }
  }
  const slug = slugOf(title)
  const draft = {
    type: 'subject',
    id: valueIn(values, 'subjectId'),
    subject: slug,
    title,
    party: null,
    place: null,
  }
  return { slug, entries: [{ draft, fieldOf: () => 'newSubject' }], errors: [] }
}

const REQUIRED = ['modality', 'assertedBy', 'authority', 'valid'] as const

function blanks({ reader }: ClaimAsking, values: Values): readonly FormError[] {
  return REQUIRED.filter((name) => valueIn(values, name) === '').map((name) => ({
    field: name,
    sentence: text(reader, 'form.missing', { label: text(reader, `record.${name}.label`) }),
  }))
}

/** A quote is checked against the held text, word for word; without the text it cannot be. */
async function readQuote(
  { ctx, reader }: Visit,
  values: Values,
  {
    document,
    corrected,
  }: { readonly document: StoredDocument | undefined; readonly corrected: StoredClaim | undefined },
): Promise<{ readonly citations: readonly Citation[]; readonly errors: readonly FormError[] }> {
  const quote = valueIn(values, 'quote')
  if (quote === '') return { citations: keptCitations(document, corrected), errors: [] }
  const refused = (field: string, sentence: string) => ({
    citations: [],
    errors: [{ field, sentence }],
  })
  if (document === undefined) {
    return refused('document', text(reader, 'record.quote.no-document'))
  }
  const held =
    document.textSha256 === null
      ? undefined
      : await findText(ctx.db, ctx.mission, document.textSha256)
  if (held === undefined) return refused('quote', text(reader, 'record.quote.not-held'))
  try {
    const citation = cite(held.content, { quote, locator: valueOrNull(values, 'locator') })
    return { citations: [citation], errors: [] }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return refused('quote', error.message)
  }
}

/** A passage whose words may not be held cannot be typed again; it stays as long as its document does. */
function keptCitations(
  document: StoredDocument | undefined,
  corrected: StoredClaim | undefined,
): readonly Citation[] {
  if (corrected === undefined || document?.id !== corrected.document) return []
  return corrected.citations.filter(({ quote }) => quote === null)
}

const FIELDS_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['saidAt', 'said'],
  ['citations', 'quote'],
  ['id', 'subject'],
  ['kind', 'subject'],
])

/** `value.personnel.low` was asked for as `value.personnel`. */
function fieldOfClaim(fields: ClaimAsking['fields'], field: string): string {
  const [first = '', second = ''] = field.split('.')
  if (first !== 'value') return FIELDS_ELSEWHERE.get(first) ?? first
  const shape = fields.find(({ name }) => name === second)?.shape
  if (shape?.sort === 'group') return field
  return `value.${second}`
}
