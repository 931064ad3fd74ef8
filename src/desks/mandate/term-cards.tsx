import type { Card, Context } from '#desk-kit'
import { type Asking, getMission } from '#register'
import { EdtfTime, KeyFigureCard, Marks, phrase, Recorded, text } from '#ui'

import { daysPast } from './days-past.ts'
import { termAccount, type TermRow } from './term.ts'

/** The sentence under the overview's title, and the days that are left. */
export const termCards: readonly Card[] = [
  {
    place: 'lead',
    order: 10,
    async show(ctx, at, reader) {
      const row = await ownTerm(ctx, at)
      if (row?.until == null) return <p class="lead">{text(reader, 'mandate.term.none')}</p>
      const key = row.state === 'ran-out' ? 'mandate.term.had-run-out' : 'mandate.term.authorised'
      return (
        <p class="lead">
          {phrase(reader, key, {
            title: <Recorded>{reader.mission.title}</Recorded>,
            instrument: <Recorded>{row.instrument ?? '–'}</Recorded>,
            until: <EdtfTime reader={reader} edtf={row.until} />,
          })}
          <Marks reader={reader} claims={row.figure.basis.filter(({ chosen }) => chosen)} />
        </p>
      )
    },
  },
  {
    place: 'figure',
    order: 10,
    async show(ctx, at, reader) {
      const row = await ownTerm(ctx, at)
      if (row === undefined) return null
      const hasRunOut = row.state === 'ran-out'
      const label = text(reader, hasRunOut ? 'mandate.card.ran-out' : 'mandate.card.days')
      const figure = hasRunOut ? daysPast(row.figure) : row.figure
      return (
        <KeyFigureCard
          reader={reader}
          card={{ label, figure, href: reader.link('mandate/term') }}
        />
      )
    },
  },
]

/** The mission's own authorisation; others, of the missions beside it, have their line in the account. */
async function ownTerm(ctx: Context, at: Asking): Promise<TermRow | undefined> {
  const { party } = await getMission(ctx.db, ctx.mission)
  const { rows } = await termAccount.run(ctx, at)
  return leadingTerm(party === null ? rows : rows.filter((row) => row.party === party))
}

/** The authorisation a reader asks about first: one that runs, else the one that ran out last. */
export function leadingTerm(rows: readonly TermRow[]): TermRow | undefined {
  const begun = rows.filter(({ state, until }) => state !== 'not-begun' && until !== null)
  const running = begun.find(({ state }) => state === 'running')
  return running ?? begun.toSorted((a, b) => ((a.until ?? '') > (b.until ?? '') ? -1 : 1))[0]
}
