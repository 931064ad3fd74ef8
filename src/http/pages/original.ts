import { RefusedError } from '#platform'
import { findBytes, getDocument } from '#register'

import type { Visit } from '../site.ts'

const ENDINGS: ReadonlyMap<string | null, string> = new Map([
  ['text/html', 'html'],
  ['text/markdown', 'md'],
])

/** A document's bytes as they were taken in, to be saved and compared; never shown as a page of ours. */
export async function sendOriginal({ ctx, at, request }: Visit): Promise<Response> {
  const document = await getDocument(ctx.db, ctx.mission, request.req.param('id') ?? '', at)
  const { sha256, mediaType } = document
  const bytes = sha256 === null ? undefined : await findBytes(ctx.db, ctx.mission, sha256)
  if (bytes === undefined) {
    throw new RefusedError(
      'not_found',
      'pages.not_held',
      `The record holds only a reference to “${document.title}”, not the document itself; follow its address.`,
    )
  }
  request.header('content-type', 'application/octet-stream')
  request.header(
    'content-disposition',
    `attachment; filename="${document.id}.${ENDINGS.get(mediaType) ?? 'txt'}"`,
  )
  request.header('cache-control', 'private, no-cache')
  return request.body(new Uint8Array(bytes))
}
