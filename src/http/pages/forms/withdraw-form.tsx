import { momentOf } from '#desk-kit'
import type { Asking, StoredClaim } from '#register'
import { PATHS, text, TextField } from '#ui'
import type { FormError, Reader } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { claimInQuestion, InQuestion, trailToClaim } from './claim-in-question.tsx'
import { saidAt } from './claim-said.ts'
import type { Said } from './claim-said.ts'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { WhoseField } from './judgement-fields.tsx'
import { judgementForm } from './judgement-form.tsx'
import type { Judged } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { saidError } from './said-error.ts'
import { suggestionsFor } from './suggest-field.tsx'

type Values = Readonly<Record<string, string>>

/** The form that takes a claim back: its source does, or this record does because it made a slip. */
export async function openWithdrawForm(
  visit: Visit,
  { kinds }: Site,
  now: Asking,
): Promise<EntryForm> {
  const { reader, ctx } = visit
  const claim = await claimInQuestion(visit, now)
  const path = PATHS.claim(claim.id)
  return judgementForm(visit, {
    title: text(reader, 'withdraw.title'),
    lead: <InQuestion reader={reader} kinds={kinds} claim={claim} />,
    path: `${path}/withdraw`,
    submit: text(reader, 'form.withdraw'),
    back: path,
    trail: trailToClaim(visit, claim),
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    byHint: 'judge.by.hint-whose',
    ask: (state) => (
      <>
        <WhoseField reader={reader} state={state} />
        <TextField
          reader={reader}
          state={state}
          name="said"
          label={text(reader, 'withdraw.said')}
          hint={text(reader, 'withdraw.said.hint')}
          width="medium"
        />
      </>
    ),
    draft: (judged, values) => withdrawal(claim, judged, values),
    errors: (values) => errorsIn(reader, values, momentOf(valueIn(values, 'id'), ctx.clock)),
    fieldOf: (field) => (field === 'saidAt' ? 'said' : field),
    firstField: 'whose',
  })
}

/** Only the source takes back its own word; a slip of this record's counts from the moment it is noticed. */
function withdrawal(
  claim: StoredClaim,
  judged: Judged,
  values: Values,
): Readonly<Record<string, unknown>> {
  const whose = valueIn(values, 'whose')
  const said = saidIn(values, judged.saidAt)
  return {
    ...judged,
    type: 'relation',
    relation: 'withdraws',
    from: null,
    to: claim.id,
    whose,
    by: whose === 'source' ? claim.assertedBy : judged.by,
    saidAt: 'instant' in said ? said.instant : judged.saidAt,
  }
}

function errorsIn(reader: Reader, values: Values, opened: string): readonly FormError[] {
  const isSource = valueIn(values, 'whose') === 'source'
  return [
    ...missingIn(reader, values, isSource ? ['whose', 'reason'] : ['whose', 'by', 'reason']),
    ...saidError(reader, saidIn(values, opened)),
  ]
}

function saidIn(values: Values, opened: string): Said {
  if (valueIn(values, 'whose') !== 'source') return { instant: opened }
  return saidAt({ written: valueIn(values, 'said'), document: undefined, authority: '', opened })
}
