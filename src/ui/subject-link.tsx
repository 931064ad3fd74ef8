import type { Child } from 'hono/jsx'

import { EdtfTime } from './figure-value.tsx'
import { PATHS } from './reader.ts'
import type { Reader } from './reader.ts'
import { StatusMark } from './status.tsx'

/** A subject by its title as recorded, leading to its page; by its name in addresses where it has none. */
export function SubjectLink(props: {
  readonly reader: Reader
  readonly subject: string
  readonly title: string | null
}): Child {
  const { reader, subject, title } = props
  return (
    <a class="recorded" href={reader.link(PATHS.subject(subject))}>
      {title ?? subject}
    </a>
  )
}

/** The same, with a mark under it where sources differ on what its row says. */
export function DisputableSubject(props: {
  readonly reader: Reader
  readonly row: {
    readonly subject: string
    readonly title: string | null
    readonly disputed: boolean
  }
}): Child {
  const { reader, row } = props
  return (
    <>
      <SubjectLink reader={reader} subject={row.subject} title={row.title} />
      {row.disputed ? (
        <>
          <br />
          <StatusMark reader={reader} status="disputed" />
        </>
      ) : null}
    </>
  )
}

/** A date as recorded, or a dash where none was told. */
export function EdtfOrDash(props: {
  readonly reader: Reader
  readonly edtf: string | null
}): Child {
  return props.edtf === null ? <>–</> : <EdtfTime reader={props.reader} edtf={props.edtf} />
}
