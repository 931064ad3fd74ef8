import { definePage } from '#desk-kit'
import { groupBy } from '#kit'
import {
  type Column,
  CountLink,
  FigureValue,
  formatNumber,
  isWhole,
  Marks,
  PageHead,
  type Reader,
  Section,
  ShowAll,
  StatusIcon,
  Table,
  text,
  SubjectLink,
  EdtfOrDash,
} from '#ui'

import { rollCallAccount, type RollRow } from './roll-call.ts'
import { Party, subjectColumn } from './shown-case.tsx'

/** The roll-call: how many of each contributor are present, and by list who is not. */
export const rollCallPage = definePage({
  account: rollCallAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'people.roll-call-account')}
        lead={text(reader, 'people.roll-call.lead')}
        {...(reader.isAtWork
          ? {
              actions: [
                {
                  href: reader.link('people/do/report-presence'),
                  label: text(reader, 'people.report-presence'),
                },
              ],
            }
          : {})}
      />
      <Rule reader={reader} rows={rows} />
      <Section id="by-state" title={text(reader, 'people.roll-call.by-state')}>
        <Table
          reader={reader}
          caption={text(reader, 'people.roll-call.by-state')}
          captionAs="hidden"
          columns={stateColumns(reader)}
          rows={[...groupBy(rows, ({ party }) => party)].map(([party, of]) => ({ party, of }))}
        />
      </Section>
      {LISTS.map((state) => (
        <Members reader={reader} rows={rows.filter((row) => row.state === state)} state={state} />
      ))}
      <Present reader={reader} rows={rows.filter(({ state }) => state === 'present')} />
    </>
  ),
})

/** Those of whom there is nothing to say are named only. */
function Present({ reader, rows }: { readonly reader: Reader; readonly rows: readonly RollRow[] }) {
  const shown = isWhole(reader, 'present') ? rows : rows.slice(0, MOST_NAMED)
  return (
    <Section id="present" title={text(reader, 'people.roll-call.present')}>
      <details open={shown.length > MOST_NAMED}>
        <summary>{text(reader, 'people.roll-call.present.open')}</summary>
        <p>
          {shown.map(({ subject, title }) => (
            <>
              <SubjectLink reader={reader} subject={subject} title={title} />{' '}
            </>
          ))}
        </p>
        {shown.length === rows.length ? null : (
          <ShowAll reader={reader} list="present" shown={shown.length} count={rows.length} />
        )}
      </details>
    </Section>
  )
}

const MOST_NAMED = 100

/** The states whose members are listed with all that is known; those present are named only. */
const LISTS = ['unaccounted', 'not-known', 'away'] as const

function Rule({ reader, rows }: { reader: Reader; rows: readonly RollRow[] }) {
  const rule = rows[0]?.rule ?? null
  if (rows.length === 0) return null
  if (rule === null) return <p class="lead">{text(reader, 'people.roll-call.no-rule')}</p>
  return (
    <p class="lead">
      {text(reader, 'people.roll-call.rule')}{' '}
      <FigureValue reader={reader} figure={rule} unit="with-noun" />
    </p>
  )
}

interface OfContributor {
  readonly party: string | null
  readonly of: readonly RollRow[]
}

function stateColumns(reader: Reader): readonly Column<OfContributor>[] {
  return [
    {
      head: text(reader, 'people.roll-call.contributor'),
      as: 'row-head',
      cell: ({ party }) => <Party reader={reader} code={party} />,
    },
    ...(['present', ...LISTS] as const).map((state): Column<OfContributor> => ({
      head: text(reader, `people.roll-call.${state}`),
      as: 'number',
      cell: ({ of }) => <Count reader={reader} rows={of} state={state} />,
    })),
  ]
}

/** How many a list holds, as a link to the list. */
function Count(props: {
  readonly reader: Reader
  readonly rows: readonly RollRow[]
  readonly state: RollRow['state']
}) {
  const { reader, rows, state } = props
  const count = rows.filter((row) => row.state === state).length
  return <CountLink href={`#${state}`}>{formatNumber(reader, count)}</CountLink>
}

function Members(props: {
  readonly reader: Reader
  readonly rows: readonly RollRow[]
  readonly state: (typeof LISTS)[number]
}) {
  const { reader, rows, state } = props
  return (
    <Section id={state} title={text(reader, `people.roll-call.${state}`)}>
      <Table
        reader={reader}
        caption={text(reader, `people.roll-call.${state}`)}
        captionAs="hidden"
        columns={memberColumns(reader)}
        rows={rows.toSorted(longestFirst)}
        cutAs={state}
      />
    </Section>
  )
}

function longestFirst(a: RollRow, b: RollRow): number {
  return (b.hours?.low ?? 0) - (a.hours?.low ?? 0)
}

function memberColumns(reader: Reader): readonly Column<RollRow>[] {
  const head = (name: string) => text(reader, `people.roll-call.${name}`)
  return [
    subjectColumn(reader, 'people.roll-call.member'),
    {
      head: head('contributor'),
      as: 'text',
      cell: ({ party }) => <Party reader={reader} code={party} />,
    },
    {
      head: head('state'),
      as: 'text',
      cell: (row) => <State reader={reader} row={row} />,
    },
    {
      head: head('last'),
      as: 'text',
      cell: ({ lastAt }) => (
        <EdtfOrDash reader={reader} edtf={lastAt?.slice(0, DAY_LENGTH) ?? null} />
      ),
    },
    {
      head: head('hours'),
      as: 'number',
      cell: ({ hours }) => (hours === null ? '–' : <FigureValue reader={reader} figure={hours} />),
    },
  ]
}

const DAY_LENGTH = 10

/** Of whoever is unaccounted for, the word is that of the last time, and not of the day. */
function State({ reader, row }: { reader: Reader; row: RollRow }) {
  const word =
    row.word === null
      ? text(reader, 'people.roll-call.nothing')
      : text(reader, `people.word.${row.word}`)
  return (
    <>
      {row.state === 'unaccounted' ? (
        <>
          <StatusIcon status="unmet" /> {text(reader, 'people.roll-call.last-word', { word })}
        </>
      ) : (
        word
      )}
      <Marks
        reader={reader}
        claims={row.basis.filter(({ chosen }) => chosen).map(({ claim }) => claim)}
      />
    </>
  )
}
