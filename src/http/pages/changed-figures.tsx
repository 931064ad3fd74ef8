import type { Child } from 'hono/jsx'

import type { Answer, Desk } from '#desk-kit'
import type { Asking, Figure } from '#register'
import { FigureValue, PATHS, StatusMark, Table, text } from '#ui'
import type { Reader, Status } from '#ui'

import type { Visit } from '../site.ts'
import { Named } from './named.tsx'

/** A line of a desk's account that reads differently at two askings. */
export interface ChangedFigure {
  /** Message key of the account. */
  readonly account: string
  readonly path: string
  /** Null for a sum of the account. */
  readonly title: string | null
  /** Message key of what a sum is of: the account's total, or what stands apart from it. */
  readonly sum: string
  readonly before: Figure | null
  readonly after: Figure | null
}

/** Every figure of every account that differs between another asking and the visit's own. */
export async function changedFigures(
  { ctx, at }: Visit,
  desks: readonly Desk[],
  before: Asking,
): Promise<readonly ChangedFigure[]> {
  const changed: ChangedFigure[] = []
  for (const desk of desks) {
    for (const account of desk.accounts) {
      const [then, now] = [await account.run(ctx, before), await account.run(ctx, at)]
      const path = `${desk.name}/${account.name}`
      changed.push(
        ...compareAnswers(then, now).map((line) => ({
          ...line,
          account: account.title,
          path: line.title === null ? path : line.path,
        })),
      )
    }
  }
  return changed
}

/** The figures before and after, side by side, each with its sources. */
export function FigureChanges(props: {
  readonly reader: Reader
  readonly changes: readonly ChangedFigure[]
}): Child {
  const { reader, changes } = props
  if (changes.length === 0) return <p class="dim">{text(reader, 'compare.none')}</p>
  return (
    <Table
      reader={reader}
      caption={text(reader, 'compare.figures')}
      captionAs="hidden"
      rows={changes}
      columns={[
        {
          head: text(reader, 'table.subject'),
          as: 'row-head',
          cell: (row: ChangedFigure) => <Name reader={reader} row={row} />,
        },
        {
          head: text(reader, 'compare.before'),
          as: 'number',
          cell: ({ before }: ChangedFigure) => <Side reader={reader} figure={before} />,
        },
        {
          head: text(reader, 'compare.after'),
          as: 'number',
          cell: ({ after }: ChangedFigure) => <Side reader={reader} figure={after} />,
        },
        {
          head: text(reader, 'table.change'),
          as: 'text',
          cell: (row: ChangedFigure) => <StatusMark reader={reader} status={changeOf(row)} />,
        },
      ]}
    />
  )
}

function Name(props: { readonly reader: Reader; readonly row: ChangedFigure }): Child {
  const { reader, row } = props
  const account = text(reader, row.account)
  if (row.title === null) {
    return (
      <Named reader={reader} name={<a href={reader.link(row.path)}>{account}</a>}>
        {text(reader, row.sum)}
      </Named>
    )
  }
  return (
    <>
      <a class="recorded" href={reader.link(row.path)}>
        {row.title}
      </a>{' '}
      <span class="dim">{account}</span>
    </>
  )
}

function Side(props: { readonly reader: Reader; readonly figure: Figure | null }): Child {
  if (props.figure === null || props.figure.basis.length === 0) return '–'
  return <FigureValue reader={props.reader} figure={props.figure} unit="with-noun" />
}

function changeOf({ before, after }: ChangedFigure): Status {
  if (before === null) return 'appeared'
  return after === null ? 'disappeared' : 'changed'
}

type Line = Omit<ChangedFigure, 'account' | 'path'> & { readonly path: string }

function compareAnswers(then: Answer, now: Answer): readonly Line[] {
  const [before, after] = [linesOf(then), linesOf(now)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)]
    const line = other ?? one
    if (line === undefined || readsAlike(one?.figure, other?.figure)) return []
    const { title, sum, path } = line
    return [{ title, sum, path, before: one?.figure ?? null, after: other?.figure ?? null }]
  })
}

interface Named {
  readonly title: string | null
  readonly sum: string
  readonly path: string
  readonly figure: Figure
}

const TOTAL = 'table.total'

/** An account may have several lines on one subject, so their order tells them apart. */
function linesOf(answer: Answer): ReadonlyMap<string, Named> {
  const lines = new Map<string, Named>()
  for (const { subject, title, figure } of answer.rows) {
    if (figure === null) continue
    const twin = [...lines.keys()].filter((key) => key.startsWith(`${subject} `)).length
    lines.set(`${subject} ${twin}`, {
      title: title ?? subject,
      sum: TOTAL,
      path: PATHS.subject(subject),
      figure,
    })
  }
  if (answer.total !== null) {
    lines.set('', { title: null, sum: TOTAL, path: '', figure: answer.total })
  }
  for (const { title, figure } of answer.apart ?? []) {
    lines.set(` ${title}`, { title: null, sum: title, path: '', figure })
  }
  return lines
}

function readsAlike(one: Figure | undefined, other: Figure | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return (
    one.low === other.low &&
    one.high === other.high &&
    one.disputed === other.disputed &&
    one.unquantified === other.unquantified
  )
}
