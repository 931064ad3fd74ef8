import type { Child } from 'hono/jsx'

import { definePage } from '#desk-kit'
import { type Column, EdtfTime, Marks, PageHead, PATHS, type Reader, Table, text } from '#ui'

import { type CheckRow, movementChecksAccount } from './movement-checks.ts'

/** What is doubtful about the movements on record. */
export const movementChecksPage = definePage({
  account: movementChecksAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'forces.movement-checks-account')}
        lead={text(reader, 'forces.checks.lead')}
      />
      <ChecksTable reader={reader} rows={rows} />
    </>
  ),
})

/** Doubts about movements, a line each, leading to the movements and to the claims that raise them. */
export function ChecksTable(props: {
  readonly reader: Reader
  readonly rows: readonly CheckRow[]
}): Child {
  const { reader, rows } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.movement-checks-account')}
      captionAs="hidden"
      rows={rows}
      columns={columnsFor(reader)}
    />
  )
}

function columnsFor(reader: Reader): readonly Column<CheckRow>[] {
  return [
    {
      head: text(reader, 'forces.strength.contributor'),
      as: 'row-head',
      cell: ({ party, subject }) => (
        <a href={reader.link(PATHS.subject(subject))}>
          {party === null ? subject : reader.party(party)}
        </a>
      ),
    },
    {
      head: text(reader, 'forces.checks.on'),
      as: 'text',
      cell: ({ on }) => <EdtfTime reader={reader} edtf={on} />,
    },
    {
      head: text(reader, 'forces.checks.doubt'),
      as: 'text',
      cell: ({ doubt, basis }) => (
        <>
          {text(reader, `forces.checks.${doubt}`)}
          <Marks reader={reader} claims={basis} />
        </>
      ),
    },
    {
      head: text(reader, 'forces.checks.other'),
      as: 'text',
      cell: ({ other }) =>
        other === null ? (
          '–'
        ) : (
          <a class="recorded" href={reader.link(PATHS.subject(other))}>
            {other}
          </a>
        ),
    },
    {
      head: text(reader, 'forces.checks.state'),
      as: 'text',
      cell: ({ state }) => text(reader, `forces.checks.${state}`),
    },
  ]
}
