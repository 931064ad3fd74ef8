import type { Card } from '#desk-kit'
import { KeyFigureCard, Section, text } from '#ui'

import { PledgesLadder } from './pledges-page.tsx'
import { readPromises, totalOf } from './pledges.ts'

/** What is promised in all, and how far the promises have come. */
export const pledgeCards: readonly Card[] = [
  {
    place: 'figure',
    order: 30,
    async show(ctx, at, reader) {
      const total = totalOf(await readPromises(ctx, at))
      if (total.basis.length === 0) return null
      return (
        <KeyFigureCard
          reader={reader}
          card={{
            label: text(reader, 'forces.pledges.card'),
            figure: total,
            href: reader.link('forces/pledges'),
          }}
        />
      )
    },
  },
  {
    place: 'main',
    order: 20,
    async show(ctx, at, reader) {
      const rows = await readPromises(ctx, at)
      if (rows.length === 0) return null
      return (
        <Section
          id="pledges"
          title={text(reader, 'forces.pledges-account')}
          sub={
            <a href={reader.link('forces/pledges')}>{text(reader, 'forces.pledges.by-state')}</a>
          }
        >
          <PledgesLadder reader={reader} rows={rows} id="overview-ladder" />
        </Section>
      )
    },
  },
]
