import type { Child } from 'hono/jsx'

import { FaultyInput, parseDraft, recordDrafts } from '#desk-kit'
import type { Kind } from '#desk-kit'
import type { TakenIn } from '#documents'
import { newId } from '#kit'
import { RefusedError } from '#platform'
import { findDocumentByHash, getDocument, resolveAsking, UNSAID } from '#register'
import { EdtfField, HiddenField, PageHead, PATHS, text, TextField } from '#ui'
import type { FieldProps, FormError, FormState } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { answerForm, answerRecorded, trailOf } from '../page.tsx'
import { FileField, FileForm, takeInSent } from './file-form.tsx'
import { readForm, valueIn, valueOrNull } from './form-values.ts'
import { handlingField, HandlingFields, handlingIn } from './handling-fields.tsx'
import { missingIn } from './missing.ts'

type Values = Readonly<Record<string, string>>

/** Asks for a document: the file, who published it and when. */
export async function showIntake(visit: Visit): Promise<Response> {
  return answerIntake(visit, { values: { id: newId(), release: UNSAID.release }, errors: [] })
}

/** Takes a document in; what it says of its own date is proposed and never taken silently. */
export async function sendIntake(visit: Visit, { kinds }: Site): Promise<Response> {
  const sent = await readForm(visit.request)
  const file = await takeInSent(visit.reader, sent, 'file')
  const { values } = sent
  if ('sentence' in file) {
    const errors = [
      { field: 'file', sentence: file.sentence },
      ...missingIn(visit.reader, values, ['publisher', 'published']),
    ]
    return answerIntake(visit, { values, errors })
  }
  const known = await heldAlready(visit, file.taken)
  if (known !== undefined) return answerRecorded(visit, PATHS.document(known))
  const errors = await recordDocument(visit, kinds, { ...file, values })
  if (errors.length === 0) return answerRecorded(visit, PATHS.document(valueIn(values, 'id')))
  return answerIntake(visit, { values: withProposals(values, file.taken), errors })
}

/** The same bytes twice are one document; a mere reference to them is not yet held. */
async function heldAlready({ ctx }: Visit, { sha256 }: TakenIn): Promise<string | undefined> {
  const id = await findDocumentByHash(ctx.db, ctx.mission, sha256)
  if (id === undefined) return undefined
  const now = await resolveAsking(ctx, ctx.mission, {})
  const document = await getDocument(ctx.db, ctx.mission, id, now)
  return document.isHeld ? id : undefined
}

async function recordDocument(
  visit: Visit,
  kinds: ReadonlyMap<string, Kind>,
  { values, taken, bytes }: { values: Values; taken: TakenIn; bytes: Uint8Array },
): Promise<readonly FormError[]> {
  const { ctx } = visit
  const missing = asked(visit, values, taken)
  if (missing.length > 0) return missing
  try {
    const draft = parseDraft(kinds, {
      type: 'document',
      id: valueIn(values, 'id'),
      handling: handlingIn(values),
      title: valueIn(values, 'title'),
      publisher: valueIn(values, 'publisher'),
      address: valueOrNull(values, 'address'),
      published: valueIn(values, 'published'),
      language: valueIn(values, 'language'),
      mediaType: taken.mediaType,
      sha256: taken.sha256,
      bytes: null,
      text: null,
      textSha256: taken.textSha256,
    })
    if (draft.type !== 'document') throw new Error('A document was taken for something else.')
    await recordDrafts(ctx, kinds, [{ ...draft, bytes, text: taken.text }])
    return []
  } catch (error) {
    if (error instanceof FaultyInput) return error.faults.map(shownFault)
    if (!(error instanceof RefusedError)) throw error
    return [{ field: 'published', sentence: error.message }]
  }
}

function shownFault({ field, sentence }: FormError): FormError {
  return { field: field.startsWith('handling') ? handlingField(field) : field, sentence }
}

/** What the officer has to say, with what the document says of itself beside it. */
function asked({ reader }: Visit, values: Values, taken: TakenIn): readonly FormError[] {
  const proposals = { title: taken.title, published: taken.published, language: taken.language }
  const proposed = Object.entries(proposals)
    .filter(([field]) => valueIn(values, field) === '')
    .map(([field, proposal]) => ({
      field,
      sentence:
        proposal === null
          ? text(reader, `intake.${field}.silent`)
          : text(reader, `intake.${field}.says`, {
              value: proposal.value,
              basis: proposal.basis,
            }),
    }))
  return [...missingIn(reader, values, ['publisher']), ...proposed]
}

/** Title and language are filled in to be confirmed; the date is not, because much hangs on it. */
function withProposals(values: Values, { title, language }: TakenIn): Values {
  const filled = (name: string, proposal: TakenIn['title']) =>
    valueOrNull(values, name) ?? proposal?.value ?? ''
  return { ...values, title: filled('title', title), language: filled('language', language) }
}

async function answerIntake(visit: Visit, state: FormState): Promise<Response> {
  const { reader } = visit
  const title = text(reader, 'intake.page')
  const body = (
    <>
      <PageHead title={title} lead={text(reader, 'intake.lead')} />
      <FileForm
        reader={reader}
        action={reader.link('intake')}
        state={state}
        submit={text(reader, 'intake.submit')}
        back={reader.link('documents')}
      >
        <HiddenField name="id" value={state.values['id'] ?? ''} />
        <Fields visit={visit} state={state} />
        <HandlingFields reader={reader} state={state} />
      </FileForm>
    </>
  )
  const trail = trailOf(visit, { path: 'documents', label: text(reader, 'nav.sources') })
  return answerForm(visit, { title, trail, body }, state.errors.length === 0 ? 200 : 400)
}

function Fields(props: { readonly visit: Visit; readonly state: FormState }): Child {
  const { reader } = props.visit
  const field = (name: string): FieldProps => ({
    reader,
    state: props.state,
    name,
    label: text(reader, `intake.${name}`),
    hint: text(reader, `intake.${name}.hint`),
  })
  return (
    <>
      <FileField {...field('file')} />
      <TextField {...field('publisher')} />
      <EdtfField {...field('published')} />
      <TextField {...field('title')} />
      <TextField {...field('address')} />
      <TextField {...field('language')} width="short" />
    </>
  )
}
