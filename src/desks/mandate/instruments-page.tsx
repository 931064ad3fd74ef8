import type { Child } from 'hono/jsx'

import type { Page } from '#desk-kit'
import {
  Definitions,
  EdtfTime,
  Empty,
  FigureValue,
  Marks,
  PageHead,
  PATHS,
  phrase,
  type Reader,
  Recorded,
  Section,
  Table,
  text,
} from '#ui'

import { ChainStrip, inChains, rivalEnds } from './chain-strip.tsx'
import { asBasis } from './choose.ts'
import {
  type InstrumentRow,
  instrumentsAccount,
  type ParagraphOfInstrument,
} from './instruments.ts'
import { SaidIn } from './said-in.tsx'

/** The register of instruments: how they go on from one another, and each with all that is said of it. */
export const instrumentsPage: Page = {
  account: instrumentsAccount.name,
  async show(ctx, at, reader) {
    const { rows } = await instrumentsAccount.run(ctx, at)
    const rivals = await rivalEnds(ctx, at)
    return (
      <>
        <PageHead
          title={text(reader, 'mandate.instruments-account')}
          lead={text(reader, 'mandate.instruments.lead')}
        />
        {rows.length === 0 ? <Empty reader={reader} /> : null}
        <ChainStrip reader={reader} rows={rows} rivals={rivals} />
        {inChains(rows).map((row) => (
          <Instrument reader={reader} row={row} />
        ))}
      </>
    )
  },
}

interface Shown {
  readonly reader: Reader
  readonly row: InstrumentRow
}

function Instrument({ reader, row }: Shown): Child {
  const name = row.number[0]?.says ?? row.title ?? row.subject
  return (
    <Section
      id={row.subject}
      title={
        <a class="recorded" href={reader.link(PATHS.subject(row.subject))}>
          {name}
        </a>
      }
      sub={<SaidIn reader={reader} sayings={row.effect} />}
    >
      <Definitions items={facts({ reader, row })} />
      <Paragraphs reader={reader} rows={row.paragraphs} />
    </Section>
  )
}

/** What there is to tell of an instrument; a field of which nobody says anything is left out. */
function facts({ reader, row }: Shown): readonly { readonly name: Child; readonly value: Child }[] {
  const party = (says: string) => <Recorded>{reader.party(says)}</Recorded>
  const day = (says: string) => <EdtfTime reader={reader} edtf={says} />
  const said = (field: string, sayings: InstrumentRow['body'], draw?: (says: string) => Child) =>
    sayings.length === 0
      ? []
      : [
          {
            name: text(reader, field),
            value: (
              <SaidIn reader={reader} sayings={sayings} {...(draw === undefined ? {} : { draw })} />
            ),
          },
        ]
  return [
    ...said('mandate.instrument.body', row.body, party),
    ...said('mandate.instrument.meeting', row.meeting),
    ...said('mandate.instrument.adopted', row.adopted, day),
    ...voteOf({ reader, row }),
    ...said('mandate.vote.abstaining', row.abstaining, party),
    ...said('mandate.term.from', row.from, day),
    ...said('mandate.term.until', row.until, day),
    ...ceilingsOf({ reader, row }),
    ...said('mandate.instrument.tasks', row.tasks),
    ...goingOn({ reader, row }),
  ]
}

function voteOf({ reader, row }: Shown) {
  const { inFavour, against, abstained } = row
  if (inFavour === null || against === null || abstained === null) return []
  const counted = {
    inFavour: <FigureValue reader={reader} figure={inFavour} />,
    against: <FigureValue reader={reader} figure={against} />,
    abstained: <FigureValue reader={reader} figure={abstained} />,
  }
  return [
    {
      name: text(reader, 'mandate.instruments.vote'),
      value: phrase(reader, 'mandate.instruments.votes', counted),
    },
  ]
}

function ceilingsOf({ reader, row }: Shown) {
  if (row.ceilings.length === 0) return []
  const value = (
    <ul>
      {row.ceilings.map(({ component, figure }) => (
        <li>
          {text(reader, `mandate.ceiling.component.${component}`)}:{' '}
          <FigureValue reader={reader} figure={figure} />
        </li>
      ))}
    </ul>
  )
  return [{ name: text(reader, 'mandate.instruments.ceilings'), value }]
}

function goingOn({ reader, row }: Shown) {
  return row.goesOnFrom.map(({ instrument, number, how, basis }) => ({
    name: text(reader, `mandate.instruments.how.${how}`),
    value: (
      <>
        <a class="recorded" href={reader.link(PATHS.subject(instrument))}>
          {number ?? instrument}
        </a>
        <Marks reader={reader} claims={basis.map(asBasis)} />
      </>
    ),
  }))
}

function Paragraphs(props: {
  readonly reader: Reader
  readonly rows: readonly ParagraphOfInstrument[]
}): Child {
  const { reader, rows } = props
  if (rows.length === 0) return null
  return (
    <Table
      reader={reader}
      caption={text(reader, 'mandate.instruments.paragraphs')}
      captionAs="hidden"
      rows={rows}
      columns={[
        {
          head: text(reader, 'mandate.instruments.paragraphs'),
          as: 'row-head',
          cell: ({ says, basis }: ParagraphOfInstrument) => (
            <>
              <Recorded>{says}</Recorded>
              <Marks reader={reader} claims={basis.map(asBasis)} />
            </>
          ),
        },
        {
          head: text(reader, 'mandate.paragraph.sort'),
          as: 'text',
          cell: ({ sort }: ParagraphOfInstrument) => text(reader, `mandate.paragraph.sort.${sort}`),
        },
        {
          head: text(reader, 'mandate.paragraph.paragraph'),
          as: 'text',
          cell: ({ paragraph }: ParagraphOfInstrument) => <Recorded>{paragraph ?? '–'}</Recorded>,
        },
      ]}
    />
  )
}
