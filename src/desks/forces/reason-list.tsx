import type { Child } from 'hono/jsx'

import { Definitions, Empty, Marks, type Reader, Recorded, Section, text } from '#ui'

import type { Reason } from './close-reasons.ts'

/** The reasons for differences that are on record, by their codes. */
export function ReasonList(props: {
  readonly reader: Reader
  readonly reasons: readonly Reason[]
}): Child {
  const { reader, reasons } = props
  return (
    <Section id="reasons" title={text(reader, 'forces.reasons')}>
      {reasons.length === 0 ? (
        <Empty reader={reader}>{text(reader, 'forces.no-rule')}</Empty>
      ) : (
        <Definitions
          items={reasons.map(({ code, meaning, claim }) => ({
            name: <code>{code}</code>,
            value: (
              <>
                <Recorded>{meaning}</Recorded>
                <Marks reader={reader} claims={[claim]} />
              </>
            ),
          }))}
        />
      )}
    </Section>
  )
}
