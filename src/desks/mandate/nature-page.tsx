import { definePage } from '#desk-kit'
import { type Column, DisputableSubject, PageHead, type Reader, Table, text } from '#ui'

import { natureAccount, type NatureRow } from './nature.ts'
import { SaidIn } from './said-in.tsx'

/** What sort of mission it is said to be, with who says otherwise; its legal basis is in the instruments. */
export const naturePage = definePage({
  account: natureAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'mandate.nature-account')}
        lead={text(reader, 'mandate.nature.lead')}
        actions={[
          {
            href: reader.link('mandate/instruments'),
            label: text(reader, 'mandate.instruments-account'),
          },
        ]}
      />
      <Table
        reader={reader}
        caption={text(reader, 'mandate.nature-account')}
        captionAs="hidden"
        columns={columnsFor(reader)}
        rows={rows}
      />
    </>
  ),
})

function columnsFor(reader: Reader): readonly Column<NatureRow>[] {
  return [
    {
      head: text(reader, 'mandate.nature.mission'),
      as: 'row-head',
      cell: (row) => <DisputableSubject reader={reader} row={row} />,
    },
    {
      head: text(reader, 'mandate.nature.sort'),
      as: 'text',
      cell: ({ sort }) => (
        <SaidIn
          reader={reader}
          sayings={sort}
          draw={(says) => text(reader, `mandate.nature.sort.${says}`)}
        />
      ),
    },
    {
      head: text(reader, 'mandate.nature.description'),
      as: 'text',
      cell: ({ description }) => <SaidIn reader={reader} sayings={description} />,
    },
  ]
}
