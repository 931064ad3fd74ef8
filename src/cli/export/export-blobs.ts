import path from 'node:path'

import type { Db } from '#platform'
import { findText } from '#register'

import { contentOf, type RecordedEntry } from '../entries.ts'
import { BLOBS } from '../load/parse-row.ts'
import { type ListedFile, WrittenFile } from './written-file.ts'

/** Writes the bytes and the text that a document holds, each once, under their SHA-256. */
export async function exportBlobs(
  { db, mission, entry }: { db: Db; mission: string; entry: RecordedEntry },
  folder: string,
  written: Set<string>,
): Promise<readonly ListedFile[]> {
  if (entry.type !== 'document') return []
  const { isHeld, extractor, sha256, textSha256 } = contentOf(entry)
  const files: ListedFile[] = []
  if (isHeld === true && typeof sha256 === 'string' && !written.has(sha256)) {
    written.add(sha256)
    const [blob] = await db.run<{ bytes: Uint8Array }>(BYTES, [mission, sha256])
    if (blob !== undefined) files.push(await writeBlob(folder, sha256, blob.bytes))
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

const BYTES = {
  name: 'cli-blob',
  text: `SELECT b.bytes FROM register.mission m JOIN register.blob b USING (mission_id)
    WHERE m.mission = $1 AND b.sha256 = $2`,
}
