import type { Child } from 'hono/jsx'

import { definePage } from '#desk-kit'
import {
  type Column,
  Empty,
  PageHead,
  type Reader,
  Recorded,
  Section,
  StatusIcon,
  Table,
  text,
  EdtfOrDash,
  SubjectLink,
} from '#ui'

import { byCase, casesAccount, type CaseRow, isUnheard } from './cases.ts'
import { BasisMarks } from './said-parts.tsx'

/** Each court case with its filings, rulings, orders and their parts, and what has effect on the day. */
export const casesPage = definePage({
  account: casesAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'agreements.cases-account')}
        lead={text(reader, 'agreements.cases.lead')}
      />
      {rows.length === 0 ? <Empty reader={reader} /> : null}
      {byCase(rows).map((one) => (
        <Section
          id={one.name ?? 'no-case'}
          title={<CaseTitle reader={reader} name={one.name} rows={one.rows} />}
        >
          <Table
            reader={reader}
            caption={one.name ?? text(reader, 'agreements.cases.no-case')}
            captionAs="hidden"
            columns={columnsFor(reader)}
            rows={one.rows}
          />
          {one.name !== null && isUnheard(one.rows) ? (
            <p class="dim">{text(reader, 'agreements.cases.no-hearing')}</p>
          ) : null}
        </Section>
      ))}
    </>
  ),
})

function CaseTitle(props: {
  readonly reader: Reader
  readonly name: string | null
  readonly rows: readonly CaseRow[]
}): Child {
  const { reader, name, rows } = props
  if (name === null) return <>{text(reader, 'agreements.cases.no-case')}</>
  const own = rows.find(({ subject }) => subject === name)
  return <SubjectLink reader={reader} subject={name} title={own?.title ?? null} />
}

function columnsFor(reader: Reader): readonly Column<CaseRow>[] {
  return [
    {
      head: text(reader, 'agreements.cases.what'),
      as: 'row-head',
      cell: (row) => (
        <>
          {text(reader, `agreements.cases.sort.${row.sort}`)}
          {row.word === null ? null : `: ${text(reader, wordOf(row))}`}
          <br />
          <SubjectLink reader={reader} subject={row.subject} title={row.title} />
        </>
      ),
    },
    {
      head: text(reader, 'agreements.cases.content'),
      as: 'text',
      cell: ({ content, unless, basis }) => (
        <>
          <Recorded>{content}</Recorded>
          {unless === null ? null : (
            <>
              <br />
              <strong>{text(reader, 'agreements.cases.unless')}</strong>{' '}
              <Recorded>{unless}</Recorded>
            </>
          )}
          <BasisMarks reader={reader} basis={basis} />
        </>
      ),
    },
    {
      head: text(reader, 'agreements.cases.by'),
      as: 'text',
      cell: ({ by }) =>
        by.length === 0 ? (
          '–'
        ) : (
          <Recorded>{by.map((party) => reader.party(party)).join(', ')}</Recorded>
        ),
    },
    ...dayColumns(reader),
  ]
}

function dayColumns(reader: Reader): readonly Column<CaseRow>[] {
  return [
    {
      head: text(reader, 'agreements.cases.on'),
      as: 'text',
      cell: ({ on }) => <EdtfOrDash reader={reader} edtf={on} />,
    },
    {
      head: text(reader, 'agreements.cases.until'),
      as: 'text',
      cell: ({ until }) => <EdtfOrDash reader={reader} edtf={until} />,
    },
    {
      head: text(reader, 'agreements.cases.state'),
      as: 'text',
      cell: ({ state }) => <Effect reader={reader} state={state} />,
    },
  ]
}

function Effect(props: { readonly reader: Reader; readonly state: CaseRow['state'] }): Child {
  const { reader, state } = props
  if (state === 'none') return <span class="dim">–</span>
  return (
    <span class={`st ${ICON[state]}`}>
      <StatusIcon status={ICON[state]} />
      {text(reader, `agreements.cases.state.${state}`)}
    </span>
  )
}

const ICON = {
  'in-effect': 'standing',
  'ran-out': 'ended',
  ended: 'withdrawn',
  undetermined: 'possible',
  unanswered: 'possible',
} as const

function wordOf({ sort, word }: CaseRow): string {
  return `${WORDS[sort]}.${word ?? ''}`
}

const WORDS: Readonly<Record<CaseRow['sort'], string>> = {
  case: 'agreements.court-case',
  filing: 'agreements.filing.sort',
  ruling: 'agreements.ruling.outcome',
  order: 'agreements.order.effect',
  'order-part': 'agreements.order-part.effect',
  hearing: 'agreements.hearing.status',
}
