import type { Child } from 'hono/jsx'

import { findText, getDocument, listSaid } from '#register'
import type { ListPage, StoredClaim, StoredDocument } from '#register'
import {
  atWork,
  Definitions,
  DocumentText,
  EdtfTime,
  Empty,
  PageHead,
  Pagination,
  PATHS,
  Recorded,
  Section,
  text,
} from '#ui'
import type { Passage, Reader } from '#ui'

import { cursorIn } from '../paging.ts'
import type { Site, Visit } from '../site.ts'
import { ClaimList } from './claim-list.tsx'
import type { Namer } from './claim-list.tsx'
import { answerErased, erasedOf, ErasedNote, isMute } from './erased-note.tsx'
import { answerPage, trailOf } from './page.tsx'
import { releaseOf } from './release-link.ts'
import { subjectTitles } from './subject-titles.ts'

const CLAIMS_A_PAGE = 100

/** A document as the record holds it: where it comes from, its text with what is cited, its claims. */
export async function showDocument(visit: Visit, { kinds }: Site): Promise<Response> {
  const { reader, request, ctx, at } = visit
  const id = request.req.param('id') ?? ''
  const erased = await erasedOf(visit, id)
  if (erased !== null && isMute(erased)) return answerErased(visit, erased)
  const document = await getDocument(ctx.db, ctx.mission, id, at)
  const after = cursorIn(request, 'said-and-seq')
  const claims = await listSaid(
    ctx.db,
    ctx.mission,
    { kinds: 'all', document: document.id, order: 'said' },
    { at, page: { after, limit: CLAIMS_A_PAGE } },
  )
  const held =
    document.textSha256 === null
      ? undefined
      : await findText(ctx.db, ctx.mission, document.textSha256)
  const titleOf = await subjectTitles(
    visit,
    claims.items.map(({ subject }) => subject),
  )
  return answerPage(visit, {
    title: document.title,
    section: 'documents',
    trail: trailOf(visit, { path: 'documents', label: text(reader, 'nav.sources') }),
    body: (
      <>
        <DocumentHead reader={reader} document={document} />
        {erased === null ? null : <ErasedNote reader={reader} erased={erased.erased} />}
        <Section id="text" title={text(reader, 'document.text')}>
          {held === undefined ? (
            <NotHeld reader={reader} document={document} />
          ) : (
            <DocumentText
              reader={reader}
              content={held.content}
              language={document.language}
              passages={passagesIn(claims.items, document.textSha256)}
            />
          )}
        </Section>
        <Claims
          namer={{ reader, kinds, titleOf }}
          document={document}
          page={{ ...claims, after }}
        />
      </>
    ),
  })
}

/** The passages of a text that claims cite; a citation of another edition does not light up. */
export function passagesIn(
  claims: readonly StoredClaim[],
  textSha256: string | null,
): readonly Passage[] {
  return claims.flatMap((claim) =>
    claim.citations
      .filter((citation) => citation.textSha256 === textSha256)
      .map(({ start, end }) => ({ claim: claim.id, start, end })),
  )
}

/** Where a document comes from, and the hashes by which anybody can tell it from another. */
export function DocumentHead(props: {
  readonly reader: Reader
  readonly document: StoredDocument
}): Child {
  const { reader, document } = props
  return (
    <>
      <PageHead
        title={<Recorded lang={document.language}>{document.title}</Recorded>}
        lead={
          <>
            <Recorded>{document.publisher}</Recorded>,{' '}
            <EdtfTime reader={reader} edtf={document.published} />
          </>
        }
        actions={atWork(reader, [
          {
            href: reader.link(`record?document=${document.id}`),
            label: text(reader, 'document.record'),
          },
          releaseOf(reader, document.id),
          {
            href: reader.link(`${PATHS.document(document.id)}/erase`),
            label: text(reader, 'form.erase'),
          },
        ])}
      />
      <Definitions items={metadata(reader, document)} />
    </>
  )
}

function metadata(
  reader: Reader,
  document: StoredDocument,
): readonly { readonly name: Child; readonly value: Child }[] {
  const { address, sha256, textSha256, mediaType, extractor } = document
  const hash = (value: string | null) =>
    value === null ? null : <code class="hash">sha256:{value}</code>
  const items: readonly (readonly [string, Child])[] = [
    [
      'document.address',
      address === null ? null : (
        <a class="recorded" href={address} rel="noreferrer">
          {address}
        </a>
      ),
    ],
    ['table.language', <Recorded>{document.language}</Recorded>],
    ['document.held', <Held reader={reader} document={document} />],
    ['document.media-type', mediaType === null ? null : <Recorded>{mediaType}</Recorded>],
    ['document.file-hash', hash(sha256)],
    ['document.text-hash', hash(textSha256)],
    ['document.extractor', extractor === null ? null : <Recorded>{extractor}</Recorded>],
  ]
  return items
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ({ name: text(reader, key), value }))
}

function Held(props: { readonly reader: Reader; readonly document: StoredDocument }): Child {
  const { reader, document } = props
  if (!document.isHeld) return text(reader, 'document.held.no')
  return (
    <>
      {text(reader, 'document.held.yes')},{' '}
      <a href={reader.link(`${PATHS.document(document.id)}/original`)} download="">
        {text(reader, 'document.save')}
      </a>
    </>
  )
}

function NotHeld(props: { readonly reader: Reader; readonly document: StoredDocument }): Child {
  const { reader, document } = props
  const { textSha256 } = document
  return (
    <>
      <p>{text(reader, 'document.no-text')}</p>
      {textSha256 === null || !reader.isAtWork ? null : (
        <p>
          <a href={reader.link(`${PATHS.document(document.id)}/bring`)}>
            {text(reader, 'document.bring')}
          </a>
        </p>
      )}
    </>
  )
}

function Claims(props: {
  readonly namer: Namer
  readonly document: StoredDocument
  readonly page: ListPage<StoredClaim> & { readonly after: string | null }
}): Child {
  const { namer, document, page } = props
  return (
    <Section id="claims" title={text(namer.reader, 'document.claims')}>
      {page.items.length === 0 ? (
        <Empty reader={namer.reader} />
      ) : (
        <ClaimList {...namer} claims={page.items} by="beginning" />
      )}
      <Pagination
        reader={namer.reader}
        path={PATHS.document(document.id)}
        next={page.next}
        current={page.after}
      />
    </Section>
  )
}
