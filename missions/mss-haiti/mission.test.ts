import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { Kind } from '#desk-kit'
import {
  canonicalJson,
  dayNumber,
  endOfDay,
  findPlace,
  isDay,
  isInstant,
  isPartyCode,
  isStateCode,
  latestInstantOf,
  parseEdtf,
  validTime,
} from '#kit'
import { AUTHORITIES, MODALITIES, RELATIONS } from '#register'

import { agreementsKinds } from '../../src/desks/agreements/kinds.ts'
import { conductKinds } from '../../src/desks/conduct/kinds.ts'
import { designationsKinds } from '../../src/desks/designations/kinds.ts'
import { forcesKinds } from '../../src/desks/forces/kinds.ts'
import { fundsKinds } from '../../src/desks/funds/kinds.ts'
import { mandateKinds } from '../../src/desks/mandate/kinds.ts'
import { objectivesKinds } from '../../src/desks/objectives/kinds.ts'
import { operationsKinds } from '../../src/desks/operations/kinds.ts'
import { outlookKinds } from '../../src/desks/outlook/kinds.ts'
import { peopleKinds } from '../../src/desks/people/kinds.ts'
import { positionsKinds } from '../../src/desks/positions/kinds.ts'
import { reportsKinds } from '../../src/desks/reports/kinds.ts'

const FOLDER = new URL('.', import.meta.url)
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const FACTS = 176

/** SHA-256 of the lower-cased words that must not appear: names of ordinary officers. */
const FORBIDDEN = new Set([
  '07cfcfd21b453d0bd9505fddf9a6ee4538635c91adf0c92bbedfa273d55e2e67',
  '214f3a838430f20ccd9ed41e1dc8983dfb989301ce22fd7676416ec73e34a6f9',
  '4995c5ff3f5b1e9b1bc3f49c1e98aa5241e4b68400888d8b49abf75a13ebdfa6',
  '6ba53ddb625b8f7cb3b776c95d580df0f5d8811c6d1528040465ab8d2f3ad521',
  '7fe4fe219f7a9cc9349b5a71d3fd041a2435e908fc12a199e7756bb823b7f69e',
  '91512850e9e7c1554791b339af94f8ed2dba1e2ef65acc15cae89da404851d87',
  '918dbfbbf2db76f1d3450db1cfcbfcc3290b7649abae2b6d9d0d3e7dc43dd13e',
  'c2bccf5fb64da53b273b8d4185febcb6bf30abf652a906d39e8bc4ae74cf4eef',
  'e47c3f7c7b7acf908c325d26938938864c0485b75348f93e7e82ec8504790b22',
  'ed36af59e25c7b4896607403adbc30ba8415f298b4cb496122f527503d7952f1',
])

const kinds = new Map<string, Kind>(
  [
    mandateKinds,
    agreementsKinds,
    forcesKinds,
    peopleKinds,
    fundsKinds,
    operationsKinds,
    conductKinds,
    designationsKinds,
    objectivesKinds,
    positionsKinds,
    outlookKinds,
    reportsKinds,
  ]
    .flat()
    .map((kind) => [kind.name, kind]),
)

const text = z.string().min(1)
const id = z.string().regex(UUID_V7)
const edtf = z.string().refine(readsAs(parseEdtf), 'is no EDTF')
const partyRow = z.strictObject({
  id,
  code: z.string().refine(isPartyCode),
  sort: z.enum(['state', 'organisation', 'unit', 'office', 'group', 'person']),
  name: text,
  aliases: z.string(),
  of: z.string(),
})
const subjectRow = z.strictObject({
  id,
  subject: z.string().regex(SLUG),
  title: text,
  party: z.string(),
  place: z.string().refine((place) => place === '' || findPlace(place) !== undefined),
})
const documentRow = z.strictObject({
  id,
  key: z.string().regex(SLUG),
  title: text,
  publisher: text,
  address: z.union([z.literal(''), z.url()]),
  published: edtf,
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/),
  sha256: z.string().regex(/^(?:[0-9a-f]{64})?$/),
  textSha256: z.string().regex(/^(?:[0-9a-f]{64})?$/),
})
const claimRow = z.strictObject({
  id,
  kind: z.string().refine((kind) => kinds.has(kind), 'is no kind'),
  subject: text,
  value: text,
  modality: z.enum(MODALITIES),
  valid: z.string().refine(
    readsAs((valid) => validTime(parseEdtf(valid))),
    'is no valid time',
  ),
  said: z.string(),
  assertedBy: text,
  reportedBy: z.string(),
  document: z.string(),
  authority: z.enum(AUTHORITIES),
  textSha256: z.string(),
  start: z.string(),
  end: z.string(),
  quoteSha256: z.string(),
  locator: z.string(),
  facts: text,
  note: z.string(),
})
const relationRow = z.strictObject({
  id,
  relation: z.enum(RELATIONS),
  from: z.string(),
  to: text,
  whose: z.enum(['source', 'record']),
  by: text,
  said: text,
  reason: text,
})
const conflictRow = z.strictObject({
  conflict: z.string().regex(/^C\d{2}b?$/),
  subject: text,
  validOn: z.string().refine(isDay),
  note: text,
})

