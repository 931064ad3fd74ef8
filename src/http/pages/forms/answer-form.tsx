import { can } from '#kit'
import { RefusedError } from '#platform'
import { listWaiting } from '#register'
import type { Asking, ShownProposal } from '#register'
import { Radios, text } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { proposalSummary } from '../proposal-summary.tsx'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { judgementForm } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { suggestionsFor } from './suggest-field.tsx'

/** The form in which a second person says yes or no to what somebody proposed. */
export async function openAnswerForm(visit: Visit, _site: Site, now: Asking): Promise<EntryForm> {
  const { reader, request } = visit
  const proposal = await getWaiting(visit, now, request.req.param('id') ?? '')
  const summary = await proposalSummary(visit, proposal)
  const { audience } = proposal
  return judgementForm(visit, {
    title: text(reader, titleOf(proposal)),
    lead: mayNot(visit, proposal) ?? text(reader, 'waiting.answer.lead'),
    path: `waiting/${proposal.id}`,
    submit: text(reader, 'waiting.answer'),
    back: 'waiting',
    trail: [{ path: 'waiting', label: text(reader, 'nav.waiting') }],
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    ask: (state) => (
      <>
        {summary}
        <Radios
          reader={reader}
          state={state}
          name="verdict"
          label={text(reader, 'waiting.verdict')}
          choices={(['approved', 'refused'] as const).map((value) => ({
            value,
            label: text(reader, `verdict.${value}`),
          }))}
        />
      </>
    ),
    draft: (judged, values) => ({
      ...judged,
      type: 'approval',
      proposal: proposal.id,
      verdict: valueIn(values, 'verdict'),
      // An answer is as open as what it answers.
      handling: { ...audience, embargo: null },
    }),
    errors: (values) => missingIn(reader, values, ['verdict', 'by', 'reason']),
    fieldOf: (field) => field.split('.')[0] ?? field,
    firstField: 'verdict',
  })
}

function titleOf({ type }: ShownProposal) {
  if (type === 'release') return 'waiting.title.release'
  return type === 'erasure' ? 'waiting.title.erasure' : 'waiting.title.decision'
}

async function getWaiting({ ctx }: Visit, now: Asking, id: string): Promise<ShownProposal> {
  const found = (await listWaiting(ctx.db, ctx.mission, now)).find((one) => one.id === id)
  if (found !== undefined) return found
  throw new RefusedError(
    'not_found',
    'pages.nothing_waits',
    'Nothing waits under this address; it may have been answered meanwhile. Look at what waits.',
  )
}

/** Why whoever reads may not answer; said before they fill in anything. */
function mayNot({ ctx }: Visit, { desk, audience, proposer }: ShownProposal): string | null {
  const object = {
    mission: ctx.mission,
    desk: desk === '' ? null : desk,
    ...audience,
    notBefore: null,
    recordedBy: proposer,
  }
  const verdict = can(ctx.actor, 'approve', object, ctx.clock.now())
  return verdict.may ? null : verdict.reason
}
