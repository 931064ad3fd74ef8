import fs from 'node:fs'
import path from 'node:path'

import { canonicalJson } from '#kit'
import { type Db, type Progress, RefusedError } from '#platform'
import {
  type EntryType,
  type Mission,
  readRecorded,
  type RecordedEntry,
  type RecordPoint,
} from '#register'

import { MISSION_FILE } from '../folder/mission-file.ts'
import { BLOBS } from '../load/parse-row.ts'
import { exportBlobs } from './export-blobs.ts'
import { openSheets, sheetRow } from './sheet-files.ts'
import { type ListedFile, WrittenFile } from './written-file.ts'

/** What is exported: one mission's record as it stood. */
export interface ExportContext {
  readonly db: Db
  readonly mission: Mission
  readonly recordAt: RecordPoint
}

/** How many entries are read at once. */
const PAGE = 500

/**
 * Writes a mission's record to a folder that did not exist: the files that `load` reads, every entry with
 * its leaf in `entries.jsonl`, what documents hold under `blobs/`, and a manifest of it all.
 */
export async function exportFolder(
  context: ExportContext,
  folder: string,
  progress: Progress,
): Promise<readonly ListedFile[]> {
  if (fs.existsSync(folder)) {
    throw new RefusedError(
      'conflict',
      'export.folder_exists',
      `${folder} exists already, and an export never writes over anything; name a new folder.`,
    )
  }
  const draft = `${folder}.part`
  fs.rmSync(draft, { recursive: true, force: true })
  fs.mkdirSync(path.join(draft, BLOBS), { recursive: true })
  try {
    const files = await writeFiles(context, draft, progress)
    fs.renameSync(draft, folder)
    return files
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

async function writeFiles(
  { db, mission, recordAt }: ExportContext,
  folder: string,
  progress: Progress,
): Promise<readonly ListedFile[]> {
  const missionFile = new WrittenFile(folder, MISSION_FILE)
  await missionFile.write(`${JSON.stringify(mission, null, 2)}\n`, 1)
  const files = [
    await missionFile.end(),
    ...(await writeEntries({ db, mission, recordAt }, folder, progress)),
  ]
  const manifest = new WrittenFile(folder, 'manifest.json')
  const content = { mission: mission.mission, recordAt, files }
  await manifest.write(`${JSON.stringify(content, null, 2)}\n`, 1)
  await manifest.end()
  return files
}

async function writeEntries(
  { db, mission: { mission }, recordAt }: ExportContext,
  folder: string,
  progress: Progress,
): Promise<readonly ListedFile[]> {
  const entries = new WrittenFile(folder, 'entries.jsonl')
  const sheets = await openSheets(folder)
  const blobs: ListedFile[] = []
  const written = new Set<string>()
  const mute = new Set<string>()
  try {
    for (let after = 0; after < recordAt.seq; after += PAGE) {
      const until = Math.min(after + PAGE, recordAt.seq)
      const page = await readRecorded(db, mission, { after, until, recordAt: recordAt.seq })
      for (const entry of page) {
        await writeEntry(entry, { entries, sheets, mute })
        blobs.push(...(await exportBlobs({ db, mission, entry }, folder, written)))
      }
      progress.step(until, recordAt.seq)
    }
  } catch (error) {
    for (const file of [entries, ...sheets.values()]) file.destroy()
    throw error
  }
  const ended: ListedFile[] = []
  for (const file of [...sheets.values(), entries]) ended.push(await file.end())
  return [...ended, ...blobs]
}

interface Writing {
  readonly entries: WrittenFile
  readonly sheets: ReadonlyMap<EntryType, WrittenFile>
  readonly mute: Set<string>
}

async function writeEntry(entry: RecordedEntry, { entries, sheets, mute }: Writing): Promise<void> {
  await entries.write(`${canonicalJson(entry)}\n`, 1)
  const row = sheetRow(entry, mute)
  if (row !== null) await sheets.get(entry.type)?.write(row, 1)
}