const parties = rowsOf('parties', partyRow)
const subjects = rowsOf('subjects', subjectRow)
const documents = rowsOf('documents', documentRow)
const claims = rowsOf('claims', claimRow)
const relations = rowsOf('relations', relationRow)
const conflicts = rowsOf('conflicts', conflictRow)

const partyCodes = new Set(parties.map(({ code }) => code))
const subjectSlugs = new Set(subjects.map(({ subject }) => subject))
const documentByKey = new Map(documents.map((document) => [document.key, document]))

describe('the rows of the example mission', () => {
  test('every value fits the schema of its kind', () => {
    const faults = claims.flatMap((claim) => {
      const outcome = kinds.get(claim.kind)?.value.safeParse(JSON.parse(claim.value))
      return outcome?.success === true
        ? []
        : [`${claim.id} ${claim.kind}: ${outcome?.error.message ?? 'no such kind'}`]
    })
    expect(faults).toEqual([])
  })

  test('every id is used once', () => {
    const ids = [parties, subjects, documents, claims, relations].flatMap((rows) =>
      rows.map((row) => row.id),
    )
    expect(repeated(ids)).toEqual([])
  })

  test('every code, slug and key is declared once', () => {
    expect(repeated(parties.map(({ code }) => code))).toEqual([])
    expect(repeated(subjects.map(({ subject }) => subject))).toEqual([])
    expect(repeated(documents.map(({ key }) => key))).toEqual([])
    expect(repeated(conflicts.map(({ conflict }) => conflict))).toEqual([])
  })

  test('every party that is referred to is declared, and States are those of ISO 3166', () => {
    const named = [
      ...parties.map(({ of }) => of),
      ...subjects.map(({ party }) => party),
      ...claims.flatMap(({ assertedBy, reportedBy }) => [assertedBy, reportedBy]),
      ...relations.map(({ by }) => by),
    ]
    expect(undeclared(named, partyCodes)).toEqual([])
    const states = parties.filter(({ sort }) => sort === 'state').map(({ code }) => code)
    expect(states.filter((code) => !isStateCode(code))).toEqual([])
  })

  test('every party named inside a value is declared', () => {
    const named = claims.flatMap(({ value }) => partiesIn(JSON.parse(value)))
    expect(undeclared(named, partyCodes)).toEqual([])
  })

  test('every subject, document and claim that is referred to exists', () => {
    const claimIds = new Set(claims.map((claim) => claim.id))
    expect(
      undeclared(
        claims.map(({ subject }) => subject),
        subjectSlugs,
      ),
    ).toEqual([])
    expect(
      undeclared(
        claims.map(({ document }) => document),
        new Set(documentByKey.keys()),
      ),
    ).toEqual([])
    expect(
      undeclared(
        relations.flatMap(({ from, to }) => [from, to]),
        claimIds,
      ),
    ).toEqual([])
  })

  test('every claim was said on a day that can be told', () => {
    const timeless = claims.filter((claim) => saidOf(claim) === null).map((claim) => claim.id)
    expect(timeless).toEqual([])
  })

  test('a citation is whole or absent', () => {
    const broken = claims.filter(({ textSha256, start, end, quoteSha256 }) => {
      const parts = [textSha256, start, end, quoteSha256].filter((part) => part !== '')
      return parts.length !== 0 && parts.length !== 4
    })
    expect(broken.map((claim) => claim.id)).toEqual([])
  })

  test('nobody says the same thing twice of one subject in one document', () => {
    const said = claims.map(({ kind, subject, assertedBy, document, value, locator, facts }) =>
      [kind, subject, assertedBy, document, canonicalJson(JSON.parse(value)), locator, facts].join(
        ' ',
      ),
    )
    expect(repeated(said)).toEqual([])
  })
})

