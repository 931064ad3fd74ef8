import { canonicalJson, sameContent } from '#kit'
import { RefusedError } from '#platform'
import { type Draft, findRecorded, type RecordedEntry, wholeContentOf } from '#register'

import type { Loading } from './loading.ts'
import type { CheckedRow } from './parse-row.ts'

/** Puts rows on record that are not there yet; those that the register refuses wait for `appendDeferred`. */
export async function appendRows(loading: Loading, rows: readonly CheckedRow[]): Promise<void> {
  const fresh = await onlyFresh(loading, rows)
  countRows(loading, rows, fresh)
  try {
    await append(loading, fresh)
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    await appendOneByOne(loading, fresh)
  }
}

/** Tries the rows that wait again and again while that helps; what is still refused is a problem. */
export async function appendDeferred(loading: Loading): Promise<void> {
  const { deferred, problems } = loading
  let waiting = Infinity
  while (deferred.length > 0 && deferred.length < waiting) {
    waiting = deferred.length
    await appendOneByOne(
      loading,
      deferred.splice(0).map(({ row }) => row),
    )
  }
  for (const { row, sentence } of deferred.splice(0)) {
    const { file, line } = row.row
    problems.push({ file, line, field: '', sentence })
  }
}

/** Leaves out what is on record already; an id with other content is a problem. */
async function onlyFresh(
  { db, mission, problems }: Loading,
  rows: readonly CheckedRow[],
): Promise<readonly CheckedRow[]> {
  const recorded = await findRecorded(
    db,
    mission,
    rows.map(({ draft }) => draft.id),
  )
  const known = new Map(recorded.map((entry) => [entry.id, entry]))
  const seen = new Map<string, CheckedRow>()
  for (const row of rows) {
    const { id } = row.draft
    const entry = known.get(id)
    const twin = seen.get(id)
    const isSame =
      (entry === undefined || saysTheSame(entry, row.draft)) &&
      (twin === undefined ||
        canonicalJson(comparable(twin.draft)) === canonicalJson(comparable(row.draft)))
    if (!isSame) problems.push(idTaken(row))
    if (entry === undefined && twin === undefined) seen.set(id, row)
  }
  return [...seen.values()]
}

function idTaken({ row: { file, line }, draft: { id, type } }: CheckedRow) {
  const sentence = `The id ${id} is on record with other content; give this ${type} an id of its own, or correct the entry that has it by a relation.`
  return { file, line, field: 'id', sentence }
}

/** Parts that were erased say nothing against the content. */
function saysTheSame(entry: RecordedEntry, draft: Draft): boolean {
  const wanted = comparable(draft)
  return (
    entry.type === draft.type &&
    Object.entries(wholeContentOf(entry)).every(([name, said]) => sameContent(said, wanted[name]))
  )
}

/** What the record keeps of an entry: a document's bytes and text rest by their hash. */
function comparable(draft: Draft): Readonly<Record<string, unknown>> {
  if (draft.type !== 'document') return { ...draft }
  const { bytes, text, ...reference } = draft
  return { ...reference, isHeld: bytes !== null, extractor: text?.extractor ?? null }
}

function countRows(
  { types }: Loading,
  rows: readonly CheckedRow[],
  fresh: readonly CheckedRow[],
): void {
  const freshRows = new Set(fresh)
  for (const row of rows) {
    const { type } = row.draft
    const before = types.get(type) ?? { type, rows: 0, fresh: 0 }
    types.set(type, {
      type,
      rows: before.rows + 1,
      fresh: before.fresh + (freshRows.has(row) ? 1 : 0),
    })
  }
}

async function append(
  { appender, mission, actor }: Loading,
  rows: readonly CheckedRow[],
): Promise<void> {
  if (rows.length === 0) return
  const drafts = rows.map(({ draft }) => draft)
  const isProposed = drafts.every(({ type }) => type === 'decision')
  await appender.append({ mission, actor: isProposed ? FOLDER : actor.id }, drafts)
}

/**
 * Who proposed what a folder decides: those who made it, whatever they are called. Whoever loads it is the
 * second person, who answers for the approvals that it brings (docs/decisions/075).
 */
const FOLDER = 'folder'

/** A batch is refused as a whole; one by one shows which row is to blame. */
async function appendOneByOne(loading: Loading, rows: readonly CheckedRow[]): Promise<void> {
  for (const row of rows) {
    try {
      await append(loading, [row])
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      loading.deferred.push({ row, sentence: error.message })
    }
  }
}
