import type { Context as Request } from 'hono'
import type { z } from 'zod'

import { FaultyInput } from '#desk-kit'

import type { Site } from '../site.ts'

/** The statuses with which an endpoint may refuse, beyond faults of ours. */
export type RefusalStatus = 400 | 403 | 404 | 409 | 410 | 413

/** What an endpoint answers under one status. */
export interface Reply {
  readonly description: string
  readonly schema: z.ZodType
  /** Whether the same is answered as CSV where that is asked for. */
  readonly csv: 'csv' | 'no-csv'
}

/** What an endpoint takes in its body. */
export interface Body {
  readonly mediaType: 'application/json' | 'multipart/form-data'
  readonly description: string
  readonly schema: z.ZodType
}

/** One operation of the API: what OpenAPI says of it and what answers it. */
export interface Endpoint {
  readonly method: 'get' | 'put' | 'post'
  /** Below /api/v1, with names in braces. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly body: Body | null
  readonly replies: Readonly<Record<number, Reply>>
  readonly refusals: readonly RefusalStatus[]
  answer(site: Site, request: Request): Promise<Response>
}

/** Checks what came in at the door; refused with a sentence for every field that is wrong. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new FaultyInput(
    parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join('.'),
      sentence: message,
    })),
  )
}

/** Answers JSON that ends its line. */
export function sendJson(request: Request, value: object, status: 200 | 201 = 200): Response {
  request.header('content-type', 'application/json; charset=utf-8')
  return request.body(`${JSON.stringify(value)}\n`, status)
}
