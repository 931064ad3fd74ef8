import { definePage } from '#desk-kit'
import { EdtfTime, FigureValue, PageHead, PATHS, type Reader, StageBars, Table, text } from '#ui'

import { FUND_MEASURES } from './kinds.ts'
import { type StageRow, stagesAccount } from './stages.ts'

/** The fund by measure, each with the day it is given for. */
export const stagesPage = definePage({
  account: stagesAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'funds.stages-account')}
        lead={text(reader, 'funds.stages.lead')}
      />
      <Table
        reader={reader}
        caption={text(reader, 'funds.stages-account')}
        captionAs="hidden"
        columns={[
          {
            head: text(reader, 'funds.stages.measure'),
            as: 'row-head',
            cell: ({ measure, subject }: StageRow) => (
              <a href={reader.link(PATHS.subject(subject))}>
                {text(reader, `funds.measure.${measure}`)}
              </a>
            ),
          },
          {
            head: text(reader, 'funds.stages.as-at'),
            as: 'text',
            cell: ({ asAt }: StageRow) => <EdtfTime reader={reader} edtf={asAt} />,
          },
          {
            head: text(reader, 'funds.stages.amount'),
            as: 'number',
            cell: ({ figure }: StageRow) => <FigureValue reader={reader} figure={figure} />,
          },
        ]}
        rows={rows}
      />
      <FundPicture reader={reader} rows={rows} id="stages" />
    </>
  ),
})

/** Each fund's measures as bars; one currency a picture, so that lengths compare. */
export function FundPicture({
  reader,
  rows,
  id,
}: {
  reader: Reader
  rows: readonly StageRow[]
  id: string
}) {
  const unit = rows[0]?.figure.unit
  const shown = rows.filter(({ figure }) => figure.unit === unit)
  const measures = FUND_MEASURES.filter((measure) => shown.some((row) => row.measure === measure))
  const subjects = [...new Set(shown.map(({ subject }) => subject))]
  if (measures.length === 0) return null
  return (
    <StageBars
      reader={reader}
      id={id}
      title={text(reader, 'funds.stages-account')}
      rowHead={text(reader, 'funds.stages.title')}
      stages={measures.map((measure) => text(reader, `funds.measure.${measure}`))}
      rows={subjects.map((subject) => ({
        label: shown.find((row) => row.subject === subject)?.title ?? subject,
        href: reader.link(PATHS.subject(subject)),
        cells: measures.map(
          (measure) =>
            shown.find((row) => row.subject === subject && row.measure === measure)?.figure ?? null,
        ),
      }))}
    />
  )
}
