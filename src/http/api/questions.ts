import { z } from 'zod'

import { comparisonOf } from '#desk-kit'
import { RefusedError } from '#platform'
import { diff, ENTRY_TYPES, findContested, resolveAsking, searchRecord } from '#register'
import type { Asking, StoredEntry } from '#register'

import { pageOf } from '../paging.ts'
import { defineList, shownAsking } from './list.ts'
import type { Call } from './list.ts'
import { askingSchema, standingClaimSchema } from './schemas.ts'

const contested = defineList({
  path: '/contested',
  tag: 'questions',
  summary: 'The subjects on which the sources do not agree, with all that is said side by side.',
  params: {},
  query: {},
  item: z.object({
    subject: z.string(),
    kind: z.string(),
    claims: z.array(standingClaimSchema),
  }),
  beside: {},
  cursor: 'name',
  async page({ ctx, site, at }, page) {
    const found = await findContested(ctx.db, ctx.mission, at, comparisonOf(site.kinds))
    return pageOf(found, page, ({ subject, kind }) => `${subject} ${kind}`)
  },
})

const search = defineList({
  path: '/search',
  tag: 'questions',
  summary:
    'Claims, subjects, parties and documents by their words, accents folded, the best first.',
  params: {},
  query: {
    q: z
      .string({ error: 'q is missing; write the words to look for.' })
      .trim()
      .min(1, 'q is empty; write the words to look for.')
      .max(200, 'q is too long; write at most 200 characters.')
      .describe('The words to look for; the beginning of each is enough.'),
  },
  item: z.object({
    id: z.string(),
    seq: z.int(),
    type: z.enum(ENTRY_TYPES),
    recordedAt: z.string(),
    content: z.record(z.string(), z.unknown()).describe('What the entry says.'),
  }),
  beside: {},
  cursor: 'offset',
  async page({ ctx, at, query }, page) {
    const found = await searchRecord(ctx.db, ctx.mission, query.q, { at, page })
    return { ...found, items: found.items.map(shownEntry) }
  },
})

const beforeQuery = {
  beforeValidOn: z.string().optional().describe('The other validOn; left out: the same.'),
  beforeKnownAt: z.string().optional().describe('The other knownAt; left out: the same.'),
  beforeRecordAt: z.string().optional().describe('The other recordAt; left out: the same.'),
}

const difference = defineList({
  path: '/diff',
  tag: 'questions',
  summary: 'Which claims stand at the asking and did not before, and which no longer do.',
  params: {},
  query: beforeQuery,
  item: z.object({ change: z.enum(['appeared', 'disappeared']), claim: standingClaimSchema }),
  beside: { before: askingSchema, stayed: z.int().describe('How many claims stand at both.') },
  cursor: 'name',
  async page(call, page) {
    const { ctx, at } = call
    const before = await resolveBefore(call)
    const found = await diff(ctx.db, ctx.mission, 'all', { before, after: at })
    const items = [
      ...found.disappeared.map((claim) => ({ change: 'disappeared' as const, claim })),
      ...found.appeared.map((claim) => ({ change: 'appeared' as const, claim })),
    ]
    const beside = { before: shownAsking(before), stayed: found.stayed }
    return { ...pageOf(items, page, ({ change, claim }) => `${change} ${claim.id}`), beside }
  },
})

/** What is asked across the whole record of a mission. */
export const questionEndpoints = [contested, search, difference]

async function resolveBefore({
  ctx,
  at,
  query,
}: Call<unknown, z.output<z.ZodObject<typeof beforeQuery>>>): Promise<Asking> {
  const { beforeValidOn, beforeKnownAt, beforeRecordAt } = query
  const isAsked = [beforeValidOn, beforeKnownAt, beforeRecordAt].some((one) => one !== undefined)
  if (!isAsked) {
    throw new RefusedError(
      'incorrect',
      'api.diff_before',
      'Nothing says what to compare with; give beforeValidOn, beforeKnownAt or beforeRecordAt.',
    )
  }
  return resolveAsking(ctx, ctx.mission, {
    validOn: beforeValidOn ?? at.validOn,
    knownAt: beforeKnownAt ?? at.knownAt,
    recordAt: beforeRecordAt ?? String(at.recordAt.seq),
  })
}

function shownEntry({ id, seq, type, recordedAt, parts }: StoredEntry): {
  id: string
  seq: number
  type: StoredEntry['type']
  recordedAt: string
  content: Record<string, unknown>
} {
  const { handling: _handling, ...said } = parts
  return { id, seq, type, recordedAt, content: Object.assign({}, ...Object.values(said)) }
}
