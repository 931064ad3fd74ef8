/** A column of a table for people. */
export interface Column {
  readonly heading: string
  readonly align: 'start' | 'end'
}

/** An aligned table: a heading, a rule and the rows; the last column may be of any width. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ heading }, place) =>
    Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[place] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, place) => pad(cells[place] ?? '', widths[place] ?? 0, align))
      .join('  ')
      .trimEnd()
  const lines = [
    line(columns.map(({ heading }) => heading)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map(line),
  ]
  return `${lines.join('\n')}\n`
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'end' ? space + text : text + space
}

/** Letters as they are seen: a letter and its accent written apart are one. */
function widthOf(text: string): number {
  return Array.from(text.normalize('NFC')).length
}