describe('what the example mission covers', () => {
  test('every fact of the compilers’ list has a claim', () => {
    const covered = new Set(claims.flatMap(({ facts }) => facts.split('|')))
    const wanted = itemsOf('F', FACTS)
    expect(wanted.filter((fact) => !covered.has(fact))).toEqual([])
  })

  test('every item of the two founding articles has a claim', () => {
    const covered = new Set(claims.flatMap(({ facts }) => facts.split('|')))
    const wanted = [...itemsOf('S0', 80), ...itemsOf('S3', 170)]
    expect(wanted.filter((item) => !covered.has(item))).toEqual([])
  })

  test('all 33 conflicts are listed', () => {
    const numbered = Array.from(
      { length: 31 },
      (_, index) => `C${String(index + 1).padStart(2, '0')}`,
    )
    const listed = conflicts.map(({ conflict }) => conflict).toSorted((a, b) => (a < b ? -1 : 1))
    expect(listed).toEqual([...numbered, 'C06b', 'C20b'].toSorted((a, b) => (a < b ? -1 : 1)))
  })

  test.each(conflicts)('$conflict is contested on $validOn', ({ subject, validOn }) => {
    const standing = standingOn(subject, validOn)
    const rivals = standing.filter((claim) => standing.some((other) => areRivals(claim, other)))
    expect(rivals).not.toEqual([])
  })

  test('the Security Council’s resolutions on the mission are one lane', () => {
    const terms = claims.filter(
      ({ kind, subject, assertedBy }) =>
        kind === 'mandate.term' && subject === 'term-mss' && assertedBy === 'UNSC',
    )
    expect(terms.map(({ authority }) => authority)).toEqual([
      'legal-instrument',
      'legal-instrument',
    ])
    expect(terms.map((term) => saidOf(term))).toEqual([
      endOfDay('2023-10-02'),
      endOfDay('2024-09-30'),
    ])
  })
})

describe('the worked examples', () => {
  const pledgesOn = (subject: string, knownAt: string) =>
    standingOn(subject, '2024-03-08', knownAt)
      .filter(({ kind }) => kind === 'forces.pledge')
      .map(({ assertedBy, value }) => [assertedBy, personnelIn(value)])

  test('by 27 February 2024 only the ambassador had spoken of Benin', () => {
    expect(pledgesOn('pledge-ben', '2024-02-27')).toEqual([['THOMAS-GREENFIELD', [2000, 2000]]])
  })

  test('by 8 March 2024 both figures for Benin had been said', () => {
    expect(pledgesOn('pledge-ben', '2024-03-08')).toEqual(
      expect.arrayContaining([
        ['THOMAS-GREENFIELD', [2000, 2000]],
        ['UN-SPOKESPERSON', [1500, 1500]],
        ['WSWS', [2000, 2000]],
      ]),
    )
  })

  test('Kenya’s promise is a thousand, or more than a thousand', () => {
    expect(pledgesOn('pledge-ken', '2024-03-08')).toEqual(
      expect.arrayContaining([
        ['KINDIKI', [1000, 1000]],
        ['WSWS', [1000, null]],
      ]),
    )
  })

  test.each(['pledge-bdi', 'pledge-tcd', 'pledge-sen'])('%s has no number', (subject) => {
    const amounts = pledgesOn(subject, '2024-03-08').map(([, amount]) => amount)
    expect(amounts).not.toEqual([])
    expect(amounts.filter((amount) => canonicalJson(amount) !== '[null,null]')).toEqual([])
  })

  test('before resolution 2751 the only term known was that of 2699', () => {
    const known = standingOn('term-mss', '2025-05-22', '2024-09-29')
    expect(
      known.map(({ value }) => z.object({ until: text }).parse(JSON.parse(value)).until),
    ).toEqual(['2024-10-02'])
  })
})

