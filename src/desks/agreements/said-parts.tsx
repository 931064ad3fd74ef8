import type { Child } from 'hono/jsx'

import type { Ground } from '#desk-kit'
import { EdtfTime, Marks, PATHS, type Reader, StatusMark, text } from '#ui'

/** A row's subject by its title, leading to its page. */
export function SubjectLink(props: {
  readonly reader: Reader
  readonly row: { readonly subject: string; readonly title: string | null }
}): Child {
  const { reader, row } = props
  return (
    <a class="recorded" href={reader.link(PATHS.subject(row.subject))}>
      {row.title ?? row.subject}
    </a>
  )
}

/** The footnote mark of what is said. */
export function BasisMarks(props: {
  readonly reader: Reader
  readonly basis: readonly Ground[]
}): Child {
  const { reader, basis } = props
  return <Marks reader={reader} claims={basis.map(({ claim }) => claim)} />
}

/** How something was said, where it was not plainly affirmed. */
export function Manner(props: {
  readonly reader: Reader
  readonly said: { readonly modality: string; readonly reach: string }
}): Child {
  const { reader, said } = props
  return (
    <>
      {said.modality === 'affirmed' ? null : (
        <span class="dim"> ({text(reader, `modality.${said.modality}`)})</span>
      )}
      {said.reach === 'certain' ? null : (
        <>
          {' '}
          <StatusMark reader={reader} status="possible" />
        </>
      )}
    </>
  )
}

/** A date as recorded, or a dash where none was told. */
export function DateOrDash(props: {
  readonly reader: Reader
  readonly edtf: string | null
}): Child {
  return props.edtf === null ? <>–</> : <EdtfTime reader={props.reader} edtf={props.edtf} />
}
