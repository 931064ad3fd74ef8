import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { stringify } from 'csv-stringify/sync'

/** The rows of a mission's folder, file by file; the first row of each is its heading. */
export type FolderFiles = Readonly<Record<string, readonly (readonly (string | number)[])[]>>

/** An id that is the same in every run, so that a folder can be written twice. */
export function idOf(number: number): string {
  return `018e2f4e-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** The headings of the files. */
export const HEADINGS = {
  parties: ['id', 'code', 'sort', 'name', 'aliases', 'of'],
  subjects: ['id', 'subject', 'title', 'party', 'place'],
  documents: [
    'id',
    'key',
    'title',
    'publisher',
    'address',
    'published',
    'language',
    'sha256',
    'textSha256',
  ],
  claims: [
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
  relations: ['id', 'relation', 'from', 'to', 'whose', 'by', 'said', 'reason'],
} as const

/** A pledge of so many people as a value; `null` where nobody gave a number. */
export function pledgeOf(people: number | null): string {
  return JSON.stringify({
    personnel: { low: people, high: people, unit: 'person' },
    component: 'police',
    stage: 'pledge',
  })
}

/**
 * A small mission: Benin's pledge told as 2,000 by the press and notified as 1,500 two days later, and
 * Chad's without a number. The bureau belongs to an organisation further down, as compilers write it.
 */
export function smallMission(): FolderFiles {
  const report = [idOf(5), 'agency-report', 'Report', 'Agency', 'https://example.org/1', '2024-02']
  const reason = [idOf(20), 'contradicts', idOf(11), idOf(10), 'source', 'BEN', '2024-02-28']
  return {
    'parties.csv': [
      HEADINGS.parties,
      [idOf(1), 'BUREAU', 'office', 'The bureau', 'desk|office', 'AGENCY'],
      [idOf(2), 'AGENCY', 'organisation', 'The agency, limited', '', ''],
    ],
    'subjects.csv': [
      HEADINGS.subjects,
      [idOf(3), 'pledge-ben', 'Personnel promised by Benin', 'BEN', ''],
      [idOf(4), 'pledge-tcd', 'Personnel promised by "Chad"', 'TCD', ''],
    ],
    'documents.csv': [
      HEADINGS.documents,
      [...report, 'en', '', ''],
      [idOf(6), 'letter', 'Letter', 'Bureau', '', '2024-02-28', 'fr', '', ''],
    ],
    'claims-a.csv': [
      HEADINGS.claims,
      claimRow(10, { said: '2024-02-26', reportedBy: 'BUREAU' }),
      claimRow(11, {
        value: pledgeOf(1500),
        valid: '2024-02-28/..',
        assertedBy: 'BEN',
        document: 'letter',
        authority: 'formal-notification',
        note: 'Two lines,\nand a "quote".',
      }),
    ],
    'claims-b.csv': [
      HEADINGS.claims,
      claimRow(12, { subject: 'pledge-tcd', value: pledgeOf(null), assertedBy: 'BUREAU' }),
    ],
    'relations.csv': [HEADINGS.relations, [...reason, 'Another number.']],
  }
}

function claimRow(number: number, cells: Readonly<Record<string, string>>): readonly string[] {
  const row: Readonly<Record<string, string>> = { ...CLAIM, ...cells, id: idOf(number) }
  return HEADINGS.claims.map((column) => row[column] ?? '')
}

const CLAIM: Readonly<Record<string, string>> = {
  kind: 'forces.pledge',
  subject: 'pledge-ben',
  value: pledgeOf(2000),
  modality: 'affirmed',
  valid: '2024-02-26/..',
  assertedBy: 'AGENCY',
  document: 'agency-report',
  authority: 'press-quote',
}

/** Writes a mission's folder for a test that removes it; what says nothing else is kept within. */
export function writeFolder(
  files: FolderFiles,
  mission = 'mss-small',
  release: 'public' | 'restricted' = 'restricted',
): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-mission-'))
  fs.writeFileSync(
    path.join(folder, 'mission.json'),
    JSON.stringify({
      mission,
      title: { en: 'A small mission', fr: 'Une petite mission' },
      release,
    }),
  )
  for (const [name, rows] of Object.entries(files)) {
    fs.writeFileSync(path.join(folder, name), stringify(rows.map((row) => [...row])))
  }
  return folder
}
