import { z } from 'zod'

import {
  type AnyRow,
  type Answer,
  answerSchema,
  defineAccount,
  plainRowSchema,
  askingOf,
} from '#desk-kit'
import { groupBy } from '#kit'
import { findSubjects, inForce, type StandingClaim } from '#register'

import { holding, post } from './member-kinds.ts'

/** A post, and who holds it on the day asked about. */
export interface PostRow extends AnyRow {
  readonly figure: null
  readonly section: string | null
  /** Whoever holds it, by each authority; none where it is vacant, as far as the reader may know. */
  readonly holders: readonly {
    readonly holder: string
    readonly acting: string
    readonly claim: string
    readonly assertedBy: string
  }[]
  readonly claim: string
}

const postRowSchema: z.ZodType<PostRow> = plainRowSchema.extend({
  section: z.string().nullable(),
  holders: z.array(
    z.object({
      holder: z.string(),
      acting: z.string(),
      claim: z.string(),
      assertedBy: z.string(),
    }),
  ),
  claim: z.string(),
})

/** Who holds each post on a day: what reports and signatures of that day resolve to. */
export const postsAccount = defineAccount<Answer<PostRow>>({
  name: 'posts',
  title: 'people.posts-account',
  answer: answerSchema(postRowSchema),
  async run(ctx, at) {
    const claims = await inForce(ctx.db, ctx.mission, [post.name, holding.name], at)
    const bySubject = groupBy(claims, ({ subject }) => subject)
    const subjects = await findSubjects(ctx.db, ctx.mission, [...bySubject.keys()], at)
    const rows = [...bySubject].flatMap(([subject, of]) =>
      rowsOf(subject, of, subjects.get(subject)?.title ?? null),
    )
    return {
      ...askingOf(at),
      rows: rows.toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
      total: null,
    }
  },
})

function rowsOf(
  subject: string,
  claims: readonly StandingClaim[],
  title: string | null,
): readonly PostRow[] {
  const declared = claims.find(({ kind }) => kind === post.name)
  if (declared === undefined) return []
  const { section, contributor } = post.read(declared.value)
  const holders = claims
    .filter(({ kind }) => kind === holding.name)
    .map(({ id, value, assertedBy }) => ({
      ...holding.read(value),
      claim: id,
      assertedBy,
    }))
  return [
    { subject, party: contributor, figure: null, title, section, holders, claim: declared.id },
  ]
}
