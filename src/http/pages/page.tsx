import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { countErasedSince, findClaims, findDocuments } from '#register'
import { claimsOfSources, dayOfInstant, drawBody, drawPage, Layout, text } from '#ui'
import type { NavigationItem, ShownSource } from '#ui'

import type { Visit } from '../site.ts'

/** What a page says; everything around it is the same everywhere. */
export interface PageParts {
  readonly title: string
  /** From the overview down to, and without, the page itself. */
  readonly trail: readonly NavigationItem[]
  /** The navigation item that the page lies in. */
  readonly section?: string
  readonly description?: string
  readonly body: Child | Promise<Child>
}

/** Draws a page with the sources of every figure on it. */
export async function answerPage(visit: Visit, parts: PageParts): Promise<Response> {
  visit.request.header('cache-control', 'private, no-cache')
  visit.request.header('vary', 'accept-language, save-data, ect')
  return visit.request.html(await drawWhole(visit, parts))
}

/** Draws a form: never kept by anybody, since it carries ids that serve once. */
export async function answerForm(
  visit: Visit,
  parts: PageParts,
  status: ContentfulStatusCode,
): Promise<Response> {
  visit.request.header('cache-control', 'private, no-store')
  return visit.request.html(await drawWhole(visit, parts), status)
}

/** Sends the reader on after something was recorded, to the record as it is now (POST–redirect–GET). */
export function answerRecorded(visit: Visit, path: string): Response {
  visit.request.header('cache-control', 'private, no-store')
  const now = { validOn: null, knownAt: null, recordAt: null }
  return visit.request.redirect(visit.reader.link(path, now), 303)
}

/** The way from the overview to a page. */
export function trailOf(
  visit: Visit,
  ...steps: readonly NavigationItem[]
): readonly NavigationItem[] {
  return [{ path: '', label: text(visit.reader, 'nav.overview') }, ...steps]
}

async function drawWhole(visit: Visit, parts: PageParts): Promise<string> {
  const { reader, frame } = visit
  const body = await drawBody(
    <>
      {await erasedSince(visit)}
      {parts.body}
    </>,
  )
  const { title, trail } = parts
  const around = {
    ...(parts.section === undefined ? {} : { section: parts.section }),
    ...(parts.description === undefined ? {} : { description: parts.description }),
  }
  return drawPage(
    <Layout
      reader={reader}
      site={frame}
      title={title}
      trail={trail}
      sources={await sourcesOf(visit)}
      {...around}
    >
      {body}
    </Layout>,
  )
}

/** An answer as of an earlier record lacks what was erased since, and says so. */
async function erasedSince({ ctx, at, reader }: Visit): Promise<Child> {
  if (reader.asking.given.recordAt === null) return null
  const count = await countErasedSince(ctx.db, ctx.mission, at.recordAt.seq)
  return count === 0 ? null : <p>{text(reader, 'erased.since', { count })}</p>
}

/** Who said each footnoted claim, and in which document. */
export async function sourcesOf({
  ctx,
  at,
  reader,
}: Visit): Promise<ReadonlyMap<string, ShownSource>> {
  const claims = await findClaims(ctx.db, ctx.mission, claimsOfSources(reader), at)
  const cited = [...claims.values()].flatMap(({ document }) =>
    document === null ? [] : [document],
  )
  const documents = await findDocuments(ctx.db, ctx.mission, cited, at)
  return new Map(
    [...claims].map(([id, claim]) => [
      id,
      {
        assertedBy: claim.assertedBy,
        reportedBy: claim.reportedBy,
        document: claim.document === null ? null : (documents.get(claim.document)?.title ?? null),
        saidOn: dayOfInstant(claim.saidAt),
      },
    ]),
  )
}
