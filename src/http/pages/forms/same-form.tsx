import { getSubject } from '#register'
import type { Asking } from '#register'
import { PATHS, Recorded, text } from '#ui'
import type { FormError, Reader } from '#ui'

import type { Site, Visit } from '../../site.ts'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { judgementForm } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { codeFor, SuggestField, suggestionsFor } from './suggest-field.tsx'

/** The form that holds two subjects to be the same; it can be undone. */
export async function openSameForm(visit: Visit, _site: Site, now: Asking): Promise<EntryForm> {
  const { reader, request, ctx } = visit
  const slug = request.req.param('subject') ?? ''
  const subject = await getSubject(ctx.db, ctx.mission, slug, now)
  const suggestions = await suggestionsFor(visit, now)
  const path = PATHS.subject(slug)
  const otherIn = (values: Readonly<Record<string, string>>) =>
    suggestions.subjectIds.get(codeFor(suggestions.subjects, valueIn(values, 'other')))
  return judgementForm(visit, {
    title: text(reader, 'same.title'),
    lead: <Recorded>{subject.title}</Recorded>,
    path: `${path}/same`,
    submit: text(reader, 'same.submit'),
    back: path,
    trail: [{ path, label: subject.title }],
    suggestions,
    lists: ['parties', 'subjects'],
    ask: (state) => (
      <SuggestField
        reader={reader}
        state={state}
        name="other"
        label={text(reader, 'same.other')}
        hint={text(reader, 'same.other.hint')}
        list="subjects"
      />
    ),
    draft: (judged, values) => ({
      ...judged,
      type: 'relation',
      relation: 'same-as',
      from: subject.id,
      to: otherIn(values) ?? subject.id,
      whose: 'source',
    }),
    errors: (values) => [
      ...unknownOther(reader, valueIn(values, 'other'), otherIn(values)),
      ...missingIn(reader, values, ['by', 'reason']),
    ],
    fieldOf: (field) => (field === 'to' ? 'other' : field),
    firstField: 'other',
  })
}

function unknownOther(reader: Reader, name: string, id: string | undefined): readonly FormError[] {
  if (id !== undefined) return []
  return [{ field: 'other', sentence: text(reader, 'same.other.unknown', { name }) }]
}
