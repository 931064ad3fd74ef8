import type { Card } from '#desk-kit'
import { EdtfTime, KeyFigureCard, Section, text } from '#ui'

import { FundPicture } from './stages-page.tsx'
import { stagesAccount } from './stages.ts'

/** What the trust fund has received, and its stages beside each other. */
export const stageCards: readonly Card[] = [
  {
    place: 'figure',
    order: 40,
    async show(ctx, at, reader) {
      const row = (await stagesAccount.run(ctx, at)).rows.find(
        ({ measure }) => measure === 'received',
      )
      if (row === undefined) return null
      const beside = <EdtfTime reader={reader} edtf={row.asAt} />
      return (
        <KeyFigureCard
          reader={reader}
          card={{
            label: text(reader, 'funds.stages.card'),
            figure: row.figure,
            href: reader.link('funds/stages'),
            beside,
          }}
        />
      )
    },
  },
  {
    place: 'side',
    order: 20,
    async show(ctx, at, reader) {
      const { rows } = await stagesAccount.run(ctx, at)
      if (rows.length === 0) return null
      return (
        <Section id="fund" title={text(reader, 'funds.stages.title')}>
          <FundPicture reader={reader} rows={rows} id="overview-fund" />
        </Section>
      )
    },
  },
]
