import type { Child } from 'hono/jsx'

import type { Answer } from '#desk-kit'
import type { Figure } from '#register'
import { type Column, FigureValue, Marks, type Reader, Recorded, Table, text } from '#ui'

import type { LedgerRow } from './ledger.ts'

/** The ledger of a day as a table: how each strength came about, what was reported, and what is between the two. */
export function LedgerTable(props: {
  readonly reader: Reader
  readonly answer: Answer<LedgerRow>
}): Child {
  const { reader, answer } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.ledger.of-day')}
      captionAs="hidden"
      columns={columnsFor(reader)}
      rows={answer.rows}
      rowClass={({ party }) => (party === null ? 'chosen' : undefined)}
    />
  )
}

function columnsFor(reader: Reader): readonly Column<LedgerRow>[] {
  const amount = (name: 'previous' | 'arrivals' | 'departures' | 'changes'): Column<LedgerRow> => ({
    head: text(reader, `forces.ledger.${name}`),
    as: 'number',
    cell: (row) => shown(reader, row[name]),
  })
  return [
    {
      head: text(reader, 'forces.strength.contributor'),
      as: 'row-head',
      cell: ({ party }) =>
        party === null ? text(reader, 'forces.strength.mission') : reader.party(party),
    },
    amount('previous'),
    amount('arrivals'),
    amount('departures'),
    amount('changes'),
    {
      head: text(reader, 'forces.ledger.computed'),
      as: 'number',
      cell: ({ figure }) => shown(reader, figure.basis.length === 0 ? null : figure),
    },
    {
      head: text(reader, 'forces.ledger.reported'),
      as: 'number',
      cell: ({ reported }) =>
        lines(reported.map(({ figure }) => <FigureValue reader={reader} figure={figure} />)),
    },
    {
      head: text(reader, 'forces.ledger.difference'),
      as: 'number',
      cell: ({ reported }) =>
        lines(
          reported.map(({ difference }) => <FigureValue reader={reader} figure={difference} />),
        ),
    },
    {
      head: text(reader, 'forces.ledger.state'),
      as: 'text',
      cell: (row) => <StateOf reader={reader} row={row} />,
    },
  ]
}

function StateOf({ reader, row }: { readonly reader: Reader; readonly row: LedgerRow }): Child {
  const { state, close, unruled } = row
  return (
    <>
      {text(reader, `forces.ledger.state.${state ?? 'unreported'}`)}
      {close === null
        ? null
        : close.reasons.map(({ reason, note }) => (
            <div>
              <code>{reason}</code> <Recorded>{note}</Recorded>
              <Marks reader={reader} claims={[close.claim]} />
            </div>
          ))}
      {close?.changed === true ? <div>{text(reader, 'forces.ledger.changed')}</div> : null}
      {unruled.map((status) => (
        <div>
          {text(reader, 'forces.ledger.unruled', {
            status: text(reader, `forces.status.${status}`),
          })}
        </div>
      ))}
    </>
  )
}

function shown(reader: Reader, figure: Figure | null): Child {
  return figure === null ? '–' : <FigureValue reader={reader} figure={figure} />
}

function lines(cells: readonly Child[]): Child {
  return cells.length === 0 ? '–' : cells.map((cell) => <div>{cell}</div>)
}
