import { definePage } from '#desk-kit'
import type { Answer } from '#desk-kit'
import type { Figure } from '#register'
import {
  type Column,
  DayTime,
  EdtfTime,
  FigureValue,
  Marks,
  PageHead,
  PATHS,
  PledgeLadder,
  type Reader,
  Recorded,
  Section,
  Table,
  text,
} from '#ui'

import { PLEDGE_STAGES } from './pledge-kinds.ts'
import { isEnded, type PledgeRow, pledgesAccount, totalOf } from './pledges.ts'

/** Pledges by State with their total, and the ladder of stages they stand on. */
export const pledgesPage = definePage({
  account: pledgesAccount,
  render: (answer, reader) => (
    <>
      <PageHead
        title={text(reader, 'forces.pledges-account')}
        lead={text(reader, 'forces.pledges.lead')}
      />
      <PledgesTable reader={reader} answer={answer} />
      <PledgesLadder reader={reader} rows={answer.rows} id="ladder" />
      <BlockersSection reader={reader} rows={answer.rows} />
    </>
  ),
})

/** Pledges by State, a line each. */
export function PledgesTable({ reader, answer }: { reader: Reader; answer: Answer<PledgeRow> }) {
  const { total, apart = [], rows } = answer
  const sums = [
    ...(total === null ? [] : [{ title: 'forces.pledges.total', figure: total }]),
    ...apart,
  ]
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.pledges.by-state')}
      captionAs="hidden"
      columns={columnsFor(reader)}
      rows={rows}
      foot={sums.map(({ title, figure }) => [
        text(reader, title),
        '',
        <FigureValue reader={reader} figure={figure} />,
        '',
        '',
        '',
      ])}
    />
  )
}

function columnsFor(reader: Reader): readonly Column<PledgeRow>[] {
  return [
    {
      head: text(reader, 'forces.pledges.state'),
      as: 'row-head',
      cell: (row) => <a href={reader.link(PATHS.subject(row.subject))}>{stateOf(reader, row)}</a>,
    },
    {
      head: text(reader, 'forces.pledges.stage'),
      as: 'text',
      cell: ({ stage }) => text(reader, `forces.stage.${stage}`),
    },
    {
      head: text(reader, 'forces.pledges.personnel'),
      as: 'number',
      cell: ({ figure }) => <FigureValue reader={reader} figure={figure} />,
    },
    {
      head: text(reader, 'forces.pledges.document'),
      as: 'text',
      cell: (row) => <StepOf reader={reader} row={row} />,
    },
    {
      head: text(reader, 'forces.pledges.blocked'),
      as: 'text',
      cell: ({ blockers }) =>
        blockers.length === 0
          ? '–'
          : blockers.map(({ matter, claim }) => (
              <div>
                <Recorded>{matter}</Recorded>
                <Marks reader={reader} claims={[claim]} />
              </div>
            )),
    },
    {
      head: text(reader, 'forces.pledges.holds'),
      as: 'text',
      cell: ({ validity }) => (
        <>
          {text(reader, `forces.validity.${validity.state}`)}{' '}
          {validity.until === null ? null : <DayTime reader={reader} day={validity.until} />}
        </>
      ),
    },
  ]
}

/** The document by which the promise came to its stage. */
function StepOf({ reader, row: { step } }: { reader: Reader; row: PledgeRow }) {
  if (step === null) return <>–</>
  const words = text(
    reader,
    step.document === null ? 'forces.pledges.no-document' : 'forces.pledges.read-document',
  )
  return (
    <>
      {step.document === null ? (
        words
      ) : (
        <a href={reader.link(PATHS.document(step.document))}>{words}</a>
      )}
      <Marks reader={reader} claims={[step.claim]} />
    </>
  )
}

/** What is blocked, by what, and since when: a line a blocker, the stage it keeps from first. */
function BlockersSection({ reader, rows }: { reader: Reader; rows: readonly PledgeRow[] }) {
  const lines = rows.flatMap((row) => row.blockers.map((blocker) => ({ row, blocker })))
  type Line = (typeof lines)[number]
  return (
    <Section id="blockers" title={text(reader, 'forces.pledges.blockers')}>
      <Table
        reader={reader}
        caption={text(reader, 'forces.pledges.blockers')}
        captionAs="hidden"
        rows={lines}
        columns={[
          {
            head: text(reader, 'forces.blocker.stage'),
            as: 'row-head',
            cell: ({ blocker }: Line) => text(reader, `forces.stage.${blocker.stage}`),
          },
          {
            head: text(reader, 'forces.pledges.state'),
            as: 'text',
            cell: ({ row }: Line) => stateOf(reader, row),
          },
          {
            head: text(reader, 'forces.blocker.matter'),
            as: 'text',
            cell: ({ blocker }: Line) => (
              <>
                <Recorded>{blocker.matter}</Recorded>
                <Marks reader={reader} claims={[blocker.claim]} />
              </>
            ),
          },
          {
            head: text(reader, 'forces.blocker.on'),
            as: 'text',
            cell: ({ blocker }: Line) => <EdtfTime reader={reader} edtf={blocker.on} />,
          },
        ]}
      />
    </Section>
  )
}

/** How far the promises have come: a step a stage, with what stands on it. */
export function PledgesLadder({
  reader,
  rows,
  id,
}: {
  reader: Reader
  rows: readonly PledgeRow[]
  id: string
}) {
  const standing = rows.filter(({ stage }) => !isEnded(stage))
  const reached = PLEDGE_STAGES.filter((stage) => standing.some((row) => row.stage === stage))
  if (reached.length === 0) return null
  const sums = PROMISED.map(({ promise, title }) => ({
    label: text(reader, title),
    cells: reached.map((stage) =>
      sumOf(
        standing.filter((row) => row.stage === stage),
        promise,
      ),
    ),
  }))
  return (
    <PledgeLadder
      reader={reader}
      id={id}
      title={text(reader, 'forces.pledges.ladder')}
      rowHead={text(reader, 'forces.pledges.state')}
      stages={reached.map((stage) => text(reader, `forces.stage.${stage}`))}
      rows={standing.map((row) => ({
        label: onLadder(reader, row),
        href: reader.link(PATHS.subject(row.subject)),
        cells: reached.map((stage) => (stage === row.stage ? row.figure : null)),
      }))}
      totals={sums.filter(({ cells }) => cells.some((cell) => cell !== null))}
    />
  )
}

const PROMISED = [
  { promise: 'valid', title: 'forces.pledges.total' },
  { promise: 'lapsed', title: 'forces.pledges.lapsed' },
] as const

/** The sum of one stage; null where no promise of the sort stands on it. */
function sumOf(rows: readonly PledgeRow[], promise: PledgeRow['promise']): Figure | null {
  return rows.some((row) => row.promise === promise) ? totalOf(rows, promise) : null
}

/** A name on the ladder says itself that the promise ran out unrenewed, in the picture as in its table. */
function onLadder(reader: Reader, row: PledgeRow): string {
  const state = stateOf(reader, row)
  return row.promise === 'lapsed' ? text(reader, 'forces.pledges.not-renewed', { state }) : state
}

function stateOf(reader: Reader, { party, title, subject }: PledgeRow): string {
  return party === null ? (title ?? subject) : reader.party(party)
}
