import type { Asking } from '#register'
import { Select, text, TextArea, TextField } from '#ui'
import type { Reader } from '#ui'

import type { Site, Visit } from '../../site.ts'
import type { FormInput } from './attempt.ts'
import type { EntryForm } from './form-page.tsx'
import { valueIn, valueOrNull } from './form-values.ts'
import { missingIn } from './missing.ts'
import { codeFor, SuggestField, suggestionsFor, SuggestionLists } from './suggest-field.tsx'
import type { Suggestions } from './suggest-field.tsx'

const SORTS = ['state', 'organisation', 'unit', 'office', 'group', 'person'] as const

/** The form that puts a new party on record. */
export async function openPartyForm(visit: Visit, _site: Site, now: Asking): Promise<EntryForm> {
  const { reader } = visit
  const suggestions = await suggestionsFor(visit, now)
  const asked = (name: string) => ({
    reader,
    name,
    label: text(reader, `party.form.${name}`),
    hint: text(reader, `party.form.${name}.hint`),
  })
  return {
    title: text(reader, 'party.new'),
    lead: text(reader, 'party.lead'),
    path: 'parties/new',
    submit: text(reader, 'form.save'),
    back: 'subjects',
    trail: [{ path: 'subjects', label: text(reader, 'nav.subjects') }],
    ids: ['id'],
    filled: {},
    fields: (state) => (
      <>
        <SuggestionLists suggestions={suggestions} lists={['parties']} />
        <TextField {...asked('name')} state={state} />
        <TextField {...asked('code')} state={state} width="medium" />
        <Select
          {...asked('sort')}
          state={state}
          choices={SORTS.map((sort) => ({
            value: sort,
            label: text(reader, `party.sort.${sort}`),
          }))}
        />
        <TextArea {...asked('aliases')} state={state} rows={2} />
        <SuggestField {...asked('of')} state={state} list="parties" />
      </>
    ),
    read: async ({ values }) => readParty(reader, suggestions, values),
    done: (values) => `search?q=${encodeURIComponent(valueIn(values, 'code'))}`,
  }
}

function readParty(
  reader: Reader,
  suggestions: Suggestions,
  values: Readonly<Record<string, string>>,
): FormInput {
  const of = valueOrNull(values, 'of')
  const draft = {
    type: 'party',
    id: valueIn(values, 'id'),
    code: valueIn(values, 'code'),
    sort: valueIn(values, 'sort'),
    name: valueIn(values, 'name'),
    aliases: valueIn(values, 'aliases')
      .split('\n')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
    of: of === null ? null : codeFor(suggestions.parties, of),
  }
  return {
    entries: [{ draft, fieldOf: (field) => field.split('.')[0] ?? field }],
    errors: missingIn(reader, values, ['name', 'code', 'sort']),
    values,
    firstField: 'name',
  }
}
