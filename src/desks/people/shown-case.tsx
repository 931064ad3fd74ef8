import type { AnyRow } from '#desk-kit'
import { type Column, type Reader, Recorded, SubjectLink, text } from '#ui'

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

/** A party by its name, or a dash. */
export function Party({ reader, code }: { reader: Reader; code: string | null }) {
  return code === null ? <>–</> : <Recorded>{reader.party(code)}</Recorded>
}
