import { definePage } from '#desk-kit'
import type { Answer } from '#desk-kit'
import {
  type Column,
  EdtfTime,
  FigureValue,
  PageHead,
  type Reader,
  Section,
  StrengthChart,
  Table,
  text,
} from '#ui'

import { movedOverTime, reportedOverTime, type StrengthOnDay } from './strength-over-time.ts'
import { strengthAccount, type StrengthRow } from './strength.ts'

/** Strength by contributor, as reported and as the movements add up, and over time. */
export const strengthPage = definePage({
  account: strengthAccount,
  render: async (answer, reader, ctx) => {
    const [reported, moved] = [
      await reportedOverTime(ctx, answer),
      await movedOverTime(ctx, answer),
    ]
    return (
      <>
        <PageHead
          title={text(reader, 'forces.strength-account')}
          lead={text(reader, 'forces.strength.lead')}
        />
        <StrengthTable reader={reader} answer={answer} show="all" />
        <Section id="reported" title={text(reader, 'forces.strength.over-time')}>
          <StrengthPicture
            reader={reader}
            points={reported}
            id="reported-strength"
            title="forces.strength.over-time.sub"
          />
        </Section>
        <Section id="moved" title={text(reader, 'forces.strength.moved-over-time')}>
          <StrengthPicture
            reader={reader}
            points={moved}
            id="moved-strength"
            title="forces.strength.moved-over-time.sub"
          />
        </Section>
      </>
    )
  },
})

interface Contributor {
  readonly party: string | null
  readonly reported: readonly StrengthRow[]
  readonly moved: StrengthRow | undefined
}

/** Strength by contributor, the two ways of knowing it side by side; `numbers` leaves the days of the reports to the account's page. */
export function StrengthTable(props: {
  readonly reader: Reader
  readonly answer: Answer<StrengthRow>
  readonly show: 'all' | 'numbers'
}) {
  const { reader, answer, show } = props
  const columns = columnsFor(reader)
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.strength.by-state')}
      captionAs="hidden"
      columns={show === 'all' ? columns : columns.filter(({ as }) => as !== 'text')}
      rows={contributorsOf(answer.rows)}
    />
  )
}

function columnsFor(reader: Reader): readonly Column<Contributor>[] {
  return [
    {
      head: text(reader, 'forces.strength.contributor'),
      as: 'row-head',
      cell: ({ party }) =>
        party === null ? text(reader, 'forces.strength.mission') : reader.party(party),
    },
    {
      head: text(reader, 'forces.strength.reported'),
      as: 'number',
      cell: ({ reported }) =>
        reported.map(({ figure }) => <FigureValue reader={reader} figure={figure} />),
    },
    {
      head: text(reader, 'forces.strength.as-at'),
      as: 'text',
      cell: ({ reported }) => <AsAt reader={reader} row={reported[0]} />,
    },
    {
      head: text(reader, 'forces.strength.moved'),
      as: 'number',
      cell: ({ moved }) =>
        moved === undefined ? '–' : <FigureValue reader={reader} figure={moved.figure} />,
    },
  ]
}

/** Strength over time against the planned size; nothing where there is nothing to draw. */
export function StrengthPicture(props: {
  readonly reader: Reader
  readonly points: readonly StrengthOnDay[]
  readonly id: string
  /** Message key. */
  readonly title: string
}) {
  const { reader, points, id, title } = props
  if (points.length === 0) return null
  return <StrengthChart reader={reader} id={id} title={text(reader, title)} points={points} />
}

function AsAt({ reader, row }: { reader: Reader; row: StrengthRow | undefined }) {
  return row?.asAt == null ? <>–</> : <EdtfTime reader={reader} edtf={row.asAt} />
}

function contributorsOf(rows: readonly StrengthRow[]): readonly Contributor[] {
  const parties = [...new Set(rows.map(({ party }) => party))].sort((a, b) =>
    (a ?? '').localeCompare(b ?? ''),
  )
  return parties.map((party) => ({
    party,
    reported: rows.filter((row) => row.party === party && row.from === 'reports'),
    moved: rows.find((row) => row.party === party && row.from === 'movements'),
  }))
}
