import { type Asking, findRecorded, findSubjects, type RecordedEntry } from '#register'

import type { Context } from '../context.ts'

/** What entries are about, as recorded: of a claim its subject's name. An id stands where nothing is told of it. */
export async function titlesOf(
  { db, mission }: Context,
  ids: readonly string[],
  at: Asking,
): Promise<(id: string) => string> {
  const entries = await findRecorded(db, mission, [...new Set(ids)])
  const subjects = await findSubjects(
    db,
    mission,
    entries.flatMap((entry) => subjectOf(entry) ?? []),
    at,
  )
  const titles = new Map(
    entries.map((entry) => {
      const subject = subjectOf(entry)
      return [
        entry.id,
        subject === undefined ? ownTitleOf(entry) : (subjects.get(subject)?.title ?? subject),
      ]
    }),
  )
  return (id) => titles.get(id) ?? id
}

function subjectOf({ parts }: RecordedEntry): string | undefined {
  const subject = parts['statement']?.['subject'] ?? parts['content']?.['subject']
  return typeof subject === 'string' ? subject : undefined
}

function ownTitleOf({ id, parts, name }: RecordedEntry): string {
  const { title = name, name: called = title } = parts['content'] ?? {}
  return typeof called === 'string' ? called : id
}
