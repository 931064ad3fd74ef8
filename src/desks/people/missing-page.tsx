import { definePage } from '#desk-kit'
import {
  type Column,
  DayTime,
  Definitions,
  EdtfTime,
  FigureValue,
  Marks,
  PageHead,
  type Reader,
  Recorded,
  Section,
  StatusMark,
  Table,
  text,
  SubjectLink,
  EdtfOrDash,
} from '#ui'

import type { Deadline } from './deadlines.ts'
import {
  type Contact,
  type Logged,
  missingAccount,
  type MissingRow,
  type Position,
} from './missing.ts'
import { Party } from './shown-case.tsx'

/** Everybody missing, with the position of each authority side by side. */
export const missingPage = definePage({
  account: missingAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'people.missing-account')}
        lead={text(reader, 'people.missing.lead')}
      />
      {rows.length === 0 ? (
        <Table reader={reader} caption="" captionAs="hidden" columns={[]} rows={[]} />
      ) : null}
      {rows.map((row) => (
        <Person reader={reader} row={row} />
      ))}
    </>
  ),
})

function Person({ reader, row }: { reader: Reader; row: MissingRow }) {
  return (
    <Section
      id={row.subject}
      title={<SubjectLink reader={reader} subject={row.subject} title={row.title} />}
    >
      <Definitions
        items={[
          {
            name: text(reader, 'people.missing.held'),
            value:
              row.held === null
                ? text(reader, 'people.missing.undecided')
                : text(reader, `people.status.status.${row.held}`),
          },
          {
            name: text(reader, 'people.missing.contact'),
            value: <Gap reader={reader} contact={row.contact} />,
          },
        ]}
      />
      <Table
        reader={reader}
        caption={text(reader, 'people.missing.positions')}
        captionAs="shown"
        columns={positionColumns(reader)}
        rows={row.positions}
        rowClass={({ chosen }) => (chosen ? 'chosen' : undefined)}
      />
      <Log reader={reader} rows={row.contacts} of="contacts" words="people.family-contact.way" />
      <Log reader={reader} rows={row.searches} of="searches" words="people.searched" />
      <Deadlines reader={reader} rows={row.deadlines} />
    </Section>
  )
}

function positionColumns(reader: Reader): readonly Column<Position>[] {
  const head = (name: string) => text(reader, `people.missing.${name}`)
  return [
    {
      head: head('authority'),
      as: 'row-head',
      cell: ({ assertedBy }) => <Party reader={reader} code={assertedBy} />,
    },
    {
      head: head('status'),
      as: 'text',
      cell: ({ status, claim }) => (
        <>
          {text(reader, `people.status.status.${status}`)}
          <Marks reader={reader} claims={[claim]} />
        </>
      ),
    },
    {
      head: head('since'),
      as: 'text',
      cell: ({ since }) => <EdtfOrDash reader={reader} edtf={since} />,
    },
    {
      head: head('said'),
      as: 'text',
      cell: ({ saidAt }) => <DayTime reader={reader} day={saidAt.slice(0, DAY_LENGTH)} />,
    },
    {
      head: head('standing'),
      as: 'text',
      cell: ({ authority }) => text(reader, `authority.${authority}`),
    },
  ]
}

const DAY_LENGTH = 10

/** The gap since the family was last spoken to: never a pass where nothing is on record. */
function Gap({ reader, contact }: { reader: Reader; contact: Contact }) {
  const { days, rule, state } = contact
  return (
    <>
      {state === 'overdue' ? <StatusMark reader={reader} status="unmet" /> : null}{' '}
      {text(reader, `people.contact.${state}`)}
      {days === null ? null : (
        <>
          {': '}
          <FigureValue reader={reader} figure={days} />
        </>
      )}
      {rule === null ? null : (
        <>
          {' · '}
          {text(reader, 'people.contact.rule')} <FigureValue reader={reader} figure={rule} />
        </>
      )}
    </>
  )
}

function Log(props: {
  readonly reader: Reader
  readonly rows: readonly Logged[]
  readonly of: 'contacts' | 'searches'
  readonly words: string
}) {
  const { reader, rows, of, words } = props
  if (rows.length === 0) return null
  return (
    <Table
      reader={reader}
      caption={text(reader, `people.missing.${of}`)}
      captionAs="shown"
      columns={[
        {
          head: text(reader, 'people.missing.on'),
          as: 'row-head',
          cell: ({ on }) => <EdtfTime reader={reader} edtf={on} />,
        },
        {
          head: text(reader, 'people.missing.what'),
          as: 'text',
          cell: ({ what, claim }) => (
            <>
              <Recorded>{what}</Recorded>
              <Marks reader={reader} claims={[claim]} />
            </>
          ),
        },
        {
          head: text(reader, 'people.missing.how'),
          as: 'text',
          cell: ({ how }) => text(reader, `${words}.${how}`),
        },
      ]}
      rows={rows}
    />
  )
}

function Deadlines({ reader, rows }: { reader: Reader; rows: readonly Deadline[] }) {
  if (rows.length === 0) return null
  return (
    <Table
      reader={reader}
      caption={text(reader, 'people.missing.deadlines')}
      captionAs="shown"
      columns={[
        {
          head: text(reader, 'people.missing.until'),
          as: 'row-head',
          cell: ({ until }) => <EdtfTime reader={reader} edtf={until} />,
        },
        {
          head: text(reader, 'people.missing.what'),
          as: 'text',
          cell: ({ order, content, claim }) => (
            <>
              <SubjectLink reader={reader} subject={order} title={content} />
              <Marks reader={reader} claims={[claim]} />
            </>
          ),
        },
        {
          head: text(reader, 'people.missing.authority'),
          as: 'text',
          cell: ({ assertedBy }) => <Party reader={reader} code={assertedBy} />,
        },
        {
          head: text(reader, 'people.missing.state'),
          as: 'text',
          cell: ({ state }) => text(reader, `people.deadline.${state}`),
        },
      ]}
      rows={rows}
    />
  )
}
