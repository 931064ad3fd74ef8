import type { Child } from 'hono/jsx'

import { answersTogether, momentOf } from '#desk-kit'
import { listWaiting } from '#register'
import type { Asking, ShownProposal } from '#register'
import { Radios, text } from '#ui'
import type { FormError, FormState } from '#ui'

import type { FormInput } from '../pages/forms/attempt.ts'
import type { EntryForm } from '../pages/forms/form-page.tsx'
import { valueIn } from '../pages/forms/form-values.ts'
import { ByAndReason } from '../pages/forms/judgement-fields.tsx'
import { missingIn } from '../pages/forms/missing.ts'
import { codeFor, SuggestionLists, suggestionsFor } from '../pages/forms/suggest-field.tsx'
import type { Suggestions } from '../pages/forms/suggest-field.tsx'
import { proposalSummary } from '../pages/proposal-summary.tsx'
import type { Site, Visit } from '../site.ts'

type Values = Readonly<Record<string, string>>

/** What was chosen, and what of it still waits. */
interface Chosen {
  readonly ids: readonly string[]
  readonly waiting: readonly ShownProposal[]
}

/** The form in which many proposals are answered at once: all of them, or none. */
export async function openAnswersForm(visit: Visit, _site: Site, now: Asking): Promise<EntryForm> {
  const { reader } = visit
  const chosen = await chosenIn(visit, now)
  const suggestions = await suggestionsFor(visit, now)
  const summaries = await Promise.all(
    chosen.waiting.map(async (proposal) => proposalSummary(visit, proposal)),
  )
  return {
    title: text(reader, 'needs.answer.title'),
    lead: text(reader, 'needs.answer.lead'),
    path: pathFor(chosen),
    submit: text(reader, 'needs.answer.submit'),
    back: 'needs',
    trail: [{ path: 'needs', label: text(reader, 'nav.needs') }],
    ids: ['id'],
    filled: {},
    fields: (state) => (
      <>
        <SuggestionLists suggestions={suggestions} lists={['parties']} />
        <ol class="proposals">
          {summaries.map((summary) => (
            <li>{summary}</li>
          ))}
        </ol>
        <Verdict visit={visit} state={state} />
        <ByAndReason reader={reader} state={state} />
      </>
    ),
    read: async ({ values }) => read(visit, values, { chosen, suggestions }),
    done: () => 'needs',
  }
}

function Verdict(props: { readonly visit: Visit; readonly state: FormState }): Child {
  const { reader } = props.visit
  return (
    <Radios
      reader={reader}
      state={props.state}
      name="verdict"
      label={text(reader, 'needs.verdict')}
      choices={(['approved', 'refused'] as const).map((value) => ({
        value,
        label: text(reader, `needs.verdict.${value}`),
      }))}
    />
  )
}

async function read(
  visit: Visit,
  values: Values,
  { chosen, suggestions }: { readonly chosen: Chosen; readonly suggestions: Suggestions },
): Promise<FormInput> {
  const { reader, ctx } = visit
  const id = valueIn(values, 'id')
  const answering = {
    id,
    proposals: chosen.waiting.map((proposal) => proposal.id),
    verdict: valueIn(values, 'verdict'),
    by: codeFor(suggestions.parties, valueIn(values, 'by')),
    saidAt: momentOf(id, ctx.clock),
    reason: valueIn(values, 'reason'),
  }
  const drafts = await answersTogether(ctx, answering)
  return {
    entries: drafts.map((draft) => ({
      draft: { ...draft },
      fieldOf: (field) => field.split('.')[0] ?? field,
    })),
    errors: [
      ...goneMeanwhile(visit, chosen),
      ...missingIn(reader, values, ['verdict', 'by', 'reason']),
    ],
    values,
    firstField: 'verdict',
  }
}

/** Nobody's answer reaches fewer proposals than they saw when they gave it. */
function goneMeanwhile({ reader }: Visit, { ids, waiting }: Chosen): readonly FormError[] {
  const gone = ids.length - waiting.length
  if (gone === 0 && waiting.length > 0) return []
  const sentence =
    waiting.length === 0
      ? text(reader, 'needs.answer.none')
      : text(reader, 'needs.answer.gone', { count: gone })
  return [{ field: 'verdict', sentence }]
}

async function chosenIn({ ctx, request }: Visit, now: Asking): Promise<Chosen> {
  const ids = [...new Set(request.req.queries('proposal') ?? [])]
  const waiting = await listWaiting(ctx.db, ctx.mission, now)
  return { ids, waiting: waiting.filter(({ id }) => ids.includes(id)) }
}

function pathFor({ waiting }: Chosen): string {
  return `needs/answer?${waiting.map(({ id }) => `proposal=${id}`).join('&')}`
}
