import fs from 'node:fs'
import path from 'node:path'

import { FaultyInput, type Kind, parseDraft } from '#desk-kit'
import type { Handling } from '#kit'
import type { DocumentDraft, Draft } from '#register'

import { faulty } from '../folder/cells.ts'
import { type FolderRow, type Problem } from '../folder/folder-rows.ts'
import { readHandling } from '../folder/handling-cell.ts'
import type { Cells, NamedDocument } from '../folder/sheet.ts'

/** The documents that claims of the folder can name, by key and by id. */
export type NamedDocuments = Map<string, NamedDocument>

/** A row that describes an entry. */
export interface CheckedRow {
  readonly row: FolderRow
  readonly draft: Draft
}

/** Where the bytes and texts of held documents lie in a folder, each named by its SHA-256. */
export const BLOBS = 'blobs'

/** Checks one row as any door would; every fault comes with its column. */
export function parseRow(
  row: FolderRow,
  {
    folder,
    kinds,
    handling,
    documents,
  }: {
    folder: string
    kinds: ReadonlyMap<string, Kind>
    handling: Handling
    documents: NamedDocuments
  },
): CheckedRow | readonly Problem[] {
  try {
    const said = readHandling(row.cell('handling'))
    const draft = parseDraft(kinds, {
      ...row.sheet.toInput(row.cell, documents),
      handling: said ?? handling,
    })
    if (draft.type !== 'document') return { row, draft }
    nameDocument(row.cell('key'), draft, documents)
    return { row, draft: withBlobs(folder, row.cell, draft) }
  } catch (error) {
    if (!(error instanceof FaultyInput)) throw error
    return error.faults.map(({ field, sentence }) => ({
      file: row.file,
      line: row.line,
      field: columnOf(field),
      sentence,
    }))
  }
}

/** The column of the files for a field of an entry. */
function columnOf(field: string): string {
  const [first = '', second = '', third = ''] = field.split('.')
  if (first === 'saidAt') return 'said'
  if (first === 'citations') return third === '' ? `${first}${second}` : third
  return first === 'aliases' || first === 'claims' ? first : field
}

function nameDocument(key: string, { id, published }: DocumentDraft, documents: NamedDocuments) {
  if (key === '') throw faulty('key', 'The key is empty; write a short name that claims can use.')
  if (documents.has(key)) {
    throw faulty('key', `The key "${key}" names two documents of this folder; choose another.`)
  }
  documents.set(key, { id, published })
  documents.set(id, { id, published })
}

/** A document whose bytes or text travel with the folder; the register checks them against their hashes. */
function withBlobs(folder: string, cell: Cells, draft: DocumentDraft): DocumentDraft {
  const { sha256, textSha256 } = draft
  const extractor = cell('extractor')
  const isHeld = cell('held') === 'yes'
  if (isHeld && sha256 === null) {
    throw faulty('sha256', 'A document that is held needs the SHA-256 of its bytes.')
  }
  if (extractor !== '' && textSha256 === null) {
    throw faulty('textSha256', 'A document whose text is held needs the SHA-256 of that text.')
  }
  return {
    ...draft,
    bytes: isHeld && sha256 !== null ? readBlob(folder, sha256, 'sha256') : null,
    text:
      extractor === '' || textSha256 === null
        ? null
        : { extractor, content: readBlob(folder, textSha256, 'textSha256').toString('utf8') },
  }
}

function readBlob(folder: string, sha256: string, column: string): Buffer {
  const file = path.join(folder, BLOBS, sha256)
  if (fs.existsSync(file)) return fs.readFileSync(file)
  throw faulty(column, `The file ${BLOBS}/${sha256} is missing from the folder; bring it along.`)
}
