import { isId } from '#kit'
import type { Citation, ClaimDraft } from '#register'

import { faulty, readCount, readJson, readSaid, writeSaid } from './cells.ts'
import { type Cells, type NamedDocument, orNull, type Sheet } from './sheet.ts'

/** Claims; `document` is the key or id of a document, `said` empty means its latest day. */
export const claimsSheet: Sheet<ClaimDraft> = {
  type: 'claim',
  prefix: 'claims',
  columns: [
    'id',
    'kind',
    'subject',
    'value',
    'modality',
    'valid',
    'said',
    'assertedBy',
    'reportedBy',
    'document',
    'authority',
    'textSha256',
    'start',
    'end',
    'quoteSha256',
    'locator',
    'note',
  ],
  // `facts` says from which listed facts the compilers drew a claim: a note for them, not on record.
  optional: ['handling', 'citations', 'facts'],
  toInput: (cell, documents) => {
    const document = findDocument(cell('document'), documents)
    return {
      type: 'claim',
      id: cell('id'),
      kind: cell('kind'),
      subject: cell('subject'),
      value: readJson(cell('value'), 'value'),
      modality: cell('modality'),
      valid: cell('valid'),
      saidAt: readSaid(saidOf(cell('said'), document), 'said'),
      assertedBy: cell('assertedBy'),
      reportedBy: orNull(cell('reportedBy')),
      document: document?.id ?? null,
      authority: cell('authority'),
      citations: readCitations(cell),
      note: orNull(cell('note')),
    }
  },
  toCells: ({ value, saidAt, citations, ...claim }) => ({
    ...claim,
    value: JSON.stringify(value),
    said: writeSaid(saidAt),
    ...citationCells(citations),
  }),
}

/** A document by its key in the folder, or by its id where it is on record from elsewhere. */
function findDocument(
  name: string,
  documents: ReadonlyMap<string, NamedDocument>,
): { readonly id: string; readonly published: string | null } | null {
  if (name === '') return null
  const named = documents.get(name)
  if (named !== undefined) return named
  if (isId(name)) return { id: name, published: null }
  throw faulty(
    'document',
    `No document of this folder has the key "${name}"; add it to documents.csv, or write the id of one on record.`,
  )
}

function saidOf(said: string, document: { readonly published: string | null } | null): string {
  if (said !== '') return said
  if (document !== null && document.published !== null) return document.published
  throw faulty(
    'said',
    'It is not said when this was said, and no document of this folder dates it; write a day such as 2024-02-28.',
  )
}

function readCitations(cell: Cells): unknown {
  const several = cell('citations')
  if (several !== '') return readJson(several, 'citations')
  const textSha256 = cell('textSha256')
  if (textSha256 === '') return []
  return [
    {
      textSha256,
      start: readCount(cell('start'), 'start'),
      end: readCount(cell('end'), 'end'),
      quoteSha256: cell('quoteSha256'),
      quote: null,
      locator: orNull(cell('locator')),
    },
  ]
}

/** One citation without its words fits in columns; anything more is written as JSON. */
function citationCells(
  citations: readonly Citation[],
): Readonly<Record<string, string | number | null>> {
  const [first, second] = citations
  if (first === undefined) return {}
  if (second === undefined && first.quote === null) return { ...first, quote: null }
  return { citations: JSON.stringify(citations) }
}
