import { stringify } from 'csv-stringify/sync'

import { draftSchema } from '#desk-kit'
import {
  type Draft,
  type EntryType,
  handlingIn,
  type RecordedEntry,
  wholeContentOf,
} from '#register'

import { claimsSheet } from '../folder/claims-sheet.ts'
import { writeHandling } from '../folder/handling-cell.ts'
import type { Sheet } from '../folder/sheet.ts'
import {
  assessmentsSheet,
  decisionsSheet,
  documentsSheet,
  partiesSheet,
  relationsSheet,
  subjectsSheet,
} from '../folder/sheets.ts'
import { WrittenFile } from './written-file.ts'

/** One CSV file for each type of entry, with its heading. */
export async function openSheets(folder: string): Promise<ReadonlyMap<EntryType, WrittenFile>> {
  const files = new Map<EntryType, WrittenFile>()
  for (const sheet of [
    partiesSheet,
    subjectsSheet,
    documentsSheet,
    claimsSheet,
    assessmentsSheet,
    decisionsSheet,
    relationsSheet,
  ]) {
    const file = new WrittenFile(folder, `${sheet.prefix}.csv`)
    await file.write(stringify([columnsOf(sheet)]), 0)
    files.set(sheet.type, file)
  }
  return files
}

/** An entry as a row of its sheet; null where what it said was erased. */
export function sheetRow(entry: RecordedEntry): string | null {
  if (Object.keys(entry.parts).length === 0) return null
  const draft = draftOf(entry)
  switch (draft.type) {
    case 'party':
      return rowOf(partiesSheet, draft)
    case 'subject':
      return rowOf(subjectsSheet, draft)
    case 'document':
      return rowOf(documentsSheet, draft)
    case 'claim':
      return rowOf(claimsSheet, draft)
    case 'assessment':
      return rowOf(assessmentsSheet, draft)
    case 'decision':
      return rowOf(decisionsSheet, draft)
    case 'relation':
      return rowOf(relationsSheet, draft)
    // Who may see what is not loaded from sheets: the record's own history of it goes with a backup.
    case 'release':
    case 'approval':
    case 'erasure':
      return null
  }
}

/** The entry as it was sent, without bytes and text; a document says by them whether it holds any. */
function draftOf(entry: RecordedEntry): Draft {
  const { isHeld, extractor, ...content } = wholeContentOf(entry)
  const { id, type } = entry
  const base = { ...content, handling: handlingIn(entry), id, type }
  if (type !== 'document') return draftSchema.parse(base)
  const reference = draftSchema.parse({ ...base, bytes: null, text: null })
  if (reference.type !== 'document') throw new Error(`entry ${id} is no document`)
  return {
    ...reference,
    bytes: isHeld === true ? new Uint8Array() : null,
    text: typeof extractor === 'string' ? { extractor, content: '' } : null,
  }
}

function rowOf<D extends Draft>(sheet: Sheet<D>, draft: D): string {
  const cells: Readonly<Record<string, string | number | null>> = {
    ...sheet.toCells(draft),
    handling: writeHandling(draft.handling),
  }
  return stringify([columnsOf(sheet).map((column) => cells[column] ?? '')])
}

function columnsOf({ columns, optional }: Pick<Sheet, 'columns' | 'optional'>): readonly string[] {
  return [...columns, ...optional.filter((column) => column !== 'facts')]
}
