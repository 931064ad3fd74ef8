import type { Child } from 'hono/jsx'

import { momentOf } from '#desk-kit'
import { getClaim } from '#register'
import type { Asking, StoredClaim } from '#register'
import { PATHS, text } from '#ui'
import type { FormState, Reader } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { kindTitle } from '../kind-words.ts'
import type { FormEntry } from './attempt.ts'
import { ClaimInputs } from './claim-inputs.tsx'
import type { ClaimAsking } from './claim-inputs.tsx'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { ByAndReason, WhoseField } from './judgement-fields.tsx'
import { missingIn } from './missing.ts'
import { readClaim } from './read-claim.ts'
import { askClaim } from './record-form.tsx'
import { codeFor } from './suggest-field.tsx'
import { writeValue } from './write-value.ts'

/** The form that puts a corrected claim on record together with the word that it corrects. */
export async function openCorrectForm(visit: Visit, site: Site, now: Asking): Promise<EntryForm> {
  const { reader, request, ctx } = visit
  const claim = await getClaim(ctx.db, ctx.mission, request.req.param('id') ?? '', now)
  const asking = await askClaim(visit, site, { kind: claim.kind, now })
  return {
    title: text(reader, 'correct.title', { kind: kindTitle(reader, claim.kind) }),
    lead: text(reader, 'correct.lead'),
    path: `${PATHS.claim(claim.id)}/correct`,
    submit: text(reader, 'form.correct'),
    back: PATHS.claim(claim.id),
    trail: [{ path: PATHS.claim(claim.id), label: kindTitle(reader, claim.kind) }],
    ids: ['id', 'subjectId', 'relationId'],
    filled: filledFrom(asking, claim),
    fields: (state) => (
      <>
        <CorrectionFields reader={reader} state={state} />
        <ClaimInputs {...asking} state={state} />
      </>
    ),
    read: async ({ values }) => {
      const read = await readClaim(visit, { ...asking, corrected: claim }, values)
      const isOwn = valueIn(values, 'whose') === 'source'
      const needed = isOwn ? (['whose', 'reason'] as const) : (['whose', 'by', 'reason'] as const)
      const entry = correction(claim, asking, { values, said: read.saidAt, visit })
      return {
        entries: [...read.entries, entry],
        errors: [...missingIn(reader, values, needed), ...read.errors],
        values,
        firstField: 'whose',
      }
    },
    done: (values) => `${PATHS.claim(values['id'] ?? '')}?recorded=1`,
  }
}

function CorrectionFields(props: { readonly reader: Reader; readonly state: FormState }): Child {
  return (
    <>
      <WhoseField {...props} />
      <ByAndReason {...props} byHint="judge.by.hint-whose" />
    </>
  )
}

/** Only who said it corrects its own word; a slip of this record's is corrected by whoever noticed. */
function correction(
  claim: StoredClaim,
  { suggestions }: ClaimAsking,
  sent: {
    readonly values: Readonly<Record<string, string>>
    readonly said: string
    readonly visit: Visit
  },
): FormEntry {
  const { values } = sent
  const whose = valueIn(values, 'whose')
  const opened = momentOf(valueIn(values, 'id'), sent.visit.ctx.clock)
  return {
    draft: {
      type: 'relation',
      id: valueIn(values, 'relationId'),
      relation: 'corrects',
      from: valueIn(values, 'id'),
      to: claim.id,
      whose,
      by:
        whose === 'source' ? claim.assertedBy : codeFor(suggestions.parties, valueIn(values, 'by')),
      saidAt: whose === 'source' ? sent.said : opened,
      reason: valueIn(values, 'reason'),
    },
    fieldOf: (field) => (['whose', 'by', 'reason'].includes(field) ? field : 'whose'),
  }
}

function filledFrom({ fields }: ClaimAsking, claim: StoredClaim): Readonly<Record<string, string>> {
  const { subject, modality, valid, assertedBy, reportedBy, authority, document, note } = claim
  const [citation] = claim.citations
  return {
    ...writeValue(fields, claim.value),
    subject,
    modality,
    valid,
    assertedBy,
    authority,
    reportedBy: reportedBy ?? '',
    document: document ?? '',
    said: claim.saidAt,
    quote: citation?.quote ?? '',
    locator: citation?.locator ?? '',
    note: note ?? '',
  }
}
