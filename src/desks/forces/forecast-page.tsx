import type { Child } from 'hono/jsx'

import { definePage } from '#desk-kit'
import type { Figure } from '#register'
import {
  DayTime,
  EdtfTime,
  FigureValue,
  Marks,
  PageHead,
  PATHS,
  type Reader,
  Section,
  StrengthChart,
  Table,
  text,
} from '#ui'

import { forecastAccount, type ForecastRow } from './forecast.ts'
import { toursAccount, type TourRow } from './tours.ts'

/** What is left of the strength month by month, and the gap to the ceiling. */
export const forecastPage = definePage({
  account: forecastAccount,
  render: async ({ rows, ...at }, reader, ctx) => {
    const tours = await toursAccount.run(ctx, at)
    return (
      <>
        <PageHead
          title={text(reader, 'forces.forecast-account')}
          lead={text(reader, 'forces.forecast.lead')}
        />
        {rows.length === 0 ? null : (
          <StrengthChart
            reader={reader}
            id="forecast"
            title={text(reader, 'forces.forecast.picture')}
            points={rows}
          />
        )}
        <Section id="gap" title={text(reader, 'forces.forecast.gap')}>
          <GapTable reader={reader} rows={rows} />
        </Section>
        <Section id="tours" title={text(reader, 'forces.tours-account')}>
          <ToursTable reader={reader} rows={tours.rows} />
        </Section>
      </>
    )
  },
})

/** Who is there since when, and when their tours end. */
export const toursPage = definePage({
  account: toursAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'forces.tours-account')}
        lead={text(reader, 'forces.tours.lead')}
      />
      <ToursTable reader={reader} rows={rows} />
    </>
  ),
})

function GapTable(props: {
  readonly reader: Reader
  readonly rows: readonly ForecastRow[]
}): Child {
  const { reader, rows } = props
  const amount = (key: string, pick: (row: ForecastRow) => Figure | null) => ({
    head: text(reader, key),
    as: 'number' as const,
    cell: (row: ForecastRow) => shown(reader, pick(row)),
  })
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.forecast.gap')}
      captionAs="hidden"
      rows={rows}
      columns={[
        {
          head: text(reader, 'forces.strength.day'),
          as: 'row-head',
          cell: ({ day }: ForecastRow) => <DayTime reader={reader} day={day} />,
        },
        amount('forces.forecast.leaving', ({ leaving }) => leaving),
        amount('forces.forecast.strength', ({ figure }) => figure),
        amount('forces.strength.ceiling', ({ ceiling }) => ceiling),
        amount('forces.forecast.gap', ({ gap }) => gap),
      ]}
    />
  )
}

function ToursTable(props: { readonly reader: Reader; readonly rows: readonly TourRow[] }): Child {
  const { reader, rows } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.tours-account')}
      captionAs="hidden"
      rows={rows}
      columns={[
        {
          head: text(reader, 'forces.strength.contributor'),
          as: 'row-head',
          cell: ({ party, subject }: TourRow) => (
            <a href={reader.link(PATHS.subject(subject))}>{reader.party(party ?? subject)}</a>
          ),
        },
        {
          head: text(reader, 'forces.tours.arrived'),
          as: 'text',
          cell: ({ arrived }: TourRow) => <EdtfTime reader={reader} edtf={arrived} />,
        },
        {
          head: text(reader, 'forces.tours.left'),
          as: 'number',
          cell: ({ figure }: TourRow) => shown(reader, figure),
        },
        {
          head: text(reader, 'forces.tours.ends'),
          as: 'text',
          cell: (row: TourRow) => <EndOf reader={reader} row={row} />,
        },
        {
          head: text(reader, 'forces.tours.state'),
          as: 'text',
          cell: ({ state }: TourRow) => text(reader, `forces.tours.${state}`),
        },
      ]}
    />
  )
}

function EndOf({ reader, row }: { readonly reader: Reader; readonly row: TourRow }): Child {
  const { ends, rule } = row
  if (ends === null) return '–'
  return (
    <>
      <DayTime reader={reader} day={ends.from} />
      {ends.until === ends.from ? null : (
        <>
          {' – '}
          <DayTime reader={reader} day={ends.until} />
        </>
      )}
      <Marks reader={reader} claims={rule === null ? [] : [rule]} />
    </>
  )
}

function shown(reader: Reader, figure: Figure | null): Child {
  return figure === null ? '–' : <FigureValue reader={reader} figure={figure} />
}
