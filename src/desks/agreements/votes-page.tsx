import { definePage } from '#desk-kit'
import { FigureValue, PageHead, Recorded, Table, text, SubjectLink } from '#ui'

import { BasisMarks, Manner } from './said-parts.tsx'
import { votesAccount, type VoteRow } from './votes.ts'

/** Votes of parliaments: on what, with which outcome, and how many were in favour. */
export const votesPage = definePage({
  account: votesAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'agreements.votes-account')}
        lead={text(reader, 'agreements.votes.lead')}
      />
      <Table
        reader={reader}
        caption={text(reader, 'agreements.votes-account')}
        captionAs="hidden"
        rows={rows}
        columns={[
          {
            head: text(reader, 'agreements.votes.vote'),
            as: 'row-head',
            cell: (row: VoteRow) => (
              <SubjectLink reader={reader} subject={row.subject} title={row.title} />
            ),
          },
          {
            head: text(reader, 'agreements.votes.outcome'),
            as: 'text',
            cell: ({ votes }) => (
              <ul>
                {votes.map((said) => (
                  <li>
                    <Recorded>{reader.party(said.body)}</Recorded>
                    {': '}
                    {text(reader, `agreements.vote.outcome.${said.outcome}`)}
                    <Manner reader={reader} said={said} />
                    <BasisMarks reader={reader} basis={said.basis} />
                  </li>
                ))}
              </ul>
            ),
          },
          {
            head: text(reader, 'agreements.votes.in-favour'),
            as: 'number',
            cell: ({ figure }) => <FigureValue reader={reader} figure={figure} />,
          },
        ]}
      />
    </>
  ),
})
