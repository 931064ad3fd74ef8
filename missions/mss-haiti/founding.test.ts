import { readdirSync, readFileSync } from 'node:fs'

import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { desks } from '#desks'
import { isId, latestInstantOf, parseEdtf } from '#kit'

const FOLDER = new URL('.', import.meta.url)
const HASH = /^[0-9a-f]{64}$/
const INTERVIEW = 'nation-mudavadi-2025-05'
const ARTICLE = 'wsws-kenya-2024-03-08'

const kinds = new Map(desks.flatMap((desk) => desk.kinds.map((kind) => [kind.name, kind])))

const partyRow = z.object({ id: z.string(), code: z.string() })
const subjectRow = z.object({ id: z.string(), subject: z.string(), party: z.string() })
const documentRow = z.object({
  id: z.string(),
  key: z.string(),
  published: z.string(),
  sha256: z.string(),
  textSha256: z.string(),
})
const claimRow = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  value: z.string(),
  modality: z.string(),
  valid: z.string(),
  said: z.string(),
  assertedBy: z.string(),
  reportedBy: z.string(),
  document: z.string(),
  authority: z.string(),
  textSha256: z.string(),
  start: z.coerce.number().int(),
  end: z.coerce.number().int(),
  quoteSha256: z.string(),
  locator: z.string(),
  facts: z.string(),
})
const relationRow = z.object({
  id: z.string(),
  relation: z.string(),
  from: z.string(),
  to: z.string(),
  by: z.string(),
})

const interview = rowsOf('claims-founding-nation.csv', claimRow)
const article = rowsOf('claims-founding-wsws.csv', claimRow)
const claims = [...interview, ...article]
const documents = rowsOf('documents-founding.csv', documentRow)
const relations = rowsOf('relations-founding.csv', relationRow)
const foundingParties = rowsOf('parties-founding.csv', partyRow)
const foundingSubjects = rowsOf('subjects-founding.csv', subjectRow)
const partyCodes = new Set(everyRow('parties', partyRow).map(({ code }) => code))
const subjectSlugs = new Set(everyRow('subjects', subjectRow).map(({ subject }) => subject))

describe('the two founding documents', () => {
  test('every item of the interview has a claim that cites it', () => {
    expect(unclaimed(interview, 'S0', 80)).toEqual([])
  })

  test('every item of the article has a claim that cites it', () => {
    expect(unclaimed(article, 'S3', 170)).toEqual([])
  })

  test('a claim names items of the document it stands on and of no other', () => {
    expect(interview.filter(({ facts }) => facts.includes('S3-'))).toEqual([])
    expect(article.filter(({ facts }) => facts.includes('S0-'))).toEqual([])
    expect(new Set(interview.map(({ document }) => document))).toEqual(new Set([INTERVIEW]))
    expect(new Set(article.map(({ document }) => document))).toEqual(new Set([ARTICLE]))
  })

  test('each is held by the hash of its bytes and of its canonical text', () => {
    expect(documents.map(({ key }) => key)).toEqual([INTERVIEW, ARTICLE])
    for (const { sha256, textSha256 } of documents) {
      expect(sha256).toMatch(HASH)
      expect(textSha256).toMatch(HASH)
    }
  })

  test('what was said in the interview has a day of its own, since its publication has none', () => {
    const published = documents.find(({ key }) => key === INTERVIEW)?.published ?? ''
    expect(latestInstantOf(parseEdtf(published))).toBeNull()
    expect(interview.filter(({ said }) => said === '')).toEqual([])
  })

  test('nothing is said later than the article came out, or earlier than the interview was held', () => {
    expect(article.filter(({ said }) => said > '2024-03-08')).toEqual([])
    expect(interview.filter(({ said }) => said < '2025-05-22')).toEqual([])
  })
})

