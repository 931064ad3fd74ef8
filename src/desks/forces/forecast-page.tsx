import type { Child } from 'hono/jsx'

import { definePage } from '#desk-kit'
import type { Figure } from '#register'
import {
  type Column,
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

import { announcedAccount, type AnnouncedRow } from './announced.ts'
import { forecastAccount, type ForecastRow } from './forecast.ts'
import { toursAccount, type TourRow } from './tours.ts'

/** What is left of the strength month by month, and the gap to the ceiling. */
export const forecastPage = definePage({
  account: forecastAccount,
  render: async ({ rows, ...at }, reader, ctx) => {
    const tours = await toursAccount.run(ctx, at)
    const announced = await announcedAccount.run(ctx, at)
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
        <Section id="announced" title={text(reader, 'forces.forecast.announced')}>
          <p>{text(reader, 'forces.forecast.announced.lead')}</p>
          <WithAnnouncedTable reader={reader} rows={rows} />
          <AnnouncedTable reader={reader} rows={announced.rows} />
        </Section>
        <Section id="tours" title={text(reader, 'forces.tours-account')}>
          <ToursTable reader={reader} rows={tours.rows} />
        </Section>
      </>
    )
  },
})

/** Who is announced to arrive, and on what that rests. */
export const announcedPage = definePage({
  account: announcedAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'forces.announced-account')}
        lead={text(reader, 'forces.announced.lead')}
      />
      <AnnouncedTable reader={reader} rows={rows} />
    </>
  ),
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
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.forecast.gap')}
      captionAs="hidden"
      rows={rows}
      columns={[
        dayColumn(reader),
        amountColumn(reader, 'forces.forecast.leaving', ({ leaving }) => leaving),
        amountColumn(reader, 'forces.forecast.strength', ({ figure }) => figure),
        amountColumn(reader, 'forces.strength.ceiling', ({ ceiling }) => ceiling),
        amountColumn(reader, 'forces.forecast.gap', ({ gap }) => gap),
      ]}
    />
  )
}

/** What the same days would come to with those who are announced: a line beside, never in the one above. */
function WithAnnouncedTable(props: {
  readonly reader: Reader
  readonly rows: readonly ForecastRow[]
}): Child {
  const { reader } = props
  const rows = props.rows.filter(({ announced }) => announced !== null)
  if (rows.length === 0) return null
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.forecast.announced')}
      captionAs="hidden"
      rows={rows}
      columns={[
        dayColumn(reader),
        amountColumn(
          reader,
          'forces.forecast.announced.arriving',
          ({ announced }) => announced?.arriving ?? null,
        ),
        amountColumn(
          reader,
          'forces.forecast.announced.strength',
          ({ announced }) => announced?.strength ?? null,
        ),
        amountColumn(
          reader,
          'forces.forecast.announced.gap',
          ({ announced }) => announced?.gap ?? null,
        ),
      ]}
    />
  )
}

function dayColumn(reader: Reader): Column<ForecastRow> {
  return {
    head: text(reader, 'forces.strength.day'),
    as: 'row-head',
    cell: ({ day }) => <DayTime reader={reader} day={day} />,
  }
}

function amountColumn(
  reader: Reader,
  key: string,
  pick: (row: ForecastRow) => Figure | null,
): Column<ForecastRow> {
  return { head: text(reader, key), as: 'number', cell: (row) => shown(reader, pick(row)) }
}

function AnnouncedTable(props: {
  readonly reader: Reader
  readonly rows: readonly AnnouncedRow[]
}): Child {
  const { reader, rows } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.announced-account')}
      captionAs="shown"
      rows={rows}
      columns={[
        {
          head: text(reader, 'forces.strength.contributor'),
          as: 'row-head',
          cell: ({ party, title, subject }: AnnouncedRow) => (
            <a href={reader.link(PATHS.subject(subject))}>
              {party === null ? (title ?? subject) : reader.party(party)}
            </a>
          ),
        },
        {
          head: text(reader, 'forces.announced.people'),
          as: 'number',
          cell: ({ figure }: AnnouncedRow) => shown(reader, figure),
        },
        {
          head: text(reader, 'forces.announced.on'),
          as: 'text',
          cell: ({ on }: AnnouncedRow) =>
            on === null ? '–' : <EdtfTime reader={reader} edtf={on} />,
        },
        {
          head: text(reader, 'forces.announced.from'),
          as: 'text',
          cell: ({ from }: AnnouncedRow) => text(reader, `forces.announced.${from}`),
        },
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
  return figure === null || figure.basis.length === 0 ? (
    '–'
  ) : (
    <FigureValue reader={reader} figure={figure} />
  )
}
