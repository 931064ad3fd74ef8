import { CREDIBILITIES, RELIABILITIES } from '#register'
import type { Asking } from '#register'
import { PATHS, Radios, text } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { claimInQuestion, InQuestion, trailToClaim } from './claim-in-question.tsx'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { judgementForm } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { suggestionsFor } from './suggest-field.tsx'

const SCALES = { reliability: RELIABILITIES, credibility: CREDIBILITIES } as const

/** The form that grades a claim: the source and the information are judged apart, so that neither colours the other. */
export async function openGradeForm(
  visit: Visit,
  { kinds }: Site,
  now: Asking,
): Promise<EntryForm> {
  const { reader } = visit
  const claim = await claimInQuestion(visit, now)
  const path = PATHS.claim(claim.id)
  return judgementForm(visit, {
    title: text(reader, 'grade.title'),
    lead: <InQuestion reader={reader} kinds={kinds} claim={claim} />,
    path: `${path}/grade`,
    submit: text(reader, 'form.grade'),
    back: path,
    trail: trailToClaim(visit, claim),
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    ask: (state) => (
      <>
        {(['reliability', 'credibility'] as const).map((scale) => (
          <Radios
            reader={reader}
            state={state}
            name={scale}
            label={text(reader, `grade.${scale}`)}
            hint={text(reader, `grade.${scale}.hint`)}
            choices={SCALES[scale].map((value) => ({
              value,
              label: text(reader, `grade.${value}`),
            }))}
          />
        ))}
      </>
    ),
    draft: (judged, values) => ({
      ...judged,
      type: 'assessment',
      claim: claim.id,
      reliability: valueIn(values, 'reliability'),
      credibility: valueIn(values, 'credibility'),
    }),
    errors: (values) => missingIn(reader, values, ['reliability', 'credibility', 'by', 'reason']),
    fieldOf: (field) => field,
    firstField: 'reliability',
  })
}