describe('the rows drawn from them', () => {
  test('every claim cites a stretch of its own document by hash and place', () => {
    const hashes = new Map(documents.map(({ key, textSha256 }) => [key, textSha256]))
    const faulty = claims.filter(
      (claim) =>
        claim.textSha256 !== hashes.get(claim.document) ||
        !HASH.test(claim.quoteSha256) ||
        claim.start < 0 ||
        claim.start >= claim.end ||
        !/^paragraphs? \d+/.test(claim.locator),
    )
    expect(faulty).toEqual([])
  })

  test('the same stretch has the same hash, and another stretch another', () => {
    const hashOf = new Map(
      claims.map((claim) => [`${claim.document} ${claim.start} ${claim.end}`, claim.quoteSha256]),
    )
    const again = claims.filter(
      (claim) => hashOf.get(`${claim.document} ${claim.start} ${claim.end}`) !== claim.quoteSha256,
    )
    expect(again).toEqual([])
    expect(new Set(hashOf.values()).size).toBe(hashOf.size)
  })

  test('every value fits the schema of its kind', () => {
    const faulty = claims.filter(({ kind, value }) => {
      const outcome = kinds.get(kind)?.value.safeParse(JSON.parse(value))
      return outcome?.success !== true
    })
    expect(faulty).toEqual([])
  })

  test('every party and subject named is declared somewhere in the folder', () => {
    const parties = [
      ...claims.flatMap(({ assertedBy, reportedBy }) => [assertedBy, reportedBy]),
      ...foundingSubjects.map(({ party }) => party),
      ...relations.map(({ by }) => by),
    ].filter((code) => code !== '')
    expect(parties.filter((code) => !partyCodes.has(code))).toEqual([])
    expect(claims.filter(({ subject }) => !subjectSlugs.has(subject))).toEqual([])
  })

  test('every subject and party declared here is used', () => {
    const subjects = new Set(claims.map(({ subject }) => subject))
    expect(foundingSubjects.filter(({ subject }) => !subjects.has(subject))).toEqual([])
    const written = JSON.stringify([claims, foundingSubjects])
    expect(foundingParties.filter(({ code }) => !written.includes(code))).toEqual([])
  })

  test('every id is a UUIDv7 and used once', () => {
    const ids = [foundingParties, foundingSubjects, documents, claims, relations].flatMap((rows) =>
      rows.map(({ id }) => id),
    )
    expect(ids.filter((id) => !isId(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('who speaks is kept apart from who prints it', () => {
    expect(claims.filter(({ assertedBy, reportedBy }) => assertedBy === reportedBy)).toEqual([])
    const reporters = new Set(claims.map(({ reportedBy }) => reportedBy))
    expect(reporters).toEqual(new Set(['', 'NATION', 'WSWS']))
  })

  test('a quotation in the press is never put down to the paper that prints it', () => {
    const own = claims.filter(
      ({ authority, reportedBy }) => authority === 'press-quote' && reportedBy === '',
    )
    expect(own).toEqual([])
  })
})

describe('what the founding documents disagree about', () => {
  test('both readings of the casualties are said on one day by one speaker', () => {
    const counts = interview.filter(({ subject }) => subject === 'casualties-ken-2025-05')
    expect(counts.map(({ assertedBy, said }) => `${assertedBy} ${said}`)).toEqual(
      counts.map(() => 'MUDAVADI 2025-05-22'),
    )
    expect(new Set(counts.map(({ authority }) => authority))).toEqual(
      new Set(['press-paraphrase', 'press-quote']),
    )
  })

  test('the pledge without an upper bound stays open, and those without a number stay unknown', () => {
    const pledges = new Map(
      article
        .filter(({ kind }) => kind === 'forces.pledge')
        .map(({ subject, kind, value }) => [
          subject,
          kinds.get(kind)?.quantity?.(z.record(z.string(), z.unknown()).parse(JSON.parse(value))),
        ]),
    )
    expect(pledges.get('pledge-ken')).toMatchObject({ low: 1000, high: null })
    expect(pledges.get('pledge-ben')).toMatchObject({ low: 2000, high: 2000 })
    for (const state of ['bdi', 'tcd', 'sen', 'jam', 'bhs', 'guy', 'atg']) {
      expect(pledges.get(`pledge-${state}`)).toMatchObject({ low: null, high: null })
    }
  })

  test('the speculation on a former ambassador is contradicted by the one who denies it', () => {
    const speculation = interview.find(({ assertedBy }) => assertedBy === 'UNNAMED-SOURCES')
    const denials = relations.filter(
      ({ relation, to }) => relation === 'contradicts' && to === speculation?.id,
    )
    expect(denials.map(({ by }) => by)).toEqual(denials.map(() => 'MUDAVADI'))
    expect(denials.length).toBeGreaterThan(0)
  })

  test('good repute in one document and bad conduct in the other are linked', () => {
    const kindOf = new Map(claims.map(({ id, kind }) => [id, kind]))
    const links = relations.map(({ from, to }) => [kindOf.get(from), kindOf.get(to)])
    expect(links).toContainEqual(['conduct.assertion', 'conduct.allegation'])
  })

  test('every link joins two claims of these documents', () => {
    const ids = new Set(claims.map(({ id }) => id))
    expect(relations.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([])
  })
})

/** The items of a document, numbered from 1, that no claim names. */
function unclaimed(
  rows: readonly { readonly facts: string }[],
  prefix: string,
  count: number,
): readonly string[] {
  const named = new Set(rows.flatMap(({ facts }) => facts.split('|')))
  return Array.from(
    { length: count },
    (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}`,
  ).filter((item) => !named.has(item))
}

function everyRow<Row>(sort: string, schema: z.ZodType<Row>): readonly Row[] {
  return readdirSync(FOLDER)
    .filter((file) => file.startsWith(sort) && file.endsWith('.csv'))
    .flatMap((file) => rowsOf(file, schema))
}

function rowsOf<Row>(file: string, schema: z.ZodType<Row>): readonly Row[] {
  const records: unknown[] = parse(readFileSync(new URL(file, FOLDER)), {
    columns: true,
    bom: true,
  })
  return records.map((record) => schema.parse(record))
}
