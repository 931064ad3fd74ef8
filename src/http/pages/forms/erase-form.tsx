import type { Child } from 'hono/jsx'

import { erasableOf, getDocument, getSubject, historyOf, listSaid } from '#register'
import type { Asking, EntryType, ErasureTarget } from '#register'
import { Checkboxes, PATHS, text, TextField } from '#ui'
import type { FormState, NavigationItem, Reader } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { claimInQuestion, InQuestion, trailToClaim } from './claim-in-question.tsx'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { judgementForm } from './judgement-form.tsx'
import type { Judged } from './judgement-form.tsx'
import { missingIn } from './missing.ts'
import { suggestionsFor } from './suggest-field.tsx'

type Values = Readonly<Record<string, string>>

/** What may be erased along with an entry: what says the same again. */
interface Along {
  readonly words: 'erase.also.claims' | 'erase.also.quotes'
  readonly targets: readonly ErasureTarget[]
}

/** The entry that an erasure is proposed of. */
interface Doomed {
  readonly id: string
  readonly type: EntryType
  readonly title: string
  readonly path: string
  readonly trail: readonly NavigationItem[]
  readonly also: Along | null
}

/** As many as one erasure names, but for the entry itself. */
const MOST = 999

/** The form that proposes to erase a claim. */
export async function openEraseClaimForm(
  visit: Visit,
  { kinds }: Site,
  now: Asking,
): Promise<EntryForm> {
  const { reader } = visit
  const claim = await claimInQuestion(visit, now)
  const form = await eraseForm(visit, now, {
    id: claim.id,
    type: 'claim',
    title: text(reader, 'erase.claim'),
    path: PATHS.claim(claim.id),
    trail: trailToClaim(visit, claim),
    also: null,
  })
  const lead = (
    <>
      <InQuestion reader={reader} kinds={kinds} claim={claim} /> {form.lead}
    </>
  )
  return { ...form, lead }
}

/** The form that proposes to erase a document, and what claims quote from it. */
export async function openEraseDocumentForm(
  visit: Visit,
  _site: Site,
  now: Asking,
): Promise<EntryForm> {
  const { reader, request, ctx } = visit
  const document = await getDocument(ctx.db, ctx.mission, request.req.param('id') ?? '', now)
  const citing = await listSaid(
    ctx.db,
    ctx.mission,
    { kinds: 'all', document: document.id, order: 'said' },
    { at: now, page: { after: null, limit: MOST } },
  )
  const path = PATHS.document(document.id)
  return eraseForm(visit, now, {
    id: document.id,
    type: 'document',
    title: text(reader, 'erase.document', { title: document.title }),
    path,
    trail: [{ path, label: document.title }],
    also: {
      words: 'erase.also.quotes',
      targets: citing.items.map(({ id }) => ({ entry: id, parts: ['source'] })),
    },
  })
}

/** The form that proposes to erase a subject, and all that is claimed about it. */
export async function openEraseSubjectForm(
  visit: Visit,
  _site: Site,
  now: Asking,
): Promise<EntryForm> {
  const { reader, request, ctx } = visit
  const slug = request.req.param('subject') ?? ''
  const subject = await getSubject(ctx.db, ctx.mission, slug, now)
  const history = await historyOf(ctx.db, ctx.mission, slug, now)
  const claims = history.filter(({ claim }) => claim.subject === slug).slice(0, MOST)
  const path = PATHS.subject(slug)
  return eraseForm(visit, now, {
    id: subject.id,
    type: 'subject',
    title: text(reader, 'erase.subject', { title: subject.title }),
    path,
    trail: [{ path, label: subject.title }],
    also: {
      words: 'erase.also.claims',
      targets: claims.map(({ claim }) => ({ entry: claim.id, parts: 'all' })),
    },
  })
}

function PartsField(props: {
  readonly reader: Reader
  readonly state: FormState
  readonly type: Doomed['type']
}): Child {
  const { reader, state, type } = props
  return (
    <Checkboxes
      reader={reader}
      state={state}
      name="parts"
      label={text(reader, 'erase.parts')}
      choices={erasableOf(type).map((part) => ({
        value: part,
        label: text(reader, `erased.part.${part}`),
      }))}
    />
  )
}

async function eraseForm(visit: Visit, now: Asking, doomed: Doomed): Promise<EntryForm> {
  const { reader } = visit
  const { title, path, trail, also } = doomed
  const form = judgementForm(visit, {
    title,
    lead: text(reader, 'erase.lead'),
    path: `${path}/erase`,
    submit: text(reader, 'erase.submit'),
    back: path,
    trail,
    suggestions: await suggestionsFor(visit, now),
    lists: ['parties'],
    ask: (state) => (
      <>
        <PartsField reader={reader} state={state} type={doomed.type} />
        {also === null || also.targets.length === 0 ? null : (
          <Checkboxes
            reader={reader}
            state={state}
            name="also"
            label={text(reader, 'erase.also')}
            choices={[
              { value: 'yes', label: text(reader, also.words, { count: also.targets.length }) },
            ]}
          />
        )}
        <TextField
          reader={reader}
          state={state}
          name="legalBasis"
          label={text(reader, 'erase.legal-basis')}
          hint={text(reader, 'erase.legal-basis.hint')}
        />
      </>
    ),
    draft: (judged, values) => erasureOf(doomed, judged, values),
    errors: (values) => missingIn(reader, values, ['parts', 'legalBasis', 'by', 'reason']),
    fieldOf: (field) => (field.startsWith('targets') ? 'parts' : field),
    firstField: 'parts',
  })
  return { ...form, filled: { parts: erasableOf(doomed.type).join(',') } }
}

function erasureOf(
  { id, also }: Doomed,
  judged: Judged,
  values: Values,
): Readonly<Record<string, unknown>> {
  const parts = valueIn(values, 'parts')
    .split(',')
    .filter((part) => part !== '')
  const along = valueIn(values, 'also') === '' ? [] : (also?.targets ?? [])
  return {
    ...judged,
    type: 'erasure',
    targets: [{ entry: id, parts }, ...along],
    legalBasis: valueIn(values, 'legalBasis'),
  }
}
