import { getDocument, listSaid } from '#register'
import type { StoredClaim, StoredDocument } from '#register'
import { DocumentText, PageHead, PATHS, Recorded, Section, text } from '#ui'
import type { FormState } from '#ui'

import type { Visit } from '../../site.ts'
import { passagesIn } from '../document-page.tsx'
import { answerForm, trailOf } from '../page.tsx'
import { FileField, FileForm, takeInSent } from './file-form.tsx'
import { readForm } from './form-values.ts'

/** Asks a reader for their own copy of a document whose words this record may not hold. */
export async function showBring(visit: Visit): Promise<Response> {
  return answerBring(visit, await documentIn(visit), { values: {}, errors: [] })
}

/** Lights up the cited passages in a reader's own copy, if it is the text that was cited; nothing is kept. */
export async function sendBring(visit: Visit): Promise<Response> {
  const { reader, request } = visit
  const document = await documentIn(visit)
  const file = await takeInSent(reader, await readForm(request), 'file')
  const refuse = async (sentence: string) =>
    answerBring(visit, document, { values: {}, errors: [{ field: 'file', sentence }] })
  if ('sentence' in file) return refuse(file.sentence)
  const claims = await claimsFrom(visit, document)
  const { textSha256, text: taken } = file.taken
  const expected = expectedHashes(document, claims)
  if (!expected.includes(textSha256)) {
    return refuse(
      text(reader, 'bring.other', { brought: textSha256, expected: expected.join(', ') }),
    )
  }
  return answerForm(
    visit,
    {
      title: document.title,
      trail: trailTo(visit, document),
      body: (
        <>
          <PageHead
            title={<Recorded>{document.title}</Recorded>}
            lead={text(reader, 'bring.lit')}
          />
          <Section id="text" title={text(reader, 'document.text')}>
            <DocumentText
              reader={reader}
              content={taken.content}
              language={document.language}
              passages={passagesIn(claims, textSha256)}
            />
          </Section>
        </>
      ),
    },
    200,
  )
}

/** The texts that this document, or a citation of it, is known by. */
function expectedHashes(
  { textSha256 }: StoredDocument,
  claims: readonly StoredClaim[],
): readonly string[] {
  const cited = claims.flatMap(({ citations }) => citations.map((one) => one.textSha256))
  return [...new Set([...(textSha256 === null ? [] : [textSha256]), ...cited])]
}

async function documentIn({ ctx, at, request }: Visit): Promise<StoredDocument> {
  return getDocument(ctx.db, ctx.mission, request.req.param('id') ?? '', at)
}

async function claimsFrom(
  { ctx, at }: Visit,
  { id }: StoredDocument,
): Promise<readonly StoredClaim[]> {
  const page = await listSaid(
    ctx.db,
    ctx.mission,
    { kinds: 'all', document: id, order: 'said' },
    { at, page: { after: null, limit: 1000 } },
  )
  return page.items
}

function trailTo({ reader, ...visit }: Visit, { id, title }: StoredDocument) {
  return trailOf(
    { reader, ...visit },
    { path: 'documents', label: text(reader, 'nav.sources') },
    { path: PATHS.document(id), label: title },
  )
}

async function answerBring(
  visit: Visit,
  document: StoredDocument,
  state: FormState,
): Promise<Response> {
  const { reader } = visit
  const path = PATHS.document(document.id)
  const title = text(reader, 'bring.title')
  return answerForm(
    visit,
    {
      title,
      trail: trailTo(visit, document),
      body: (
        <>
          <PageHead title={title} lead={<Recorded>{document.title}</Recorded>} />
          <p>{text(reader, 'bring.lead')}</p>
          <FileForm
            reader={reader}
            action={reader.link(`${path}/bring`)}
            state={state}
            submit={text(reader, 'bring.submit')}
            back={reader.link(path)}
          >
            <FileField
              reader={reader}
              state={state}
              name="file"
              label={text(reader, 'intake.file')}
              hint={text(reader, 'intake.file.hint')}
            />
          </FileForm>
        </>
      ),
    },
    state.errors.length === 0 ? 200 : 400,
  )
}
