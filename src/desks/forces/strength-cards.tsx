import type { Card } from '#desk-kit'
import { EdtfTime, KeyFigureCard, Section, text } from '#ui'

import { movedOverTime } from './strength-over-time.ts'
import { StrengthPicture, StrengthTable } from './strength-page.tsx'
import { strengthAccount } from './strength.ts'

/** Who is present: the latest number, and how it came about. */
export const strengthCards: readonly Card[] = [
  {
    place: 'figure',
    order: 20,
    async show(ctx, at, reader) {
      const { rows, total } = await strengthAccount.run(ctx, at)
      if (total === null) return null
      const asAt = rows.find(({ party, from }) => party === null && from === 'reports')?.asAt
      return (
        <KeyFigureCard
          reader={reader}
          card={{
            label: text(reader, 'forces.strength.card'),
            figure: total,
            href: reader.link('forces/strength'),
            ...(asAt == null ? {} : { beside: <EdtfTime reader={reader} edtf={asAt} /> }),
          }}
        />
      )
    },
  },
  {
    place: 'main',
    order: 10,
    async show(ctx, at, reader) {
      const points = await movedOverTime(ctx, at)
      if (points.length === 0) return null
      return (
        <Section
          id="strength-over-time"
          title={text(reader, 'forces.strength.over-time')}
          sub={
            <a href={reader.link('forces/strength')}>
              {text(reader, 'forces.strength.reported-beside')}
            </a>
          }
        >
          <StrengthPicture
            reader={reader}
            points={points}
            id="overview-strength"
            title="forces.strength.moved-over-time.sub"
          />
        </Section>
      )
    },
  },
  {
    place: 'side',
    order: 10,
    async show(ctx, at, reader) {
      const answer = await strengthAccount.run(ctx, at)
      if (answer.rows.length === 0) return null
      return (
        <Section id="strength-by-state" title={text(reader, 'forces.strength.by-state')}>
          <StrengthTable reader={reader} answer={answer} show="numbers" />
        </Section>
      )
    },
  },
]
