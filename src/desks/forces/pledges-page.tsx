import { definePage } from '#desk-kit'
import type { Answer } from '#desk-kit'
import { addUpFigures } from '#register'
import { FigureValue, PageHead, PATHS, PledgeLadder, type Reader, Table, text } from '#ui'

import { PLEDGE_STAGES } from './kinds.ts'
import { isEnded, type PledgeRow, pledgesAccount } from './pledges.ts'

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
    </>
  ),
})

/** Pledges by State, a line each. */
export function PledgesTable({ reader, answer }: { reader: Reader; answer: Answer<PledgeRow> }) {
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.pledges.by-state')}
      captionAs="hidden"
      columns={[
        {
          head: text(reader, 'forces.pledges.state'),
          as: 'row-head',
          cell: (row: PledgeRow) => (
            <a href={reader.link(PATHS.subject(row.subject))}>{stateOf(reader, row)}</a>
          ),
        },
        {
          head: text(reader, 'forces.pledges.stage'),
          as: 'text',
          cell: ({ stage }: PledgeRow) => text(reader, `forces.stage.${stage}`),
        },
        {
          head: text(reader, 'forces.pledges.personnel'),
          as: 'number',
          cell: ({ figure }: PledgeRow) => <FigureValue reader={reader} figure={figure} />,
        },
      ]}
      rows={answer.rows}
      {...(answer.total === null || answer.rows.length === 0
        ? {}
        : {
            foot: [
              text(reader, 'forces.pledges.total'),
              '',
              <FigureValue reader={reader} figure={answer.total} />,
            ],
          })}
    />
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
  return (
    <PledgeLadder
      reader={reader}
      id={id}
      title={text(reader, 'forces.pledges.ladder')}
      rowHead={text(reader, 'forces.pledges.state')}
      stages={reached.map((stage) => text(reader, `forces.stage.${stage}`))}
      rows={standing.map((row) => ({
        label: stateOf(reader, row),
        href: reader.link(PATHS.subject(row.subject)),
        cells: reached.map((stage) => (stage === row.stage ? row.figure : null)),
      }))}
      totals={{
        label: text(reader, 'forces.pledges.total'),
        cells: reached.map((stage) =>
          addUpFigures(
            standing.filter((row) => row.stage === stage).map(({ figure }) => figure),
            'person',
          ),
        ),
      }}
    />
  )
}

function stateOf(reader: Reader, { party, title, subject }: PledgeRow): string {
  return party === null ? (title ?? subject) : reader.party(party)
}
