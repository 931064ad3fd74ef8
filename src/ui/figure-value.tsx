import type { Child } from 'hono/jsx'

import { claimIds, drawnClaims } from './footnotes.ts'
import { formatDay } from './format-day.ts'
import { formatEdtf } from './format-edtf.ts'
import {
  formatAmount,
  formatNumber,
  formatQuantity,
  formatShort,
  machineQuantity,
} from './format-number.ts'
import type { Reader } from './reader.ts'
import { figureState } from './shown-figure.ts'
import type { ShownBasis, ShownFigure } from './shown-figure.ts'
import { StatusIcon } from './status.tsx'
import { text } from './words.ts'

/**
 * A number with the mark of its sources. Every number of the record is drawn by this component or by
 * a chart: the walk test (`unfootnotedNumbers`) lets digits stand nowhere else.
 */
export function FigureValue(props: {
  readonly reader: Reader
  readonly figure: ShownFigure
  /** Left out, the number stands without its noun: a heading names the unit. */
  readonly unit?: FigureUnit
}): Child {
  const { reader, figure } = props
  const state = figureState(figure)
  const { amount, plus } = figureParts(reader, figure, props.unit ?? 'without-noun')
  const claims = claimIds(figure.basis)
  const drawn = drawnClaims(reader, claims)
  return (
    <span class={`fig ${state}`}>
      <data
        class="figure"
        value={machineQuantity(figure)}
        data-claims={drawn.join(' ')}
        data-claims-in-all={drawn.length === claims.length ? undefined : claims.length}
      >
        {amount}
        {plus === null ? null : <span class="plus">, {plus}</span>}
      </data>
      <Marks reader={reader} claims={figure.basis} />
      {state === 'disputed' ? <Disputed reader={reader} /> : null}
    </span>
  )
}

/** The figure in words and digits, without marks: for captions and descriptions of charts. */
export function figureText(reader: Reader, figure: ShownFigure, unit?: FigureUnit): string {
  const { amount, plus } = figureParts(reader, figure, unit ?? 'without-noun')
  return plus === null ? amount : `${amount}, ${plus}`
}

/** How the unit of a figure is written: "1,500 people", "1,500", or money cut short for pictures. */
export type FigureUnit = 'with-noun' | 'without-noun' | 'short'

const WRITE = { 'with-noun': formatAmount, 'without-noun': formatQuantity, short: formatShort }

function figureParts(
  reader: Reader,
  figure: ShownFigure,
  unit: FigureUnit,
): { readonly amount: string; readonly plus: string | null } {
  const n = figure.unquantified
  if (figure.low === null && figure.high === null) {
    const key = n > 1 ? 'quantity.count-not-quantified' : 'quantity.not-quantified'
    return { amount: text(reader, key, { n }), plus: null }
  }
  const amount = WRITE[unit](reader, figure)
  return { amount, plus: n === 0 ? null : text(reader, 'quantity.plus-not-quantified', { n }) }
}

/** The footnote mark for some claims: what stands behind a date or a sentence that is not itself a figure. */
export function Marks(props: {
  readonly reader: Reader
  readonly claims: readonly (string | ShownBasis)[]
}): Child {
  if (props.claims.length === 0) return null
  const number = props.reader.notes.mark(props.claims)
  const n = formatNumber(props.reader, number)
  return (
    <sup>
      <a
        class="mark"
        href={`#s${number}`}
        aria-label={text(props.reader, 'figure.source-mark', { n })}
      >
        {n}
      </a>
    </sup>
  )
}

/** A day as `<time>`, in the reader's words. */
export function DayTime(props: { readonly reader: Reader; readonly day: string }): Child {
  return <time datetime={props.day}>{formatDay(props.reader, props.day)}</time>
}

/** A date as a source gave it (EDTF): `<time>` where it is one date, marked as recorded text where it is a span or a choice. */
export function EdtfTime(props: { readonly reader: Reader; readonly edtf: string }): Child {
  const words = formatEdtf(props.reader, props.edtf)
  const plain = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u.test(props.edtf)
  return plain ? <time datetime={props.edtf}>{words}</time> : <span class="recorded">{words}</span>
}

/** How many things a list holds, as a link to the list: the one kind of number that needs no footnote. */
export function CountLink(props: { readonly href: string; readonly children: Child }): Child {
  return (
    <a class="count" href={props.href}>
      {props.children}
    </a>
  )
}

/** Text as it stands on the record: titles, names and values in the source's own words. */
export function Recorded(props: {
  readonly children: Child
  /** BCP 47, where it is not the language of the page. */
  readonly lang?: string
}): Child {
  return (
    <span class="recorded" lang={props.lang}>
      {props.children}
    </span>
  )
}

function Disputed(props: { readonly reader: Reader }): Child {
  return (
    <span class="st disputed" title={text(props.reader, 'figure.disputed.explained')}>
      <StatusIcon status="disputed" />
      {text(props.reader, 'figure.disputed')}
    </span>
  )
}
