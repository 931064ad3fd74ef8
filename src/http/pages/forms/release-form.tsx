import { COMPARTMENTS, RELEASES } from '#kit'
import { RefusedError } from '#platform'
import { findRecorded, WITHHELD } from '#register'
import type { Asking, RecordedEntry } from '#register'
import { Checkboxes, Select, text } from '#ui'
import type { FormState, Reader } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { RedactionPreview } from '../redaction-preview.tsx'
import type { EntryForm } from './form-page.tsx'
import { valueIn, valueOrNull } from './form-values.ts'
import { judgementForm } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { suggestionsFor } from './suggest-field.tsx'

/** The form that proposes who may see entries from now on; somebody else says yes or no. */
export async function openReleaseForm(visit: Visit, _site: Site, now: Asking): Promise<EntryForm> {
  const { reader, request } = visit
  const ids = request.req.queries('entry') ?? []
  const entries = await getEntries(visit, ids)
  const query = ids.map((id) => `entry=${encodeURIComponent(id)}`).join('&')
  return judgementForm(visit, {
    title: text(reader, 'release.title'),
    lead: text(reader, 'release.lead'),
    path: `release?${query}`,
    submit: text(reader, 'release.propose'),
    back: 'waiting',
    trail: [{ path: 'waiting', label: text(reader, 'nav.waiting') }],
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    ask: (state) => (
      <>
        {entries.map((entry) => (
          <RedactionPreview reader={reader} entry={entry} withheld={[]} />
        ))}
        <ReleaseFields reader={reader} state={state} />
      </>
    ),
    draft: (judged, values) => ({
      ...judged,
      type: 'release',
      targets: ids,
      to: valueIn(values, 'to'),
      compartment: valueOrNull(values, 'inCompartment'),
      withheld: valueIn(values, 'withheld')
        .split(',')
        .filter((part) => part !== ''),
    }),
    errors: (values) => missingIn(reader, values, ['to', 'by', 'reason']),
    fieldOf: (field) =>
      field === 'compartment' ? 'inCompartment' : (field.split('.')[0] ?? field),
    firstField: 'to',
  })
}

/** The entries that an address names, as far as the reader sees them. */
export async function getEntries(
  { ctx }: Visit,
  ids: readonly string[],
): Promise<readonly RecordedEntry[]> {
  const entries = await findRecorded(ctx.db, ctx.mission, ids)
  if (entries.length > 0 && entries.length === new Set(ids).size) return entries
  throw new RefusedError(
    'not_found',
    'pages.nothing_to_release',
    'The address names no entries, or one that is not on record; start from the page of a claim, a document or a subject.',
  )
}

function ReleaseFields(props: { readonly reader: Reader; readonly state: FormState }) {
  const { reader } = props
  return (
    <>
      <Select
        {...props}
        name="to"
        label={text(reader, 'release.to')}
        hint={text(reader, 'release.to.hint')}
        choices={RELEASES.map((value) => ({ value, label: text(reader, `release.${value}`) }))}
      />
      <Select
        {...props}
        name="inCompartment"
        label={text(reader, 'handling.compartment')}
        hint={text(reader, 'release.compartment.hint')}
        choices={COMPARTMENTS.map((value) => ({
          value,
          label: text(reader, `compartment.${value}`),
        }))}
      />
      <Checkboxes
        {...props}
        name="withheld"
        label={text(reader, 'release.withheld')}
        choices={WITHHELD.map((value) => ({
          value,
          label: text(reader, `part.${value}`),
          hint: text(reader, `part.${value}.hint`),
        }))}
      />
    </>
  )
}
