import type { Asking } from '#register'
import { PATHS, text, TextField } from '#ui'

import type { Site, Visit } from '../../site.ts'
import type { EntryForm } from './form-page.tsx'
import { valueIn, valueOrNull } from './form-values.ts'
import { missingIn } from './missing.ts'
import { slugOf } from './slug.ts'
import { codeFor, SuggestField, suggestionsFor, SuggestionLists } from './suggest-field.tsx'

/** The form that puts a new subject on record. */
export async function openSubjectForm(visit: Visit, _site: Site, now: Asking): Promise<EntryForm> {
  const { reader } = visit
  const suggestions = await suggestionsFor(visit, now)
  const nameIn = (values: Readonly<Record<string, string>>) =>
    valueOrNull(values, 'slug') ?? slugOf(valueIn(values, 'title'))
  const asked = (name: string) => ({
    reader,
    name,
    label: text(reader, `subject.form.${name}`),
    hint: text(reader, `subject.form.${name}.hint`),
  })
  return {
    title: text(reader, 'subject.new'),
    lead: text(reader, 'glossary.subject.meaning'),
    path: 'subjects/new',
    submit: text(reader, 'form.save'),
    back: 'subjects',
    trail: [{ path: 'subjects', label: text(reader, 'nav.subjects') }],
    ids: ['id'],
    filled: {},
    fields: (state) => (
      <>
        <SuggestionLists suggestions={suggestions} lists={['parties', 'places']} />
        <TextField {...asked('title')} state={state} />
        <TextField {...asked('slug')} state={state} width="medium" />
        <SuggestField {...asked('party')} state={state} list="parties" />
        <SuggestField {...asked('place')} state={state} list="places" />
      </>
    ),
    read: async ({ values }) => {
      const [party, place] = [valueOrNull(values, 'party'), valueOrNull(values, 'place')]
      const draft = {
        type: 'subject',
        id: valueIn(values, 'id'),
        subject: nameIn(values),
        title: valueIn(values, 'title'),
        party: party === null ? null : codeFor(suggestions.parties, party),
        place: place === null ? null : codeFor(suggestions.places, place),
      }
      return {
        entries: [{ draft, fieldOf: (field) => (field === 'subject' ? 'slug' : field) }],
        errors: missingIn(reader, values, ['title']),
        values,
        firstField: 'title',
      }
    },
    done: (values) => PATHS.subject(nameIn(values)),
  }
}
