import { definePage } from '#desk-kit'
import {
  EdtfTime,
  FigureValue,
  PageHead,
  PATHS,
  phrase,
  type Reader,
  Recorded,
  Table,
  text,
} from '#ui'

import { termAccount, type TermRow } from './term.ts'

/** Every authorisation with its end, the instrument first and the press beside it. */
export const termPage = definePage({
  account: termAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'mandate.term-account')}
        lead={text(reader, 'mandate.term.lead')}
      />
      <Table
        reader={reader}
        caption={text(reader, 'mandate.term-account')}
        captionAs="hidden"
        columns={columnsFor(reader)}
        rows={rows}
      />
    </>
  ),
})

function columnsFor(reader: Reader) {
  return [
    {
      head: text(reader, 'mandate.term.subject'),
      as: 'row-head' as const,
      cell: ({ subject, title }: TermRow) => (
        <a class="recorded" href={reader.link(PATHS.subject(subject))}>
          {title ?? subject}
        </a>
      ),
    },
    {
      head: text(reader, 'mandate.term.instrument'),
      as: 'text' as const,
      cell: ({ instrument }: TermRow) => <Recorded>{instrument ?? '–'}</Recorded>,
    },
    {
      head: text(reader, 'mandate.term.until'),
      as: 'text' as const,
      cell: ({ until }: TermRow) =>
        until === null ? '–' : <EdtfTime reader={reader} edtf={until} />,
    },
    {
      head: text(reader, 'mandate.term.state'),
      as: 'text' as const,
      cell: ({ state, warning }: TermRow) => (
        <>
          {text(reader, `mandate.term.state.${state}`)}
          {warning === null ? null : (
            <p class="sub">
              {phrase(reader, 'mandate.obligations.warned', {
                days: <FigureValue reader={reader} figure={warning} />,
              })}
            </p>
          )}
        </>
      ),
    },
    {
      head: text(reader, 'mandate.term.days'),
      as: 'number' as const,
      cell: ({ figure }: TermRow) => <FigureValue reader={reader} figure={figure} />,
    },
  ]
}
