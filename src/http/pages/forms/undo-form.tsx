import { RefusedError } from '#platform'
import { decisionsInForce, getSubject, historyOf, relationsOf } from '#register'
import type { Asking } from '#register'
import { PATHS, Recorded, text } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { ByOn, Named } from '../named.tsx'
import type { EntryForm } from './form-page.tsx'
import { judgementForm } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { suggestionsFor } from './suggest-field.tsx'

/** The form that takes back a relation or a decision about a subject. */
export async function openUndoForm(visit: Visit, _site: Site, now: Asking): Promise<EntryForm> {
  const { reader, request, ctx } = visit
  const slug = request.req.param('subject') ?? ''
  const subject = await getSubject(ctx.db, ctx.mission, slug, now)
  const undone = await findJudgement(visit, now, { slug, subjectId: subject.id })
  const path = PATHS.subject(slug)
  return judgementForm(visit, {
    title: text(reader, 'undo.title'),
    lead: (
      <Named reader={reader} name={undone.what}>
        <Recorded>{undone.reason}</Recorded> (<ByOn reader={reader} said={undone} />)
      </Named>
    ),
    path: `${path}/undo/${undone.id}`,
    submit: text(reader, 'undo.submit'),
    back: path,
    trail: [{ path, label: subject.title }],
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    ask: () => null,
    draft: (judged) => ({
      ...judged,
      type: 'relation',
      relation: 'withdraws',
      from: null,
      to: undone.id,
      whose: 'source',
    }),
    errors: (values) => missingIn(reader, values, ['by', 'reason']),
    fieldOf: (field) => field,
    firstField: 'by',
  })
}

interface Judgement {
  readonly id: string
  readonly what: string
  readonly by: string
  readonly saidAt: string
  readonly reason: string
}

async function findJudgement(
  { ctx, reader, request }: Visit,
  now: Asking,
  { slug, subjectId }: { readonly slug: string; readonly subjectId: string },
): Promise<Judgement> {
  const id = request.req.param('entry') ?? ''
  const decisions = await decisionsInForce(ctx.db, ctx.mission, now, slug)
  const decision = decisions.find((one) => one.id === id)
  if (decision !== undefined) return { ...decision, what: text(reader, 'undo.decision') }
  const history = await historyOf(ctx.db, ctx.mission, slug, now)
  const entries = [subjectId, ...history.map(({ claim }) => claim.id)]
  const relations = await relationsOf(ctx.db, ctx.mission, entries, now)
  const relation = relations.find((one) => one.id === id && one.withdrawnBy === null)
  if (relation !== undefined) {
    return { ...relation, what: text(reader, `relation.${relation.relation}`) }
  }
  throw new RefusedError(
    'not_found',
    'pages.nothing_to_undo',
    `No relation or decision with the id ${id} stands on "${slug}"; it may have been taken back already.`,
  )
}
