import type { Child } from 'hono/jsx'

import {
  EdtfTime,
  FigureValue,
  Marks,
  phrase,
  type Reader,
  Recorded,
  type Status,
  StatusIcon,
  text,
} from '#ui'

import { asBasis } from './choose.ts'
import { daysPast } from './days-past.ts'
import type { ObligationState } from './obligation-state.ts'
import type { ObligationRow } from './obligations.ts'

const ICONS: Readonly<Record<ObligationState, Status>> = {
  overdue: 'unmet',
  undetermined: 'undetermined',
  due: 'possible',
  undated: 'single',
  met: 'met',
  waived: 'withdrawn',
  ended: 'ended',
}

/** How an obligation stands, in a word with its icon, and what there is to tell of it. */
export function ObligationStanding({
  reader,
  row,
}: {
  readonly reader: Reader
  readonly row: ObligationRow
}): Child {
  return (
    <>
      <span class={`st ${ICONS[row.state]}`}>
        <StatusIcon status={ICONS[row.state]} />
        {text(reader, `mandate.obligation-state.${row.state}`)}
      </span>
      <Days reader={reader} row={row} />
      <Answered reader={reader} row={row} />
    </>
  )
}

function Days({ reader, row }: { readonly reader: Reader; readonly row: ObligationRow }): Child {
  const { figure, warning } = row
  if (figure === null || row.state === 'ended') return null
  const isPast = figure.high !== null && figure.high < 0
  const isAhead = figure.low !== null && figure.low >= 0
  const ahead = isAhead ? 'days-left' : 'days-either'
  return (
    <p class="sub">
      {phrase(reader, `mandate.obligations.${isPast ? 'days-past' : ahead}`, {
        days: <FigureValue reader={reader} figure={isPast ? daysPast(figure) : figure} />,
      })}
      {warning === null ? null : (
        <>
          {' · '}
          {phrase(reader, 'mandate.obligations.warned', {
            days: <FigureValue reader={reader} figure={warning} />,
          })}
        </>
      )}
    </p>
  )
}

function Answered({
  reader,
  row,
}: {
  readonly reader: Reader
  readonly row: ObligationRow
}): Child {
  const claims = row.answers.map(asBasis)
  if (claims.length === 0) return null
  return (
    <p class="sub">
      {row.metOn === null
        ? null
        : phrase(
            reader,
            row.due === null ? 'mandate.obligations.last-met' : 'mandate.obligations.met-on',
            {
              day: <EdtfTime reader={reader} edtf={row.metOn} />,
            },
          )}
      {row.waivedBy === null
        ? null
        : phrase(reader, 'mandate.obligations.waived-by', {
            basis: <Recorded>{row.waivedBy}</Recorded>,
          })}
      <Marks reader={reader} claims={claims} />
      {row.late === true ? ` ${text(reader, 'mandate.obligations.late')}` : null}
    </p>
  )
}
