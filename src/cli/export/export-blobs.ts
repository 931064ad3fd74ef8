import path from 'node:path'

import type { Db } from '#platform'
import { findBytes, findText, type RecordedEntry, wholeContentOf } from '#register'

import { BLOBS } from '../load/parse-row.ts'
import { type ListedFile, WrittenFile } from './written-file.ts'

/** Writes the bytes and the text that a document holds, each once, under their SHA-256. */
export async function exportBlobs(
  { db, mission, entry }: { db: Db; mission: string; entry: RecordedEntry },
  folder: string,
  written: Set<string>,
): Promise<readonly ListedFile[]> {
  if (entry.type !== 'document') return []
  const { isHeld, extractor, sha256, textSha256 } = wholeContentOf(entry)
  const files: ListedFile[] = []
  if (isHeld === true && typeof sha256 === 'string' && !written.has(sha256)) {
    written.add(sha256)
    const bytes = await findBytes(db, mission, sha256)
    if (bytes !== undefined) files.push(await writeBlob(folder, sha256, bytes))
  }
  if (typeof extractor === 'string' && typeof textSha256 === 'string' && !written.has(textSha256)) {
    written.add(textSha256)
    const text = await findText(db, mission, textSha256)
    if (text !== undefined)
      files.push(await writeBlob(folder, textSha256, Buffer.from(text.content)))
  }
  return files
}

async function writeBlob(folder: string, sha256: string, bytes: Uint8Array): Promise<ListedFile> {
  const file = new WrittenFile(folder, path.join(BLOBS, sha256))
  await file.write(bytes, 1)
  return file.end()
}
