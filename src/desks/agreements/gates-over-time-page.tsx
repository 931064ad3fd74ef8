import { definePage } from '#desk-kit'
import { groupBy } from '#kit'
import { Empty, PageHead, Recorded, Section, text } from '#ui'

import { GateStrip } from './gate-strip.tsx'
import { gatesOverTimeAccount } from './gates-over-time.ts'

/** When each gate was open and each of its conditions met. */
export const gatesOverTimePage = definePage({
  account: gatesOverTimeAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'agreements.gates-over-time-account')}
        lead={text(reader, 'agreements.gates-over-time.lead')}
      />
      {rows.length === 0 ? (
        <Empty reader={reader}>{text(reader, 'agreements.gates.none')}</Empty>
      ) : null}
      {[...groupBy(rows, ({ subject }) => subject)].map(([subject, spans]) => (
        <Section id={subject} title={<Recorded>{spans[0]?.title ?? subject}</Recorded>}>
          <GateStrip reader={reader} spans={spans} id={`${subject}-strip`} />
        </Section>
      ))}
    </>
  ),
})
