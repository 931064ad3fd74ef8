import { findSubjects } from '#register'

import type { Visit } from '../site.ts'

/** The names of these subjects as recorded; the slug stands where none is on record. */
export async function subjectTitles(
  { ctx, at }: Visit,
  subjects: readonly string[],
): Promise<(subject: string) => string> {
  const found = await findSubjects(ctx.db, ctx.mission, subjects, at)
  return (subject) => found.get(subject)?.title ?? subject
}
