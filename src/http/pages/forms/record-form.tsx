import { RefusedError } from '#platform'
import { listDocuments } from '#register'
import type { Asking, StoredDocument } from '#register'
import { PATHS, text } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { kindTitle } from '../kind-words.ts'
import { fieldsOf } from '../value-fields.ts'
import { ClaimInputs } from './claim-inputs.tsx'
import type { ClaimAsking } from './claim-inputs.tsx'
import type { EntryForm } from './form-page.tsx'
import { readClaim } from './read-claim.ts'
import { suggestionsFor } from './suggest-field.tsx'

const EVERY_DOCUMENT = { after: null, limit: 1000 }

/** The form that puts a claim of one kind on record. */
export async function openRecordForm(visit: Visit, site: Site, now: Asking): Promise<EntryForm> {
  const { reader, request } = visit
  const kind = request.req.param('kind') ?? ''
  const asking = await askClaim(visit, site, { kind, now })
  const given = (name: string) => request.req.query(name) ?? ''
  return {
    title: kindTitle(reader, kind),
    lead: text(reader, 'record.claim.lead'),
    path: `record/${encodeURIComponent(kind)}`,
    submit: text(reader, 'form.save'),
    back: 'record',
    trail: [{ path: 'record', label: text(reader, 'nav.record') }],
    ids: ['id', 'subjectId'],
    filled: { modality: 'affirmed', subject: given('subject'), document: given('document') },
    fields: (state) => <ClaimInputs {...asking} state={state} />,
    read: async ({ values }) => {
      const { entries, errors } = await readClaim(visit, asking, values)
      return { entries, errors, values, firstField: 'subject' }
    },
    done: (values) => `${PATHS.claim(values['id'] ?? '')}?recorded=1`,
  }
}

/** What a form for a kind of claim is drawn and read from; refused where no desk declares the kind. */
export async function askClaim(
  visit: Visit,
  { kinds }: Site,
  { kind, now }: { readonly kind: string; readonly now: Asking },
): Promise<ClaimAsking> {
  const declared = kinds.get(kind)
  if (declared === undefined) {
    throw new RefusedError(
      'not_found',
      'pages.kind_unknown',
      `No desk declares the kind of claim "${kind}"; choose one from the list.`,
    )
  }
  return {
    reader: visit.reader,
    kind,
    fields: fieldsOf(declared),
    documents: await everyDocument(visit, now),
    suggestions: await suggestionsFor(visit, now),
  }
}

/** Every document on record, the latest published first. */
async function everyDocument({ ctx }: Visit, now: Asking): Promise<readonly StoredDocument[]> {
  const page = await listDocuments(ctx.db, ctx.mission, { at: now, page: EVERY_DOCUMENT })
  return page.items
}
