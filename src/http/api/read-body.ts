import type { Context as Request } from 'hono'

import { RefusedError } from '#platform'

/** Reads a JSON body; refused where it is not declared as JSON, not UTF-8 or not JSON. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.req.header('content-type') ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    throw incorrect(
      'api.media_type',
      `The body is declared as "${type}"; send JSON with the header "content-type: application/json".`,
    )
  }
  const text = decode(await request.req.arrayBuffer())
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read'
    throw incorrect('api.json', `The body is not JSON (${reason}); nothing was recorded.`, error)
  }
}

/** Reads a multipart form; refused where it is none. */
export async function readForm(request: Request): Promise<ReadonlyMap<string, string | File>> {
  try {
    return new Map(Object.entries(await request.req.parseBody()))
  } catch (error) {
    throw incorrect(
      'api.form',
      'The body is not a form; send multipart/form-data with the document as "file".',
      error,
    )
  }
}

/** Bytes that are no UTF-8 would be replaced silently, and what was said would change. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw incorrect('api.utf8', 'The body is not UTF-8; encode it so and send it again.', error)
  }
}

function incorrect(code: string, sentence: string, cause?: unknown): RefusedError {
  return new RefusedError('incorrect', code, sentence, { cause })
}
