import type { Child } from 'hono/jsx'

import { isId } from '#kit'
import type { Asking } from '#register'
import { PATHS, Select, text, TextField } from '#ui'
import type { FormError, FormState, Reader } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { claimInQuestion, InQuestion, trailToClaim } from './claim-in-question.tsx'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { judgementForm } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { suggestionsFor } from './suggest-field.tsx'

/** The relations that anybody may hold between two claims; those that end a claim have forms of their own. */
const CHOICES = ['corroborates', 'contradicts', 'supersedes', 'same-origin'] as const

/** The form that links a claim to another. */
export async function openRelateForm(
  visit: Visit,
  { kinds }: Site,
  now: Asking,
): Promise<EntryForm> {
  const { reader } = visit
  const claim = await claimInQuestion(visit, now)
  const path = PATHS.claim(claim.id)
  return judgementForm(visit, {
    title: text(reader, 'relate.title'),
    lead: <InQuestion reader={reader} kinds={kinds} claim={claim} />,
    path: `${path}/relate`,
    submit: text(reader, 'form.relate'),
    back: path,
    trail: trailToClaim(visit, claim),
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    ask: (state) => <Fields reader={reader} state={state} />,
    draft: (judged, values) => ({
      ...judged,
      type: 'relation',
      relation: valueIn(values, 'relation'),
      from: claim.id,
      to: idIn(valueIn(values, 'other')) ?? '',
      whose: 'source',
    }),
    errors: (values) => errorsIn(reader, values),
    fieldOf: (field) => (field === 'to' ? 'other' : field),
    firstField: 'other',
  })
}

function Fields(props: { readonly reader: Reader; readonly state: FormState }): Child {
  const { reader } = props
  return (
    <>
      <Select
        {...props}
        name="relation"
        label={text(reader, 'relate.relation')}
        hint={text(reader, 'relate.relation.hint')}
        choices={CHOICES.map((name) => ({ value: name, label: text(reader, `relation.${name}`) }))}
      />
      <TextField
        {...props}
        name="other"
        label={text(reader, 'relate.other')}
        hint={text(reader, 'relate.other.hint')}
      />
    </>
  )
}

function errorsIn(reader: Reader, values: Readonly<Record<string, string>>): readonly FormError[] {
  const written = valueIn(values, 'other')
  const isWrong = written !== '' && idIn(written) === null
  return [
    ...missingIn(reader, values, ['relation', 'other', 'by', 'reason']),
    ...(isWrong ? [{ field: 'other', sentence: text(reader, 'relate.other.wrong') }] : []),
  ]
}

/** The id in what was pasted: the address of a claim's page, or the id alone. */
function idIn(written: string): string | null {
  const found = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/.exec(written.toLowerCase())?.[0]
  return found !== undefined && isId(found) ? found : null
}
