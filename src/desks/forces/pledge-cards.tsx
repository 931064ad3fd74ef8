import type { Card } from '#desk-kit'
import { FigureValue, KeyFigureCard, Section, text } from '#ui'

import { PledgesLadder } from './pledges-page.tsx'
import { pledgesAccount, totalOf } from './pledges.ts'

/** What is promised in all, and how far the promises have come. */
export const pledgeCards: readonly Card[] = [
  {
    place: 'figure',
    order: 30,
    async show(ctx, at, reader) {
      const { rows } = await pledgesAccount.run(ctx, at)
      const [valid, lapsed] = [totalOf(rows, 'valid'), totalOf(rows, 'lapsed')]
      if (valid.basis.length === 0 && lapsed.basis.length === 0) return null
      return (
        <KeyFigureCard
          reader={reader}
          card={{
            label: text(reader, 'forces.pledges.card'),
            figure: valid,
            href: reader.link('forces/pledges'),
            ...(lapsed.basis.length === 0
              ? {}
              : {
                  note: (
                    <>
                      {text(reader, 'forces.pledges.lapsed')}{' '}
                      <FigureValue reader={reader} figure={lapsed} />
                    </>
                  ),
                }),
          }}
        />
      )
    },
  },
  {
    place: 'main',
    order: 20,
    async show(ctx, at, reader) {
      const { rows } = await pledgesAccount.run(ctx, at)
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
