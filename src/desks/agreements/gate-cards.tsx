import type { Card } from '#desk-kit'
import { Section, text } from '#ui'

import { GatesTable } from './gates-page.tsx'
import { gatesAccount } from './gates.ts'

/** Which deployments are lawful by their gates. */
export const gateCards: readonly Card[] = [
  {
    place: 'side',
    order: 40,
    async show(ctx, at, reader) {
      const { rows } = await gatesAccount.run(ctx, at)
      if (rows.length === 0) return null
      return (
        <Section
          id="gates"
          title={text(reader, 'agreements.gates-account')}
          sub={
            <a href={reader.link('agreements/gates')}>{text(reader, 'agreements.gates.card')}</a>
          }
        >
          <GatesTable reader={reader} rows={rows} />
        </Section>
      )
    },
  },
]
