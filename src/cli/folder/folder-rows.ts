import fs from 'node:fs'
import path from 'node:path'

import type { Progress } from '#platform'

import { didYouMean } from '../nearest.ts'
import { claimsSheet } from './claims-sheet.ts'
import { CsvFault, readCsv } from './csv-rows.ts'
import type { Cells, Sheet } from './sheet.ts'
import {
  approvalsSheet,
  assessmentsSheet,
  decisionsSheet,
  documentsSheet,
  partiesSheet,
  relationsSheet,
  subjectsSheet,
} from './sheets.ts'

/** A row of a mission's folder, ready to be checked. */
export interface FolderRow {
  readonly file: string
  readonly line: number
  readonly sheet: Pick<Sheet, 'type' | 'toInput'>
  readonly cell: Cells
}

/** A place in a file of the folder, and what is wrong there. */
export interface Problem {
  readonly file: string
  readonly line: number
  /** The column; empty where the whole row or file is meant. */
  readonly field: string
  readonly sentence: string
}

interface SheetFile {
  readonly file: string
  readonly sheet: Pick<Sheet, 'type' | 'prefix' | 'columns' | 'optional' | 'toInput'>
}

/** In the order of loading, so that an entry comes after those it names. */
const SHEETS = [
  partiesSheet,
  subjectsSheet,
  documentsSheet,
  claimsSheet,
  assessmentsSheet,
  decisionsSheet,
  approvalsSheet,
  relationsSheet,
] as const

/**
 * Reads every row of a mission's folder: sheet by sheet, and within one the files by name.
 * @yields each row, or what is wrong in its place
 */
export async function* readFolder(
  folder: string,
  progress: Progress,
): AsyncGenerator<FolderRow | Problem> {
  const files = findFiles(folder)
  const sizes = files.map(({ file }) => fs.statSync(path.join(folder, file)).size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let before = 0
  for (const [place, { file, sheet }] of files.entries()) {
    for await (const row of readCsv(path.join(folder, file), (columns) =>
      headerFault(sheet, columns),
    )) {
      if (row instanceof CsvFault) {
        yield { file, line: row.line, field: '', sentence: row.message }
      } else {
        yield { file, line: row.line, sheet, cell: row.cell }
        progress.step(before + row.bytes, total)
      }
    }
    before += sizes[place] ?? 0
  }
}

function findFiles(folder: string): readonly SheetFile[] {
  const names = fs.readdirSync(folder).sort()
  return SHEETS.flatMap((sheet) =>
    names
      .filter((file) => file.startsWith(sheet.prefix) && file.endsWith('.csv'))
      .map((file) => ({ file, sheet })),
  )
}

function headerFault(
  { columns, optional }: Pick<Sheet, 'columns' | 'optional'>,
  found: readonly string[],
): string | null {
  const known = [...columns, ...optional]
  const unknown = found.find((column) => !known.includes(column))
  if (unknown !== undefined) {
    return `The heading names an unknown column "${unknown}".${didYouMean(unknown, known)} The columns are: ${known.join(', ')}.`
  }
  const double = found.find((column, place) => found.indexOf(column) !== place)
  if (double !== undefined) return `The heading names the column "${double}" twice; rename one.`
  const missing = columns.filter((column) => !found.includes(column))
  if (missing.length === 0) return null
  return `The heading lacks ${missing.map((column) => `"${column}"`).join(', ')}; begin the file with the line ${columns.join(',')}.`
}
