import type { Child } from 'hono/jsx'

import type { Reader } from './reader.ts'
import { ScrollRegion } from './scroll-region.tsx'
import { isWhole, wholeLink } from './whole.ts'
import { text } from './words.ts'

/** One column of a table. */
export interface Column<Row> {
  readonly head: Child
  readonly cell: (row: Row) => Child
  /** `number` aligns digits; `row-head` names the row (`<th scope="row">`); `text` is the rest. */
  readonly as: 'row-head' | 'text' | 'number'
}

/** What a table shows. */
export interface TableProps<Row> {
  readonly reader: Reader
  /** Plain words: it also names the scrolling region. */
  readonly caption: string
  /** `hidden` where a heading right above says the same. */
  readonly captionAs: 'shown' | 'hidden'
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** The last rows, one cell a column, under a rule; leave out where nothing adds up. */
  readonly foot?: readonly (readonly Child[])[]
  /**
   * Where there may be hundreds of rows: only the first are drawn, and a link draws them all. The id is that of the
   * heading above; the order says what comes first.
   */
  readonly cutAs?: string
  /** Class names a row is given: `appeared`, `disappeared`, `chosen`. */
  readonly rowClass?: (row: Row) => string | undefined
}

/** A table that scrolls inside its own region, never the page; draws the empty state where there are no rows. */
export function Table<Row>(props: TableProps<Row>): Child {
  const { reader, rows, cutAs } = props
  if (rows.length === 0) return <Empty reader={reader} />
  if (cutAs === undefined || rows.length <= MOST_ROWS || isWhole(reader, cutAs)) {
    return <WholeTable {...props} />
  }
  return (
    <>
      <WholeTable {...props} rows={rows.slice(0, MOST_ROWS)} />
      <ShowAll reader={reader} list={cutAs} shown={MOST_ROWS} count={rows.length} />
    </>
  )
}

/** So many rows of a table that may be cut are drawn unless all of them are asked for. */
const MOST_ROWS = 50

/** How much of a list is drawn, and the way to all of it. */
export function ShowAll(props: {
  readonly reader: Reader
  readonly list: string
  readonly shown: number
  readonly count: number
  /** Where the list begins, if not at its own name. */
  readonly anchor?: string
}): Child {
  const { reader, list, shown, count, anchor } = props
  return (
    <p class="sub">
      {text(reader, 'page.shown', { shown, count })}{' '}
      <a href={wholeLink(reader, list, anchor)}>{text(reader, 'page.all')}</a>
    </p>
  )
}

function WholeTable<Row>(props: TableProps<Row>): Child {
  const { reader, caption, columns, rows } = props
  return (
    <ScrollRegion reader={reader} caption={caption}>
      <table>
        <caption class={props.captionAs === 'hidden' ? 'vh' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={alignment(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr class={props.rowClass?.(row)}>
              {columns.map((column) => (
                <Cell column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {props.foot === undefined ? null : <Foot columns={columns} foot={props.foot} />}
      </table>
    </ScrollRegion>
  )
}

/** What stands where a list would be, when nothing is on record at these dates. */
export function Empty(props: { readonly reader: Reader; readonly children?: Child }): Child {
  return (
    <div class="empty">
      <p>{props.children ?? text(props.reader, 'page.empty')}</p>
      <p class="dim">{text(props.reader, 'page.empty.hint')}</p>
    </div>
  )
}

/** Links to the pages of a list by cursor; draws nothing on a list of one page. */
export function Pagination(props: {
  readonly reader: Reader
  /** The list's own path with its filters. */
  readonly path: string
  /** Where the next page starts; null on the last. */
  readonly next: string | null
  /** The cursor this page was asked with; null on the first. */
  readonly current: string | null
}): Child {
  const { reader, path, next, current } = props
  if (next === null && current === null) return null
  const joint = path.includes('?') ? '&' : '?'
  return (
    <nav class="pages" aria-label={text(reader, 'page.label')}>
      {current === null ? null : (
        <a href={reader.link(path)} rel="first">
          {text(reader, 'page.first')}
        </a>
      )}
      {next === null ? null : (
        <a href={reader.link(`${path}${joint}after=${encodeURIComponent(next)}`)} rel="next">
          {text(reader, 'page.next')}
        </a>
      )}
    </nav>
  )
}

function Cell<Row>(props: { readonly column: Column<Row>; readonly row: Row }): Child {
  const { column, row } = props
  if (column.as === 'row-head') return <th scope="row">{column.cell(row)}</th>
  return <td class={alignment(column)}>{column.cell(row)}</td>
}

function Foot<Row>(props: {
  readonly columns: readonly Column<Row>[]
  readonly foot: readonly (readonly Child[])[]
}): Child {
  return (
    <tfoot>
      {props.foot.map((cells) => (
        <tr>
          {props.columns.map((column, place) =>
            column.as === 'row-head' ? (
              <th scope="row">{cells[place]}</th>
            ) : (
              <td class={alignment(column)}>{cells[place]}</td>
            ),
          )}
        </tr>
      ))}
    </tfoot>
  )
}

function alignment<Row>(column: Column<Row>): string | undefined {
  return column.as === 'number' ? 'n' : undefined
}
