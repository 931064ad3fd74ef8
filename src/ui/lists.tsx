import type { Child } from 'hono/jsx'

import { EdtfTime, FigureValue, Marks } from './figure-value.tsx'
import type { Reader } from './reader.ts'
import type { ShownFigure } from './shown-figure.ts'
import { StatusMark } from './status.tsx'
import type { Status } from './status.tsx'

/** One number in the band at the top of a page. */
export interface KeyFigure {
  readonly label: Child
  readonly figure: ShownFigure
  /** What follows the number on its line: "of 2,500 authorised". */
  readonly beside?: Child
  readonly note?: Child
  /** Where the label leads: the account behind the number. */
  readonly href?: string
}

/** The band of headline numbers. */
export function KeyFigures(props: { readonly children: Child }): Child {
  return <dl class="key">{props.children}</dl>
}

/** One headline number with its sources; a card of the overview's `figure` place draws one of these. */
export function KeyFigureCard(props: { readonly reader: Reader; readonly card: KeyFigure }): Child {
  const { reader, card } = props
  return (
    <div>
      <dt>{card.href === undefined ? card.label : <a href={card.href}>{card.label}</a>}</dt>
      <dd>
        <FigureValue reader={reader} figure={card.figure} />{' '}
        {card.beside === undefined ? null : <span class="beside">{card.beside}</span>}
      </dd>
      {card.note === undefined ? null : <dd class="note">{card.note}</dd>}
    </div>
  )
}

/** A heading with what belongs under it. */
export function Section(props: {
  readonly id: string
  readonly title: Child
  readonly sub?: Child
  readonly children: Child
}): Child {
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.sub === undefined ? null : <p class="sub">{props.sub}</p>}
      {props.children}
    </section>
  )
}

/** The head of a page: its title, a sentence, and what can be done from here. */
export function PageHead(props: {
  readonly title: Child
  readonly lead?: Child
  readonly actions?: readonly { readonly href: string; readonly label: Child }[]
}): Child {
  return (
    <div class="head">
      <div>
        <h1>{props.title}</h1>
        {props.lead === undefined ? null : <p class="lead">{props.lead}</p>}
      </div>
      {props.actions === undefined ? null : (
        <ul class="acts">
          {props.actions.map((action) => (
            <li>
              <a href={action.href}>{action.label}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The main and the side column of an overview; `halves` makes them equal. */
export function Columns(props: {
  readonly as: 'main-side' | 'halves'
  readonly children: Child
}): Child {
  return <div class={props.as === 'halves' ? 'grid two' : 'grid'}>{props.children}</div>
}

/** Names and what they are, side by side; stacked on a phone. */
export function Definitions(props: {
  readonly items: readonly { readonly name: Child; readonly value: Child }[]
}): Child {
  return (
    <dl class="defs">
      {props.items.map((item) => (
        <div>
          <dt>{item.name}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One thing that happened or was said. */
export interface TimelineItem {
  /** EDTF, as the source gave it. */
  readonly date: string
  readonly what: Child
  /** Claims behind it, for its mark; none for a heading of the record's own. */
  readonly claims: readonly string[]
  readonly status?: Status
}

/** Things in the order of their dates, each with its mark. */
export function Timeline(props: {
  readonly reader: Reader
  readonly items: readonly TimelineItem[]
}): Child {
  return (
    <ol class="tl">
      {props.items.map((item) => (
        <li class={item.status}>
          <EdtfTime reader={props.reader} edtf={item.date} />
          <div>
            {item.what}
            <Marks reader={props.reader} claims={item.claims} />
            {item.status === undefined ? null : (
              <StatusMark reader={props.reader} status={item.status} />
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Links with a line of explanation each: open questions, contested subjects, search results. */
export function LinkList(props: {
  readonly items: readonly { readonly href: string; readonly title: Child; readonly note?: Child }[]
}): Child {
  return (
    <ul class="links">
      {props.items.map((item) => (
        <li>
          <a href={item.href}>{item.title}</a>
          {item.note === undefined ? null : <span class="note">{item.note}</span>}
        </li>
      ))}
    </ul>
  )
}
