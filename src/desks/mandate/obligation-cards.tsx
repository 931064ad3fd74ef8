import type { Card } from '#desk-kit'
import { EdtfTime, LinkList, Section, text } from '#ui'

import { ObligationStanding } from './obligation-standing.tsx'
import { type ObligationRow, obligationsAccount } from './obligations.ts'

/** How many obligations the overview names; their page has them all. */
const SHOWN = 4

/** What is overdue, or so near that a rule warns of it. */
export const obligationCards: readonly Card[] = [
  {
    place: 'side',
    order: 30,
    async show(ctx, at, reader) {
      const { rows } = await obligationsAccount.run(ctx, at)
      const near = rows.filter(isNear).toSorted(latestFirst).slice(0, SHOWN)
      if (near.length === 0) return null
      return (
        <Section
          id="obligations"
          title={text(reader, 'mandate.obligations-account')}
          sub={
            <a href={reader.link('mandate/obligations')}>
              {text(reader, 'mandate.obligations.all')}
            </a>
          }
        >
          <LinkList
            items={near.map((row) => ({
              href: reader.link('mandate/obligations'),
              title: <span class="recorded">{row.event ?? row.title ?? row.duty}</span>,
              note: (
                <>
                  {row.due === null ? null : <EdtfTime reader={reader} edtf={row.due} />}{' '}
                  <ObligationStanding reader={reader} row={row} />
                </>
              ),
            }))}
          />
        </Section>
      )
    },
  },
]

function isNear({ state, warning }: ObligationRow): boolean {
  return state === 'overdue' || state === 'undetermined' || warning !== null
}

/** What fell due last is what can still be mended. */
function latestFirst(a: ObligationRow, b: ObligationRow): number {
  return (a.due ?? '') > (b.due ?? '') ? -1 : 1
}
