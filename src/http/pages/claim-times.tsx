import type { Child } from 'hono/jsx'

import type { StoredClaim } from '#register'
import {
  dayOfInstant,
  DayTime,
  Definitions,
  EdtfTime,
  formatInstant,
  formatNumber,
  Recorded,
  Section,
  text,
} from '#ui'
import type { Reader } from '#ui'

/** The three times of a claim, each with what it answers, so that nobody takes one for another. */
export function ThreeTimes(props: { readonly reader: Reader; readonly claim: StoredClaim }): Child {
  const { reader, claim } = props
  return (
    <Section id="times" title={text(reader, 'claim.times')}>
      <Definitions
        items={[
          {
            name: text(reader, 'table.valid'),
            value: (
              <>
                <EdtfTime reader={reader} edtf={claim.valid} />
                <span class="note">{text(reader, 'glossary.valid.meaning')}</span>
              </>
            ),
          },
          {
            name: text(reader, 'table.said'),
            value: (
              <>
                <DayTime reader={reader} day={dayOfInstant(claim.saidAt)} />
                <span class="note">{text(reader, 'glossary.said.meaning')}</span>
              </>
            ),
          },
          {
            name: text(reader, 'table.recorded'),
            value: (
              <>
                <time datetime={claim.recordedAt}>{formatInstant(reader, claim.recordedAt)}</time>,{' '}
                <Recorded>
                  {text(reader, 'claim.entry', { seq: formatNumber(reader, claim.seq) })}
                </Recorded>
                <span class="note">{text(reader, 'glossary.recorded.meaning')}</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
