import type { AnyRow } from '#desk-kit'
import { type Column, EdtfTime, PATHS, type Reader, Recorded, text } from '#ui'

/** The first column of a list of subjects: its title, leading to its page. */
export function subjectColumn<R extends Pick<AnyRow, 'subject' | 'title'>>(
  reader: Reader,
  head: string,
): Column<R> {
  return {
    head: text(reader, head),
    as: 'row-head',
    cell: ({ subject, title }) => <SubjectLink reader={reader} subject={subject} title={title} />,
  }
}

/** A subject by its title as recorded. */
export function SubjectLink(props: {
  readonly reader: Reader
  readonly subject: string
  readonly title: string | null
}) {
  const { reader, subject, title } = props
  return (
    <a class="recorded" href={reader.link(PATHS.subject(subject))}>
      {title ?? subject}
    </a>
  )
}

/** A date as recorded, or a dash. */
export function When({ reader, on }: { reader: Reader; on: string | null }) {
  return on === null ? <>–</> : <EdtfTime reader={reader} edtf={on} />
}

/** A party by its name, or a dash. */
export function Party({ reader, code }: { reader: Reader; code: string | null }) {
  return code === null ? <>–</> : <Recorded>{reader.party(code)}</Recorded>
}
