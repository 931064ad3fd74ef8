import type { Child } from 'hono/jsx'

import { DayTime, EdtfTime, FigureValue, Marks, Recorded } from './figure-value.tsx'
import { PATHS } from './reader.ts'
import type { Reader } from './reader.ts'
import { ScrollRegion } from './scroll-region.tsx'
import type { ShownFigure } from './shown-figure.ts'
import { StatusMark } from './status.tsx'
import type { Status } from './status.tsx'
import { text } from './words.ts'

/** One claim beside its rivals. */
export interface Rival {
  readonly claim: string
  /** The number it gives, where it gives one. */
  readonly figure: ShownFigure | null
  /** What it says, in the words of the record. */
  readonly says: Child
  readonly assertedBy: string
  readonly reportedBy: string | null
  /** `legal-instrument` … `anonymous`: words `authority.<name>`. */
  readonly authority: string
  readonly modality: string
  readonly saidOn: string
  /** EDTF. */
  readonly valid: string
  /** The document's title as recorded and where the cited passage is shown; null where none is held. */
  readonly document: { readonly title: string; readonly href: string } | null
  /** `B2`, or null where nobody judged it. */
  readonly grade: string | null
  readonly status: Status
}

/** Claims on one subject side by side: a column each, so that who says what can be compared line by line. */
export function Rivals(props: {
  readonly reader: Reader
  readonly caption: string
  readonly rivals: readonly Rival[]
}): Child {
  const { reader, rivals } = props
  return (
    <ScrollRegion reader={reader} caption={props.caption} class="rivals">
      <table>
        <caption class="vh">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text(reader, 'table.asserter')}</th>
            {rivals.map((rival) => (
              <th scope="col" class={rival.status}>
                <Recorded>{reader.party(rival.assertedBy)}</Recorded>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map((line) => (
            <tr>
              <th scope="row">{text(reader, line.head)}</th>
              {rivals.map((rival) => (
                <td class={rival.status}>{line.cell(reader, rival)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** What became of every claim ever said about a subject, oldest first. */
export function History(props: {
  readonly reader: Reader
  readonly items: readonly Rival[]
}): Child {
  const { reader } = props
  return (
    <ol class="tl history">
      {props.items.map((item) => (
        <li class={item.status}>
          <DayTime reader={reader} day={item.saidOn} />
          <div>
            <p>
              <a href={reader.link(PATHS.claim(item.claim))}>
                <Recorded>{reader.party(item.assertedBy)}</Recorded>
              </a>
              {': '}
              <Says reader={reader} rival={item} />
            </p>
            <p class="dim">
              <StatusMark reader={reader} status={item.status} />{' '}
              {text(reader, `authority.${item.authority}`)} · {text(reader, 'table.valid')}{' '}
              <EdtfTime reader={reader} edtf={item.valid} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

interface Line {
  readonly head: string
  readonly cell: (reader: Reader, rival: Rival) => Child
}

const LINES: readonly Line[] = [
  { head: 'table.value', cell: (reader, rival) => <Says reader={reader} rival={rival} /> },
  {
    head: 'table.status',
    cell: (reader, rival) => <StatusMark reader={reader} status={rival.status} />,
  },
  {
    head: 'table.authority',
    cell: (reader, rival) => text(reader, `authority.${rival.authority}`),
  },
  { head: 'table.modality', cell: (reader, rival) => text(reader, `modality.${rival.modality}`) },
  {
    head: 'table.reporter',
    cell: (reader, rival) =>
      rival.reportedBy === null ? '–' : <Recorded>{reader.party(rival.reportedBy)}</Recorded>,
  },
  { head: 'table.said', cell: (reader, rival) => <DayTime reader={reader} day={rival.saidOn} /> },
  { head: 'table.valid', cell: (reader, rival) => <EdtfTime reader={reader} edtf={rival.valid} /> },
  { head: 'table.grade', cell: (reader, rival) => <Grade reader={reader} grade={rival.grade} /> },
  { head: 'table.citation', cell: (reader, rival) => <CitedIn reader={reader} rival={rival} /> },
]

/** A grade as the code officers read (`B2`), its meaning in the title; "not judged" where there is none. */
export function Grade(props: { readonly reader: Reader; readonly grade: string | null }): Child {
  const { reader, grade } = props
  if (grade === null) return <span class="dim">{text(reader, 'grade.none')}</span>
  const [reliability = 'F', credibility = '6'] = grade.split('')
  const meaning = `${text(reader, `grade.${reliability}`)}; ${text(reader, `grade.${credibility}`)}`
  return (
    <code class="grade" title={meaning}>
      {grade}
    </code>
  )
}

function Says(props: { readonly reader: Reader; readonly rival: Rival }): Child {
  const { reader, rival } = props
  if (rival.figure !== null) {
    return <FigureValue reader={reader} figure={rival.figure} unit="with-noun" />
  }
  return (
    <>
      <Recorded>{rival.says}</Recorded>
      <Marks reader={reader} claims={[rival.claim]} />
    </>
  )
}

function CitedIn(props: { readonly reader: Reader; readonly rival: Rival }): Child {
  const { reader, rival } = props
  return (
    <>
      {rival.document === null ? (
        <span class="dim">{text(reader, 'rivals.no-citation')}</span>
      ) : (
        <a class="recorded" href={rival.document.href}>
          {rival.document.title}
        </a>
      )}
      <br />
      <a href={reader.link(PATHS.claim(rival.claim))}>{text(reader, 'rivals.open')}</a>
    </>
  )
}