describe('privacy', () => {
  test('no ordinary officer is named in any file, an address included', () => {
    const found = readdirSync(FOLDER)
      .filter((file) => !file.endsWith('.ts'))
      .flatMap((file) =>
        wordsOf(readFileSync(new URL(file, FOLDER), 'utf8'))
          .filter((word) => FORBIDDEN.has(sha256(word)))
          .map(() => file),
      )
    expect([...new Set(found)]).toEqual([])
  })
})

type ClaimRow = z.infer<typeof claimRow>

/** Reads every file of the sort: `claims.csv`, `founding-claims.csv`, `claims-founding.csv`. */
function rowsOf<Row>(sort: string, schema: z.ZodType<Row>): Row[] {
  const files = readdirSync(FOLDER).filter(
    (file) => file.endsWith('.csv') && file.slice(0, -4).split('-').includes(sort),
  )
  return files
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap((file) => {
      const records: unknown[] = parse(readFileSync(new URL(file, FOLDER)), {
        columns: true,
        bom: true,
      })
      return records.map((record, index) => {
        const outcome = schema.safeParse(record)
        if (outcome.success) return outcome.data
        throw new Error(`${file}, row ${index + 1}: ${outcome.error.message}`)
      })
    })
}

function readsAs(read: (written: string) => unknown): (written: string) => boolean {
  return (written) => {
    try {
      read(written)
      return true
    } catch {
      return false
    }
  }
}

function itemsOf(list: string, count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `${list}-${String(index + 1).padStart(3, '0')}`,
  )
}

function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.filter((name) => seen.size === seen.add(name).size)
}

function undeclared(names: readonly string[], declared: ReadonlySet<string>): readonly string[] {
  return [...new Set(names.filter((name) => name !== '' && !declared.has(name)))]
}

/** Texts in capitals that name a party, wherever in a value they stand. */
function partiesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const listed = /^(?:UN-2653|US-FTO|US-SDGT)$/.test(value)
    return isPartyCode(value) && !listed && findPlace(value) === undefined ? [value] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((part) => partiesIn(part))
}

function saidOf({ said, document }: ClaimRow): string | null {
  if (said === '') {
    const published = documentByKey.get(document)?.published
    return published === undefined ? null : latestInstantOf(parseEdtf(published))
  }
  return isInstant(said) ? said : latestInstantOf(parseEdtf(said))
}

/** The claims on a subject that certainly hold on the day and are not replaced in their lane by a later saying. */
function standingOn(subject: string, day: string, knownAt = '9999-12-31'): readonly ClaimRow[] {
  const holding = claims.filter((claim) => {
    if (claim.subject !== subject || (saidOf(claim) ?? '') > endOfDay(knownAt)) return false
    const { inner } = validTime(parseEdtf(claim.valid))
    return inner !== null && inner.from <= dayNumber(day) && dayNumber(day) < inner.to
  })
  return holding.filter((claim) => !holding.some((later) => replaces(later, claim)))
}

function replaces(later: ClaimRow, claim: ClaimRow): boolean {
  return (
    later.kind === claim.kind &&
    later.assertedBy === claim.assertedBy &&
    (saidOf(later) ?? '') > (saidOf(claim) ?? '')
  )
}

function personnelIn(value: string): readonly (number | null)[] {
  const bound = z.number().nullable()
  const { personnel } = z
    .object({ personnel: z.object({ low: bound, high: bound }) })
    .parse(JSON.parse(value))
  return [personnel.low, personnel.high]
}

function areRivals(a: ClaimRow, b: ClaimRow): boolean {
  return (
    a.kind === b.kind &&
    a.assertedBy !== b.assertedBy &&
    canonicalJson(JSON.parse(a.value)) !== canonicalJson(JSON.parse(b.value))
  )
}

function wordsOf(content: string): readonly string[] {
  return [...new Set(content.toLowerCase().split(/[^\p{L}\p{N}]+/u))]
}

function sha256(word: string): string {
  return createHash('sha256').update(word).digest('hex')
}
