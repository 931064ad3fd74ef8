import { z } from 'zod'

import { canonicalJson } from '#kit'
import type { Db } from '#platform'
import { RefusedError } from '#platform'
import { compareKept, type Evidence, evidenceFaults, leafHashesOf } from '#register'

/** What an audit of a server's public answers looked at, and what differs from the log. */
export interface Audit {
  readonly size: number
  readonly entries: number
  readonly items: number
  readonly faults: readonly string[]
}

/** The lists that show what entries say, in the words of the API. */
const LISTS = ['claims', 'documents', 'parties', 'subjects'] as const

const pageSchema = z.object({
  items: z.array(z.record(z.string(), z.unknown())),
  next: z.string().nullable(),
  recordAt: z.object({ seq: z.int(), root: z.string() }),
})
const evidenceSchema = z.object({
  v: z.literal(1),
  mission: z.string(),
  seq: z.int(),
  id: z.string(),
  type: z.string(),
  recordedAt: z.string(),
  payloadRoot: z.string(),
  leafHash: z.string(),
  commitments: z.array(z.string()),
  parts: z.record(z.string(), z.record(z.string(), z.unknown())),
  salts: z.record(z.string(), z.string()),
})

/** Reads what a server shows to everybody, as an outsider does, and checks every entry against this record's log. */
export async function auditServer(
  { db, mission }: { readonly db: Db; readonly mission: string },
  server: string,
): Promise<Audit> {
  const base = server.replace(/\/+$/, '')
  const { size, faults: kept } = await compareKept(
    db,
    mission,
    await textOf(`${base}/log/${mission}/checkpoint`),
  )
  if (kept.length > 0) return { size, entries: 0, items: 0, faults: kept }
  const api = `${base}/api/v1/missions/${mission}`
  const leaves = await leafHashesOf(db, mission, size)
  const said = new Map<string, Shown>()
  const faults: string[] = []
  for await (const item of itemsOf(`${api}/entries?limit=200&recordAt=${size}`)) {
    const evidence: Shown = evidenceSchema.parse(item)
    said.set(evidence.id, evidence)
    faults.push(...evidenceFaults(evidence, leaves[evidence.seq - 1]))
  }
  let items = 0
  for (const list of LISTS) {
    for await (const item of itemsOf(`${api}/${list}?limit=200&recordAt=${size}`)) {
      items++
      faults.push(...differencesOf(list, item, said))
    }
  }
  return { size, entries: said.size, items, faults }
}

type Shown = Omit<Evidence, 'type'> & { readonly type: string }

/** What a list says of an entry, field by field, against what is in the log under its id. */
function differencesOf(
  list: string,
  item: Readonly<Record<string, unknown>>,
  said: ReadonlyMap<string, Shown>,
): readonly string[] {
  const id = String(item['id'])
  const evidence = said.get(id)
  if (evidence === undefined) return [`The list of ${list} shows ${id}, which no shown entry says.`]
  const content: Readonly<Record<string, unknown>> = {
    ...Object.assign({}, ...Object.values(evidence.parts)),
    seq: evidence.seq,
    recordedAt: evidence.recordedAt,
  }
  return Object.entries(item)
    .filter(([field, value]) => field in content && !isSame(content[field], value))
    .map(([field]) => `Entry ${evidence.seq} (${id}): the list of ${list} shows another ${field}.`)
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson({ of: a }) === canonicalJson({ of: b })
}

/**
 * The items of all pages of a list.
 * @yields An item as it was sent.
 */
async function* itemsOf(first: string): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let after: string | null = ''
  while (after !== null) {
    const address: string = after === '' ? first : `${first}&after=${encodeURIComponent(after)}`
    const page: z.output<typeof pageSchema> = pageOf(address, await textOf(address))
    yield* page.items
    after = page.next
  }
}

/** What is no page of this API is no fault of the record's: it is another server. */
function pageOf(address: string, text: string): z.output<typeof pageSchema> {
  try {
    return pageSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new RefusedError(
      'incorrect',
      'cli.no_page',
      `${address} does not answer as the API of a Rollcall record does: ${error instanceof SyntaxError ? 'it is no JSON' : 'a field is missing'}.`,
    )
  }
}

async function textOf(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'error', headers: { accept: '*/*' } })
  if (answer.ok) return answer.text()
  throw new RefusedError(
    'not_found',
    'cli.not_served',
    `${address} answers ${answer.status}; name the address of a Rollcall server that shows this mission.`,
  )
}
