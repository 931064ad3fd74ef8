import type { z } from 'zod'

import { canonicalJson } from '#kit'
import { listClaims, readEvidence, readRecordedOf, wholeContentOf } from '#register'
import type { EntryType, Evidence, RecordedEntry } from '#register'

import { csvHead, csvRows } from '../api/csv.ts'
import {
  claimSchema,
  documentSchema,
  partySchema,
  standingClaimSchema,
  subjectSchema,
} from '../api/schemas.ts'
import type { Dossier, Member } from './dossier.ts'

/** How many entries are in memory at once. */
const PAGE = 200
/** Each page of what stands is a question of its own, so these are longer. */
const STANDING_PAGE = 1000
const CSV = 'text/csv; charset=utf-8; header=present'

/** Every entry as it rests, and the same as tables with the columns that the API's lists have. */
export const ENTRY_MEMBERS: readonly Member[] = [
  {
    name: 'entries.ndjson',
    mediaType: 'application/x-ndjson',
    about: 'download.about.entries',
    chunks: allEntries,
  },
  table('claims.csv', 'claim', claimSchema),
  {
    name: 'standing.csv',
    mediaType: CSV,
    about: 'download.about.standing',
    chunks: standingClaims,
  },
  table('documents.csv', 'document', documentSchema),
  table('parties.csv', 'party', partySchema),
  table('subjects.csv', 'subject', subjectSchema),
]

/**
 * The entries of one type, without those whose content is not to be read or was erased.
 * @yields A page of them, in the order of the record.
 */
export async function* entriesOf(
  { ctx, at }: Dossier,
  type: EntryType,
): AsyncGenerator<readonly RecordedEntry[]> {
  const until = at.recordAt.seq
  let after = 0
  for (;;) {
    const page = await readRecordedOf(ctx.db, ctx.mission, type, {
      after,
      until,
      limit: PAGE,
      recordAt: until,
    })
    const last = page.at(-1)
    if (last === undefined) return
    yield page.filter(({ parts }) => Object.keys(parts).length > 0)
    after = last.seq
  }
}

/**
 * As evidence: whoever has the file can check each line against the log.
 * @yields A page of lines.
 */
async function* allEntries({ ctx, at }: Dossier): AsyncGenerator<string> {
  const { seq: recordAt } = at.recordAt
  let after: number | undefined = 0
  while (after !== undefined) {
    const page: readonly Evidence[] = await readEvidence(ctx.db, ctx.mission, {
      after,
      limit: PAGE,
      recordAt,
    })
    yield page.map((entry) => `${canonicalJson(entry)}\n`).join('')
    after = page.at(-1)?.seq
  }
}

function table(name: string, type: EntryType, schema: z.ZodType): Member {
  return {
    name,
    mediaType: CSV,
    about: `download.about.${type}`,
    async *chunks(dossier) {
      yield csvHead(schema)
      for await (const page of entriesOf(dossier, type)) yield csvRows(schema, page.map(flat))
    },
  }
}

function flat(entry: RecordedEntry): object {
  const { id, seq, recordedAt } = entry
  return { ...wholeContentOf(entry), id, seq, recordedAt }
}

async function* standingClaims({ ctx, at }: Dossier): AsyncGenerator<string> {
  yield csvHead(standingClaimSchema)
  const anything = { kind: null, subject: null, assertedBy: null, document: null }
  let after: string | null = null
  do {
    const page = { after, limit: STANDING_PAGE }
    const { items, next } = await listClaims(ctx.db, ctx.mission, anything, { at, page })
    yield csvRows(standingClaimSchema, items)
    after = next
  } while (after !== null)
}
