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

/**
 * An entry as a row of its sheet; null where what it said was erased, or all that it speaks of. `mute` holds
 * the ids of those before it that say nothing any more.
 */
export function sheetRow(entry: RecordedEntry, mute: Set<string>): string | null {
  const said = withStandIn(entry)
  const draft = said === null ? null : heard(draftOf(said), mute)
  if (draft !== null) return rowFor(draft)
  mute.add(entry.id)
  return null
}

/** Names outlast what they stood for, so that what is said of them can be loaded. */
function withStandIn(entry: RecordedEntry): RecordedEntry | null {
  const { type, parts, name } = entry
  if (parts[type === 'claim' ? 'statement' : 'content'] !== undefined) return entry
  if (name === undefined || entry.erased?.some(({ part }) => part === 'name') === true) return null
  const content =
    type === 'subject'
      ? { subject: name, title: name, party: null, place: null }
      : { code: name, sort: 'person', name, aliases: [], of: null }
  return { ...entry, parts: { ...parts, content } }
}

/** An entry without what it says of those that say nothing any more; null where nothing else is left. */
function heard(draft: Draft, mute: ReadonlySet<string>): Draft | null {
  const isMute = (id: string | null) => id !== null && mute.has(id)
  switch (draft.type) {
    case 'claim':
      return isMute(draft.document) ? { ...draft, document: null } : draft
    case 'assessment':
      return isMute(draft.claim) ? null : draft
    case 'relation':
      return isMute(draft.from) || isMute(draft.to) ? null : draft
    case 'decision': {
      const claims = draft.claims.filter((id) => !isMute(id))
      return claims.length === 0 ? null : { ...draft, claims }
    }
    case 'party':
    case 'subject':
    case 'document':
    case 'release':
    case 'approval':
    case 'erasure':
      return draft
  }
}

function rowFor(draft: Draft): string | null {
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
  const source = type === 'claim' ? NO_SOURCE : {}
  const base = { ...source, ...content, handling: handlingIn(entry), id, type }
  if (type !== 'document') return draftSchema.parse(base)
  const reference = draftSchema.parse({ ...base, bytes: null, text: null })
  if (reference.type !== 'document') throw new Error(`entry ${id} is no document`)
  if (entry.erased?.some(({ part }) => part === 'held') === true) return reference
  return {
    ...reference,
    bytes: isHeld === true ? new Uint8Array() : null,
    text: typeof extractor === 'string' ? { extractor, content: '' } : null,
  }
}

/** Of a claim whose source was erased or is withheld. */
const NO_SOURCE = { reportedBy: null, document: null, citations: [], note: null }

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
