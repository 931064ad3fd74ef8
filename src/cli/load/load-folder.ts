import type { Progress } from '#platform'
import { type Draft, ensureMission, openAppender } from '#register'

import { type FolderRow, type Problem, readFolder } from '../folder/folder-rows.ts'
import { readMissionFile } from '../folder/mission-file.ts'
import { appendDeferred, appendRows } from './append-rows.ts'
import { FaultyFolder } from './faulty-folder.ts'
import type { LoadContext, Loaded, Loading } from './loading.ts'
import { type CheckedRow, type NamedDocuments, parseRow } from './parse-row.ts'

/** How many entries are put on record in one statement, and how many bytes of documents with them. */
const BATCH = 500
const BATCH_BYTES = 16 * 1024 * 1024

/**
 * Puts a mission's folder on record, all of it or nothing: every row is checked, and what is wrong is told
 * row by row. What is on record already with the same content is left as it is, so that loading twice is safe.
 */
export async function loadFolder(
  context: LoadContext,
  folder: string,
  progress: Progress,
): Promise<Loaded> {
  const { handling, ...mission } = readMissionFile(folder)
  return context.db.transaction(async (db) => {
    await ensureMission({ db, clock: context.clock }, mission)
    const loading: Loading = {
      ...context,
      db,
      folder,
      handling,
      mission: mission.mission,
      appender: openAppender({ db, clock: context.clock, delayHours: context.delayHours }),
      problems: [],
      deferred: [],
      types: new Map(),
      decisions: new Set(),
    }
    await loadRows(loading, progress)
    if (loading.problems.length > 0) throw new FaultyFolder(loading.problems)
    return { ...mission, types: [...loading.types.values()] }
  })
}

async function loadRows(loading: Loading, progress: Progress): Promise<void> {
  const documents: NamedDocuments = new Map()
  let batch: CheckedRow[] = []
  for await (const row of readFolder(loading.folder, progress)) {
    const checked = 'sentence' in row ? [row] : checkRow(loading, row, documents)
    if (!isChecked(checked)) {
      loading.problems.push(...checked)
      continue
    }
    const isNextType = batch[0] !== undefined && batch[0].draft.type !== checked.draft.type
    if (isNextType || isFull(batch)) batch = await appendBatch(loading, batch)
    if (isNextType) await appendDeferred(loading)
    batch.push(checked)
  }
  await appendBatch(loading, batch)
  await appendDeferred(loading)
}

function isFull(batch: readonly CheckedRow[]): boolean {
  const bytes = batch.reduce((sum, { draft }) => sum + sizeOf(draft), 0)
  return batch.length === BATCH || bytes > BATCH_BYTES
}

function sizeOf(draft: Draft): number {
  if (draft.type !== 'document') return 0
  return (draft.bytes?.length ?? 0) + (draft.text?.content.length ?? 0)
}

async function appendBatch(loading: Loading, batch: readonly CheckedRow[]): Promise<CheckedRow[]> {
  if (batch.length > 0) await appendRows(loading, batch)
  return []
}

function checkRow(
  { folder, kinds, handling, decisions }: Loading,
  row: FolderRow,
  documents: NamedDocuments,
): CheckedRow | readonly Problem[] {
  const checked = parseRow(row, { folder, kinds, handling, documents })
  if (!isChecked(checked)) return checked
  const { draft } = checked
  if (draft.type === 'decision') decisions.add(draft.id)
  if (draft.type !== 'approval' || decisions.has(draft.proposal)) return checked
  const { file, line } = row
  return [{ file, line, field: 'proposal', sentence: ANSWERS_NOTHING }]
}

const ANSWERS_NOTHING =
  'This is no decision of the folder; a folder approves its own decisions only, everything else is approved by somebody who signed in.'

function isChecked(result: CheckedRow | readonly Problem[]): result is CheckedRow {
  return 'draft' in result
}
