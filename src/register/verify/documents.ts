import { hash } from 'node:crypto'

import type { Db } from '#platform'

import type { ClaimDraft } from '../entry.ts'
import type { LogFault } from '../log/fault.ts'
import type { VerifiedEntry } from '../log/verified-entry.ts'
import type { ErasedParts } from './erasures.ts'
import type { HeldTexts } from './held-texts.ts'

/** What of an entry's content tells which bytes and text belong to it. */
interface DocumentContent {
  readonly sha256: string | null
  readonly textSha256: string | null
  readonly isHeld: boolean
  readonly extractor: string | null
}

type Cited = Pick<ClaimDraft, 'citations'>

/** What the check of documents works with. */
export interface DocumentCheck {
  readonly db: Db
  readonly missionId: number
  readonly texts: HeldTexts
}

/** The faults of documents and citations: bytes and text against the hashes on record, quotes against the text. */
export async function documentFaults(
  check: DocumentCheck,
  entries: readonly VerifiedEntry[],
  erased: ErasedParts,
): Promise<readonly LogFault[]> {
  const faults: LogFault[] = []
  for (const entry of entries) {
    const isHeldNoMore = erased.get(entry.seq)?.has('held') === true
    if (entry.type === 'document') faults.push(...(await ofDocument(check, entry, isHeldNoMore)))
    if (entry.type === 'claim') faults.push(...(await ofCitations(check, entry)))
  }
  return faults
}

/** Bytes and texts that no document names. */
export async function strayFaults({ db, missionId }: DocumentCheck): Promise<readonly LogFault[]> {
  const rows = await db.run<{ what: string; hash: string }>(STRAY, [missionId])
  return rows.map((row) => ({
    kind: 'document_stray',
    seq: 0,
    id: null,
    sentence: `The ${row.what} under ${row.hash} are those of no document on record.`,
  }))
}

/** A document whose bytes and text were erased is one that was only referred to. */
async function ofDocument(
  check: DocumentCheck,
  entry: VerifiedEntry,
  isHeldNoMore: boolean,
): Promise<LogFault[]> {
  const said = partOf<DocumentContent>(entry, 'content')
  if (said === null) return []
  const content = isHeldNoMore ? { ...said, isHeld: false, extractor: null } : said
  return [...(await ofBytes(check, entry, content)), ...(await ofText(check, entry, content))]
}

async function ofBytes(
  { db, missionId }: DocumentCheck,
  entry: VerifiedEntry,
  { sha256, isHeld }: DocumentContent,
): Promise<readonly LogFault[]> {
  if (sha256 === null) return []
  const [blob] = await db.run<{ hash: string }>(BLOB, [missionId, sha256])
  if (blob === undefined) return isHeld ? [gone(entry, `bytes (${sha256})`)] : []
  return blob.hash === sha256 ? [] : [altered(entry, 'bytes')]
}

async function ofText(
  check: DocumentCheck,
  entry: VerifiedEntry,
  { textSha256, extractor }: DocumentContent,
): Promise<readonly LogFault[]> {
  if (textSha256 === null) return []
  const held = await check.texts.find(textSha256)
  if (held === undefined) return extractor === null ? [] : [gone(entry, `text (${textSha256})`)]
  if (hash('sha256', held.content) !== textSha256) return [altered(entry, 'text')]
  if (extractor === null || (await isExtractor(check, textSha256))) return []
  const what = `its text is said to be taken out by ${held.extractor}, which its entry does not say.`
  return [faultOf(entry, 'document_differs', what)]
}

/** The same text may be of several documents; it was kept with the first one's, of which nothing may be left. */
async function isExtractor({ db, missionId }: DocumentCheck, textSha256: string): Promise<boolean> {
  const rows = await db.run(EXTRACTOR, [missionId, textSha256])
  return rows.length > 0
}

async function ofCitations({ texts }: DocumentCheck, entry: VerifiedEntry): Promise<LogFault[]> {
  const source = partOf<Cited>(entry, 'source')
  const faults: LogFault[] = []
  for (const [place, citation] of (source?.citations ?? []).entries()) {
    const held = await texts.find(citation.textSha256)
    if (held === undefined) continue
    const stands = hash('sha256', held.content.slice(citation.start, citation.end))
    if (stands === citation.quoteSha256) continue
    const what = `what stands at its citation ${place + 1} (${citation.start} to ${citation.end}) is not what was cited.`
    faults.push(faultOf(entry, 'citation_differs', what))
  }
  return faults
}

/** A field group as it was put on record; null where it is gone or was changed, which is told already. */
function partOf<Content>({ parts, faults }: VerifiedEntry, name: string): Content | null {
  const part = parts.find((one) => one.part === name)
  if (part === undefined || faults.some(({ kind }) => kind === 'payload_differs')) return null
  const content: Content = JSON.parse(part.body)
  return content
}

function gone(entry: VerifiedEntry, what: string): LogFault {
  return faultOf(entry, 'document_missing', `its ${what}, which the record held, are gone.`)
}

function altered(entry: VerifiedEntry, what: string): LogFault {
  return faultOf(entry, 'document_differs', `its ${what} are not those that its entry names.`)
}

function faultOf(
  { seq, id }: VerifiedEntry,
  kind: 'document_missing' | 'document_differs' | 'citation_differs',
  what: string,
): LogFault {
  return { kind, seq, id, sentence: `Entry ${seq} (${id ?? ''}): ${what}` }
}

const BLOB = {
  name: 'register-verify-blob',
  text: `SELECT encode(sha256(bytes), 'hex') AS hash FROM register.blob WHERE mission_id = $1 AND sha256 = $2`,
}

const EXTRACTOR = {
  name: 'register-verify-extractor',
  text: `SELECT 1 AS found FROM register.canonical_text t
    JOIN register.document d ON d.mission_id = t.mission_id AND d.text_sha256 = t.text_sha256
    JOIN register.payload p ON p.mission_id = d.mission_id AND p.seq = d.seq AND p.part = 'content'
    WHERE t.mission_id = $1 AND t.text_sha256 = $2 AND p.body::json ->> 'extractor' = t.extractor
    UNION ALL SELECT 1 FROM register.erased x JOIN register.entry e ON e.mission_id = x.mission_id AND e.seq = x.target
    WHERE x.mission_id = $1 AND x.part = 'content' AND e.entry_type = 'document' LIMIT 1`,
}

const STRAY = {
  name: 'register-verify-stray',
  text: `SELECT 'bytes' AS what, sha256 AS hash FROM register.blob b WHERE mission_id = $1
      AND NOT EXISTS (SELECT FROM register.document d WHERE d.mission_id = b.mission_id AND d.sha256 = b.sha256)
    UNION ALL
    SELECT 'characters', text_sha256 FROM register.canonical_text t WHERE mission_id = $1
      AND NOT EXISTS (SELECT FROM register.document d WHERE d.mission_id = t.mission_id AND d.text_sha256 = t.text_sha256)`,
}
