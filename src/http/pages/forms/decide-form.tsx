import { RefusedError } from '#platform'
import { getSubject, inForceOn } from '#register'
import type { Asking, StandingClaim } from '#register'
import { Checkboxes, PATHS, text } from '#ui'
import type { Choice } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { claimInWords } from '../claim-in-words.ts'
import { kindTitle } from '../kind-words.ts'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { judgementForm } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { suggestionsFor } from './suggest-field.tsx'

/** The form in which an officer decides which rival claims stand, with a reason. */
export async function openDecideForm(visit: Visit, site: Site, now: Asking): Promise<EntryForm> {
  const { reader, request, ctx, at } = visit
  const slug = request.req.param('subject') ?? ''
  const subject = await getSubject(ctx.db, ctx.mission, slug, now)
  const standing = await inForceOn(ctx.db, ctx.mission, slug, at)
  const kind = kindAmong(standing, request.req.query('kind'))
  const rivals = standing.filter((claim) => claim.kind === kind)
  const path = PATHS.subject(slug)
  return judgementForm(visit, {
    title: text(reader, 'decide.title', { subject: subject.title }),
    lead: text(reader, 'decide.lead'),
    path: `${path}/decide?kind=${encodeURIComponent(kind)}`,
    submit: text(reader, 'form.decide'),
    back: path,
    trail: [{ path, label: subject.title }],
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    ask: (state) => (
      <Checkboxes
        reader={reader}
        state={state}
        name="claims"
        label={text(reader, 'decide.claims')}
        hint={kindTitle(reader, kind)}
        choices={rivals.map((claim) => choiceOf(visit, site, claim))}
      />
    ),
    draft: (judged, values) => ({
      ...judged,
      type: 'decision',
      kind,
      subject: rivals[0]?.subject ?? slug,
      claims: valueIn(values, 'claims')
        .split(',')
        .filter((id) => id !== ''),
    }),
    errors: (values) => missingIn(reader, values, ['claims', 'by', 'reason']),
    fieldOf: (field) => field.split('.')[0] ?? field,
    firstField: 'claims',
  })
}

function choiceOf({ reader }: Visit, { kinds }: Site, claim: StandingClaim): Choice {
  return {
    value: claim.id,
    label: claimInWords({ reader, kinds }, claim),
    hint: `${reader.party(claim.assertedBy)}, ${text(reader, `authority.${claim.authority}`)}`,
  }
}

function kindAmong(standing: readonly StandingClaim[], wanted: string | undefined): string {
  const kinds = [...new Set(standing.map(({ kind }) => kind))]
  const kind = wanted === undefined ? kinds[0] : kinds.find((one) => one === wanted)
  if (kind !== undefined) return kind
  throw new RefusedError(
    'not_found',
    'pages.nothing_to_decide',
    'No claims of this kind stand on the subject at these dates; move the dates above, or choose another subject.',
  )
}
