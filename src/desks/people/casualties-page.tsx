import { definePage } from '#desk-kit'
import type { Figure } from '#register'
import {
  type Column,
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

import { casualtiesAccount, type CasualtyRow } from './casualties.ts'
import { Party, subjectColumn } from './shown-case.tsx'

/** Casualties: the sums from the cases, every claimed count beside them, and the cases themselves. */
export const casualtiesPage = definePage({
  account: casualtiesAccount,
  render: ({ rows }, reader) => {
    const of = (sort: CasualtyRow['sort']) => rows.filter((row) => row.sort === sort)
    const titles = new Map(of('case').map(({ subject, title }) => [subject, title]))
    return (
      <>
        <PageHead
          title={text(reader, 'people.casualties-account')}
          lead={text(reader, 'people.casualties.lead')}
          {...(reader.isAtWork
            ? {
                actions: [
                  {
                    href: reader.link('people/do/report-casualty'),
                    label: text(reader, 'people.report-casualty'),
                  },
                ],
              }
            : {})}
        />
        <Section id="computed" title={text(reader, 'people.casualties.computed')}>
          <List reader={reader} rows={of('computed')} of="computed" columns={sumColumns(reader)} />
        </Section>
        <Section
          id="claimed"
          title={text(reader, 'people.casualties.claimed')}
          sub={text(reader, 'people.casualties.claimed.sub')}
        >
          <List
            reader={reader}
            rows={of('claimed')}
            of="claimed"
            columns={claimedColumns(reader, titles)}
          />
        </Section>
        <Section
          id="cases"
          title={text(reader, 'people.casualties.cases')}
          sub={text(reader, 'people.casualties.cases.sub')}
        >
          <List
            reader={reader}
            rows={of('case')}
            of="cases"
            columns={caseColumns(reader, titles)}
          />
        </Section>
      </>
    )
  },
})

type Columns = readonly Column<CasualtyRow>[]

function List(props: {
  readonly reader: Reader
  readonly rows: readonly CasualtyRow[]
  readonly of: string
  readonly columns: Columns
}) {
  const { reader, rows, of, columns } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, `people.casualties.${of}`)}
      captionAs="hidden"
      columns={columns}
      rows={rows}
    />
  )
}

function column(
  reader: Reader,
  name: string,
  cell: Column<CasualtyRow>['cell'],
  as: Column<CasualtyRow>['as'] = 'text',
): Column<CasualtyRow> {
  return { head: text(reader, `people.casualties.${name}`), as, cell }
}

function sumColumns(reader: Reader): Columns {
  return [
    column(
      reader,
      'whose',
      ({ party, group }) => (
        <>
          {party === null ? (
            text(reader, 'people.casualties.any-nationality')
          ) : (
            <Party reader={reader} code={party} />
          )}
          {', '}
          {text(reader, `people.casualty.group.${group ?? 'unstated'}`)}
        </>
      ),
      'row-head',
    ),
    column(reader, 'category', ({ category }) => text(reader, `people.category.${category}`)),
    column(reader, 'people', ({ figure }) => amount(reader, figure), 'number'),
  ]
}

function claimedColumns(reader: Reader, titles: ReadonlyMap<string, string | null>): Columns {
  return [
    column(
      reader,
      'who-claims',
      ({ figure }) => <Party reader={reader} code={figure.basis[0]?.assertedBy ?? null} />,
      'row-head',
    ),
    column(reader, 'category', ({ category }) =>
      text(reader, `people.casualty-count.category.${category}`),
    ),
    column(reader, 'window', ({ on }) => <EdtfOrDash reader={reader} edtf={on} />),
    column(reader, 'claims', ({ figure }) => amount(reader, figure), 'number'),
    column(reader, 'from-cases', ({ computed }) => amount(reader, computed), 'number'),
    column(reader, 'difference', ({ difference }) => signed(reader, difference), 'number'),
    column(reader, 'outside', ({ outside }) => (
      <Cases reader={reader} subjects={outside} titles={titles} />
    )),
  ]
}

function caseColumns(reader: Reader, titles: ReadonlyMap<string, string | null>): Columns {
  return [
    subjectColumn(reader, 'people.casualties.case'),
    column(reader, 'when', ({ on }) => <EdtfOrDash reader={reader} edtf={on} />),
    column(reader, 'category', ({ category }) => text(reader, `people.category.${category}`)),
    column(reader, 'whose', ({ party }) => <Party reader={reader} code={party} />),
    column(reader, 'people', ({ figure }) => amount(reader, figure), 'number'),
    column(reader, 'ordinal', ({ ordinal }) => amount(reader, ordinal), 'number'),
    column(reader, 'state', (row) => <State reader={reader} row={row} titles={titles} />),
  ]
}

function amount(reader: Reader, figure: Figure | null) {
  return figure === null ? '–' : <FigureValue reader={reader} figure={figure} />
}

/** A difference of nothing is told in a word; another by how much more, or less, is claimed. */
function signed(reader: Reader, difference: Figure | null) {
  if (difference === null) return '–'
  if (difference.low !== 0 || difference.high !== 0) return amount(reader, difference)
  return (
    <>
      {text(reader, 'people.casualties.none')}
      <Marks reader={reader} claims={difference.basis} />
    </>
  )
}

function Cases(props: {
  readonly reader: Reader
  readonly subjects: readonly string[]
  readonly titles: ReadonlyMap<string, string | null>
}) {
  const { reader, subjects, titles } = props
  if (subjects.length === 0) return <>–</>
  return (
    <ul class="plain">
      {subjects.map((subject) => (
        <li>
          <SubjectLink reader={reader} subject={subject} title={titles.get(subject) ?? null} />
        </li>
      ))}
    </ul>
  )
}

function State(props: {
  readonly reader: Reader
  readonly row: CasualtyRow
  readonly titles: ReadonlyMap<string, string | null>
}) {
  const { reader, row, titles } = props
  if (row.within !== null) {
    return (
      <>
        {text(reader, 'people.casualties.within')}{' '}
        <SubjectLink reader={reader} subject={row.within} title={titles.get(row.within) ?? null} />
      </>
    )
  }
  if (row.notified === null) return <Recorded>{text(reader, 'people.casualties.told')}</Recorded>
  return (
    <>
      <StatusMark reader={reader} status={row.notified === 'authorised' ? 'met' : 'undetermined'} />{' '}
      {text(reader, `people.casualties.${row.notified}`)}
    </>
  )
}
