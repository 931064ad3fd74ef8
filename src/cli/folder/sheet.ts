import type { Draft, EntryType } from '#register'

/** The cells of one row by column; a column that the file does not have is empty. */
export type Cells = (column: string) => string

/** A document named by claims of the same folder. */
export interface NamedDocument {
  readonly id: string
  readonly published: string
}

/** One kind of file of a mission's folder: its columns, and how a row and an entry become each other. */
export interface Sheet<D extends Draft = Draft> {
  readonly type: EntryType
  /** Files are called `<prefix>*.csv`. */
  readonly prefix: string
  readonly columns: readonly string[]
  /** Columns that a file may leave out. */
  readonly optional: readonly string[]
  /** The entry that a row describes, before it is checked; a cell that cannot be read is a `FaultyInput`. */
  toInput(cell: Cells, documents: ReadonlyMap<string, NamedDocument>): object
  /** The cells of an entry; null in what is left empty. */
  toCells(draft: Omit<D, 'handling'>): Readonly<Record<string, string | number | null>>
}

/** An empty cell says that there is nothing. */
export function orNull(text: string): string | null {
  return text === '' ? null : text
}

/** A cell that holds several words, divided by `|`; as JSON where one of them holds that sign itself. */
export function splitList(text: string): readonly unknown[] {
  if (text === '') return []
  if (!text.startsWith('[')) return text.split('|').map((word) => word.trim())
  const words: unknown = JSON.parse(text)
  return Array.isArray(words) ? words : [words]
}

/** The cell that `splitList` reads back. */
export function joinList(words: readonly string[]): string {
  const isPlain = words.every((word) => !word.includes('|') && !word.startsWith('['))
  return isPlain ? words.join('|') : JSON.stringify(words)
}
