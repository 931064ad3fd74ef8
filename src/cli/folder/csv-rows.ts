import { isUtf8 } from 'node:buffer'
import fs from 'node:fs'
import { pipeline } from 'node:stream'

import { CsvError, type Info, parse } from 'csv-parse'

import type { Cells } from './sheet.ts'

/** A row of a file, and the line on which it begins. */
export interface CsvRow {
  readonly line: number
  readonly cell: Cells
  /** How many bytes of the file had been read with it. */
  readonly bytes: number
}

/** What is wrong with a file or a row, before anybody asks what it says. */
export class CsvFault extends Error {
  readonly line: number

  constructor(line: number, sentence: string) {
    super(sentence)
    this.name = 'CsvFault'
    this.line = line
  }
}

const LINE_END = 0x0a

interface Parsed {
  readonly record: readonly string[]
  readonly info: Info
}

/**
 * Reads a CSV file row by row, whatever its size. A row with too few or too many cells comes as a `CsvFault`;
 * a file that breaks off or is not UTF-8 ends with one.
 * @yields each row in turn
 */
export async function* readCsv(
  file: string,
  checkHeader: (columns: readonly string[]) => string | null,
): AsyncGenerator<CsvRow | CsvFault> {
  const parser = parse({
    bom: true,
    info: true,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
  })
  pipeline(fs.createReadStream(file), onlyUtf8, parser, () => undefined)
  let columns: readonly string[] | undefined
  try {
    for await (const parsed of parser as AsyncIterable<unknown>) {
      if (!isParsed(parsed)) throw new TypeError('csv-parse gave something else than a row.')
      const { record, info } = parsed
      const line = info.lines - lineBreaks(record)
      if (columns !== undefined) yield toRow(columns, record, { line, bytes: info.bytes })
      else columns = refuseFaulty(record, line, checkHeader)
    }
    if (columns === undefined) refuseFaulty([], 1, checkHeader)
  } catch (error) {
    yield faultOf(error)
  }
}

function refuseFaulty(
  columns: readonly string[],
  line: number,
  checkHeader: (columns: readonly string[]) => string | null,
): readonly string[] {
  const fault = checkHeader(columns)
  if (fault === null) return columns
  throw new CsvFault(line, fault)
}

function toRow(
  columns: readonly string[],
  record: readonly string[],
  { line, bytes }: { line: number; bytes: number },
): CsvRow | CsvFault {
  if (record.length !== columns.length) {
    return new CsvFault(
      line,
      `The row has ${record.length} cells where the heading has ${columns.length}; put quotes around a text that holds a comma.`,
    )
  }
  const cells = new Map(columns.map((column, place) => [column, record[place] ?? '']))
  return { line, bytes, cell: (column) => cells.get(column) ?? '' }
}

/**
 * Passes on what is UTF-8, line by line: no character of UTF-8 holds the byte of a line's end.
 * @yields whole lines
 */
async function* onlyUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  for await (const chunk of chunks) {
    const read = Buffer.concat([rest, chunk])
    const end = read.lastIndexOf(LINE_END) + 1
    const whole = read.subarray(0, end)
    line = checkLines(whole, line)
    rest = read.subarray(end)
    if (whole.length > 0) yield whole
  }
  checkLines(rest, line)
  yield rest
}

/** The number of the line after these; refused where one of them is not UTF-8. */
function checkLines(bytes: Buffer, first: number): number {
  const isWhole = isUtf8(bytes)
  let [line, from] = [first, 0]
  for (let end = bytes.indexOf(LINE_END); end !== -1; end = bytes.indexOf(LINE_END, from)) {
    if (!isWhole && !isUtf8(bytes.subarray(from, end))) throw notUtf8(line)
    line += 1
    from = end + 1
  }
  if (!isWhole) throw notUtf8(line)
  return line
}

function notUtf8(line: number): CsvFault {
  return new CsvFault(
    line,
    'The file is not UTF-8 here; save it as UTF-8, guessing its encoding could change letters.',
  )
}

function lineBreaks(record: readonly string[]): number {
  return record.reduce((count, cell) => count + cell.split('\n').length - 1, 0)
}

function faultOf(error: unknown): CsvFault {
  if (error instanceof CsvFault) return error
  if (!(error instanceof CsvError)) throw error
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1
  return new CsvFault(
    line,
    `The file cannot be read from here on (${error.message}); write a quote within a text twice, and close every quote.`,
  )
}

function isParsed(parsed: unknown): parsed is Parsed {
  return typeof parsed === 'object' && parsed !== null && 'record' in parsed && 'info' in parsed
}
