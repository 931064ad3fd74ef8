import { definePage } from '#desk-kit'
import { Empty, PageHead, PATHS, type Reader, Recorded, Section, Table, text } from '#ui'

import { GateConditions, GateDecision, GateOutcome } from './gate-parts.tsx'
import { GateStrip } from './gate-strip.tsx'
import { gateSpans } from './gates-over-time.ts'
import { gatesAccount, type GateRow } from './gates.ts'

/** Every gate: its outcome at a glance, then condition by condition and over time. */
export const gatesPage = definePage({
  account: gatesAccount,
  render: async ({ rows, ...at }, reader, ctx) => {
    const spans = await gateSpans(ctx, at)
    return (
      <>
        <PageHead
          title={text(reader, 'agreements.gates-account')}
          lead={text(reader, 'agreements.gates.lead')}
        />
        {rows.length === 0 ? (
          <Empty reader={reader}>{text(reader, 'agreements.gates.none')}</Empty>
        ) : (
          <GatesTable reader={reader} rows={rows} />
        )}
        {rows.map((row) => (
          <Section
            id={row.subject}
            title={<Recorded>{row.title ?? row.subject}</Recorded>}
            sub={<GateOutcome reader={reader} row={row} />}
          >
            <GateConditions reader={reader} row={row} />
            <GateDecision reader={reader} row={row} />
            <GateStrip
              reader={reader}
              id={`${row.subject}-over-time`}
              spans={spans.filter(({ subject }) => subject === row.subject)}
            />
          </Section>
        ))}
      </>
    )
  },
})

/** Gates at a glance: whose, and whether it is lawful. */
export function GatesTable(props: { readonly reader: Reader; readonly rows: readonly GateRow[] }) {
  const { reader, rows } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, 'agreements.gates-account')}
      captionAs="hidden"
      rows={rows}
      columns={[
        {
          head: text(reader, 'agreements.gates.gate'),
          as: 'row-head',
          cell: ({ subject, title, deployment }: GateRow) => (
            <a class="recorded" href={reader.link(PATHS.subject(subject))}>
              {deployment ?? title ?? subject}
            </a>
          ),
        },
        {
          head: text(reader, 'agreements.gates.contingent'),
          as: 'text',
          cell: ({ party }) => (party === null ? '–' : reader.party(party)),
        },
        {
          head: text(reader, 'agreements.gates.outcome'),
          as: 'text',
          cell: (row) => <GateOutcome reader={reader} row={row} />,
        },
      ]}
    />
  )
}
