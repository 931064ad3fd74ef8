import { definePage } from '#desk-kit'
import {
  type Column,
  PageHead,
  type Reader,
  Recorded,
  StatusMark,
  Table,
  text,
  EdtfOrDash,
  SubjectLink,
} from '#ui'

import { governmentsAccount, type GovernmentRow } from './governments.ts'
import { BasisMarks, Manner } from './said-parts.tsx'

/** Governments on the other side of agreements, and who says that they are in office. */
export const governmentsPage = definePage({
  account: governmentsAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'agreements.governments-account')}
        lead={text(reader, 'agreements.governments.lead')}
      />
      <Table
        reader={reader}
        caption={text(reader, 'agreements.governments-account')}
        captionAs="hidden"
        rows={rows}
        columns={columnsFor(reader)}
      />
    </>
  ),
})

function columnsFor(reader: Reader): readonly Column<GovernmentRow>[] {
  return [
    {
      head: text(reader, 'agreements.governments.government'),
      as: 'row-head',
      cell: (row) => <SubjectLink reader={reader} subject={row.subject} title={row.title} />,
    },
    {
      head: text(reader, 'agreements.governments.in-office'),
      as: 'text',
      cell: ({ inOffice, disputed, said }) => (
        <>
          <StatusMark reader={reader} status={inOffice} />
          <BasisMarks reader={reader} basis={said.flatMap(({ basis }) => basis)} />
          {disputed ? (
            <>
              {' '}
              <StatusMark reader={reader} status="disputed" />
            </>
          ) : null}
        </>
      ),
    },
    {
      head: text(reader, 'agreements.governments.said'),
      as: 'text',
      cell: ({ said }) => (
        <ul>
          {said.map((one) => (
            <li>
              <Recorded>{one.institution}</Recorded>
              {': '}
              {text(reader, `agreements.government.status.${one.status}`)}
              <Manner reader={reader} said={one} />
              <BasisMarks reader={reader} basis={one.basis} />
            </li>
          ))}
        </ul>
      ),
    },
    {
      head: text(reader, 'agreements.governments.since'),
      as: 'text',
      cell: ({ said }) => <EdtfOrDash reader={reader} edtf={said[0]?.since ?? null} />,
    },
  ]
}
