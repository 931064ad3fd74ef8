import type { Child } from 'hono/jsx'

import { FigureValue, figureText } from '../figure-value.tsx'
import type { Reader } from '../reader.ts'
import type { ShownFigure } from '../shown-figure.ts'
import { Table } from '../table.tsx'
import type { Column } from '../table.tsx'

/** Who promised, and the figure at each stage; null where nothing is on record for it. */
export interface StageRow {
  readonly label: string
  /** Where the row leads: the party's or subject's own page. */
  readonly href?: string
  /** One a stage, in the order of the stages. */
  readonly cells: readonly (ShownFigure | null)[]
}

/** Rows by stages, as every chart of stages takes them. */
export interface Stages {
  /** Names of the stages in the reader's words, first to last. */
  readonly stages: readonly string[]
  readonly rows: readonly StageRow[]
  /** Head of the column of labels: State, donor, fund. */
  readonly rowHead: string
  /** Sums under the rows, a cell a stage; leave out where stages do not add up. */
  readonly totals?: readonly StageRow[]
}

/** Rows by stages as a table, every number with its mark. */
export function StageTable(
  props: Stages & { readonly reader: Reader; readonly caption: string },
): Child {
  const { reader, stages, rows, totals } = props
  const columns: readonly Column<StageRow>[] = [
    {
      head: props.rowHead,
      as: 'row-head',
      cell: (row) =>
        row.href === undefined ? (
          <span class="recorded">{row.label}</span>
        ) : (
          <a class="recorded" href={row.href}>
            {row.label}
          </a>
        ),
    },
    ...stages.map((stage, place) => ({
      head: stage,
      as: 'number' as const,
      cell: (row: StageRow) => <StageCell reader={reader} figure={row.cells[place] ?? null} />,
    })),
  ]
  const table = { reader, caption: props.caption, captionAs: 'hidden' as const, columns, rows }
  if (totals === undefined) return <Table {...table} />
  const foot = totals.map(({ label, cells }) => [
    label,
    ...cells.map((figure) => <StageCell reader={reader} figure={figure} />),
  ])
  return <Table {...table} foot={foot} />
}

/** All that the rows say, in words, for readers who do not see the picture. */
export function stageSummary(reader: Reader, { stages, rows }: Stages): string {
  return rows
    .map((row) => {
      const said = row.cells.flatMap((figure, place) =>
        figure === null ? [] : [`${stages[place] ?? ''} ${figureText(reader, figure)}`],
      )
      return `${row.label}: ${said.join(', ')}`
    })
    .join('; ')
}

/** Every figure of the rows. */
export function stageFigures({ rows }: Stages): readonly ShownFigure[] {
  return rows.flatMap((row) => row.cells).filter((figure) => figure !== null)
}

function StageCell(props: { readonly reader: Reader; readonly figure: ShownFigure | null }): Child {
  if (props.figure === null) return <span class="dim">–</span>
  return <FigureValue reader={props.reader} figure={props.figure} />
}
