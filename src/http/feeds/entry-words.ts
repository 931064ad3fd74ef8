import { findClaims, findDocuments, findRecorded, toClaim } from '#register'
import type { RecordedEntry, StoredClaim, StoredDocument, StoredEntry } from '#register'
import { dayOfInstant, formatDay, formatEdtf, formatInstant, formatNumber, PATHS, text } from '#ui'

import { claimInWords } from '../pages/claim-in-words.ts'
import type { Namer } from '../pages/claim-list.tsx'
import { kindTitle } from '../pages/kind-words.ts'
import { subjectTitles } from '../pages/subject-titles.ts'
import type { Site, Visit } from '../site.ts'
import type { AtomEntry } from './atom.ts'

/** Entries of the record as entries of a feed: in words, each with its page. */
export async function entriesInWords(
  visit: Visit,
  site: Site,
  entries: readonly StoredEntry[],
): Promise<readonly AtomEntry[]> {
  const { reader } = visit
  const teller = await tellerOf(visit, site, entries)
  return entries.map((entry) => {
    const { path, sentences, ...told } = tell(teller, entry)
    const recorded = text(reader, 'feed.recorded', {
      seq: formatNumber(reader, entry.seq),
      instant: formatInstant(reader, entry.recordedAt),
    })
    return {
      ...told,
      id: `urn:uuid:${entry.id}`,
      updated: entry.recordedAt,
      href: reader.link(path),
      summary: [...sentences, recorded].join(' '),
    }
  })
}

/** All that is needed to tell entries in words. */
interface Teller extends Namer {
  /** The claims listed, and those that others point to. */
  readonly claims: ReadonlyMap<string, StoredClaim>
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** What relations point to and is no claim: subjects, decisions, other relations. */
  readonly others: ReadonlyMap<string, RecordedEntry>
}

/** What an entry says of itself in a feed. */
type Told = Pick<AtomEntry, 'title' | 'author' | 'category'> & {
  /** The page, inside the mission. */
  readonly path: string
  readonly sentences: readonly string[]
}

async function tellerOf(
  visit: Visit,
  site: Site,
  entries: readonly StoredEntry[],
): Promise<Teller> {
  const { ctx, at, reader } = visit
  const ends = entries.flatMap((entry) => [field(entry, 'from'), field(entry, 'to')])
  const named = [...new Set(ends.filter((id) => id !== ''))]
  const linked = await findClaims(ctx.db, ctx.mission, named, at)
  const others = await findRecorded(
    ctx.db,
    ctx.mission,
    named.filter((id) => !linked.has(id)),
  )
  const own = entries.filter(({ type }) => type === 'claim').map((entry) => toClaim(entry))
  const claims = new Map([...linked, ...own.map((claim) => [claim.id, claim] as const)])
  const cited = own.flatMap(({ document }) => (document === null ? [] : [document]))
  const subjects = [
    ...[...claims.values()].map(({ subject }) => subject),
    ...entries.map((entry) => field(entry, 'subject')),
  ]
  return {
    reader,
    kinds: site.kinds,
    claims,
    documents: await findDocuments(ctx.db, ctx.mission, cited, at),
    others: new Map(others.map((entry) => [entry.id, entry])),
    titleOf: await subjectTitles(visit, subjects),
  }
}

function tell(teller: Teller, entry: StoredEntry): Told {
  const claim = teller.claims.get(entry.id)
  if (claim !== undefined) return tellClaim(teller, claim)
  if (entry.type === 'document') return tellDocument(teller, entry)
  return entry.type === 'decision' ? tellDecision(teller, entry) : tellRelation(teller, entry)
}

function tellClaim(teller: Teller, claim: StoredClaim): Told {
  const { reader, titleOf, documents } = teller
  const document = claim.document === null ? undefined : documents.get(claim.document)
  const author = reader.party(claim.assertedBy)
  return {
    title: text(reader, 'feed.claim.title', {
      subject: titleOf(claim.subject),
      what: claimInWords(teller, claim),
    }),
    author,
    category: categoryOf(teller, claim.kind),
    path: PATHS.claim(claim.id),
    sentences: [
      text(reader, 'feed.claim.said', {
        asserter: author,
        day: formatDay(reader, dayOfInstant(claim.saidAt)),
        modality: text(reader, `modality.${claim.modality}`),
      }),
      text(reader, 'feed.claim.valid', { valid: formatEdtf(reader, claim.valid) }),
      ...(claim.reportedBy === null
        ? []
        : [text(reader, 'feed.claim.reported', { reporter: reader.party(claim.reportedBy) })]),
      ...(document === undefined
        ? []
        : [text(reader, 'feed.claim.document', { document: document.title })]),
    ],
  }
}

function tellDocument({ reader }: Teller, entry: StoredEntry): Told {
  const publisher = field(entry, 'publisher')
  const published = formatEdtf(reader, field(entry, 'published'))
  return {
    title: text(reader, 'feed.document.title', { document: field(entry, 'title') }),
    author: publisher,
    category: null,
    path: PATHS.document(entry.id),
    sentences: [text(reader, 'feed.document.published', { publisher, published })],
  }
}

function tellDecision(teller: Teller, entry: StoredEntry): Told {
  const subject = field(entry, 'subject')
  const kind = field(entry, 'kind')
  return {
    title: text(teller.reader, 'feed.decision.title', {
      subject: teller.titleOf(subject),
      kind: kindTitle(teller.reader, kind),
    }),
    ...judged(teller, entry),
    category: categoryOf(teller, kind),
    path: PATHS.subject(subject),
  }
}

function tellRelation(teller: Teller, entry: StoredEntry): Told {
  const { reader, claims, others, titleOf } = teller
  const relation = text(reader, `relation.${field(entry, 'relation')}`)
  const claim = claims.get(field(entry, 'to')) ?? claims.get(field(entry, 'from'))
  if (claim === undefined) {
    const other = others.get(field(entry, 'to'))
    const subject = other === undefined ? '' : field(other, 'subject')
    return {
      title: text(reader, 'feed.relation.other', { relation }),
      ...judged(teller, entry),
      category: null,
      path: subject === '' ? 'timeline' : PATHS.subject(subject),
    }
  }
  const key = field(entry, 'from') === '' ? 'feed.relation.withdrawal' : 'feed.relation.title'
  return {
    title: text(reader, key, { subject: titleOf(claim.subject), relation }),
    ...judged(teller, entry),
    category: categoryOf(teller, claim.kind),
    path: PATHS.claim(claim.id),
  }
}

/** Who judged, when and why: the same for decisions and relations. */
function judged({ reader }: Teller, entry: StoredEntry): Pick<Told, 'author' | 'sentences'> {
  const by = reader.party(field(entry, 'by'))
  const day = formatDay(reader, dayOfInstant(field(entry, 'saidAt')))
  const reason = field(entry, 'reason')
  return { author: by, sentences: [text(reader, 'feed.judged', { by, day, reason })] }
}

function categoryOf({ reader }: Teller, kind: string): AtomEntry['category'] {
  return { term: kind, label: kindTitle(reader, kind) }
}

/** A text of what an entry says; empty where it has none, or where it was erased. */
function field({ parts }: Pick<StoredEntry, 'parts'>, name: string): string {
  for (const part of Object.values(parts)) {
    const value = part[name]
    if (typeof value === 'string') return value
  }
  return ''
}
