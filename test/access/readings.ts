import { desks } from '#desks'
import type { Db } from '#platform'
import {
  answersTo,
  areRecordedBy,
  type Asking,
  decisionsInForce,
  diff,
  findBytes,
  findClaims,
  findContested,
  findDocumentByHash,
  findDocuments,
  findOpenings,
  findProposals,
  findRecorded,
  findSameDocuments,
  findSubjects,
  findText,
  getClaim,
  getDocument,
  getSubject,
  gradesOf,
  historyOf,
  inForce,
  inForceOn,
  inForceThrough,
  listArrivals,
  listClaims,
  listDocuments,
  listParties,
  listLiftable,
  listPlaces,
  listAllSaid,
  listSaid,
  listSubjects,
  listWaiting,
  readEvidence,
  readRecorded,
  relationsOf,
  searchRecord,
} from '#register'

import { MISSION } from '../drafts.ts'
import { CELLS, type Marked, markerOf } from './cells.ts'

/** What a reading is asked with: everything there is to ask for. */
export interface Everything {
  readonly db: Db
  readonly at: Asking
  readonly entries: readonly Marked[]
}

/** Asks for all there is, and tells the ids of the entries that were answered. */
export type ReadAll = (everything: Everything) => Promise<readonly string[]>

const ALL = { after: null, limit: 10_000 }
const EVERY_KIND = desks.flatMap(({ kinds }) => kinds.map(({ name }) => name))
const EARLY = { validOn: '2020-01-01', knownAt: '2020-01-01T00:00:00Z' }

/** Every function of the register that reads entries, asked for all of them. */
export const READINGS: Readonly<Record<string, ReadAll>> = {
  inForce: async ({ db, at }) => idsOf(await inForce(db, MISSION, 'all', at)),
  inForceThrough: async ({ db, at }) =>
    distinct(
      idsOf((await inForceThrough(db, MISSION, EVERY_KIND, at)).flatMap(({ claims }) => claims)),
    ),
  inForceOn: bySubject(async ({ db, at }, subject) => inForceOn(db, MISSION, subject, at)),
  historyOf: bySubject(async ({ db, at }, subject) =>
    (await historyOf(db, MISSION, subject, at)).map(({ claim }) => claim),
  ),
  diff: async ({ db, at }) =>
    idsOf((await diff(db, MISSION, 'all', { before: { ...at, ...EARLY }, after: at })).appeared),
  findContested: async ({ db, at }) =>
    idsOf(
      (await findContested(db, MISSION, at, (_, value) => value)).flatMap(({ claims }) => claims),
    ),
  listClaims: async ({ db, at }) =>
    idsOf((await listClaims(db, MISSION, NO_FILTER, { at, page: ALL })).items),
  listSaid: async ({ db, at }) => {
    const filter = { kinds: 'all', document: null, order: 'said' } as const
    return idsOf((await listSaid(db, MISSION, filter, { at, page: ALL })).items)
  },
  listAllSaid: async ({ db, at }) => {
    const filter = { kinds: 'all', document: null, order: 'said' } as const
    return idsOf(await listAllSaid(db, MISSION, filter, at))
  },
  listSubjects: async ({ db, at }) =>
    idsOf((await listSubjects(db, MISSION, { at, page: ALL })).items),
  listParties: async ({ db, at }) =>
    idsOf((await listParties(db, MISSION, { at, page: ALL })).items),
  listDocuments: async ({ db, at }) =>
    idsOf((await listDocuments(db, MISSION, { at, page: ALL })).items),
  listArrivals: async ({ db, at }) =>
    idsOf(
      await listArrivals(
        db,
        MISSION,
        { kinds: 'all', after: 0, until: at.recordAt.seq, limit: 10_000 },
        at,
      ),
    ),
  listPlaces: async ({ db, at }) =>
    idsOf(await listPlaces(db, MISSION, { after: 0, until: at.recordAt.seq }, at)),
  listWaiting: async ({ db, at }) => idsOf(await listWaiting(db, MISSION, at)),
  listLiftable: async ({ db, at }) =>
    idsOf(await listLiftable(db, MISSION, { at, now: '2031-01-01T00:00:00Z' })),
  findProposals: byIds(async ({ db }, ids) => [...(await findProposals(db, MISSION, ids)).keys()]),
  findOpenings: byIds(async ({ db }, ids) => [...(await findOpenings(db, MISSION, ids)).keys()]),
  areRecordedBy: byIds(async ({ db }, ids) => [
    ...(await areRecordedBy(db, MISSION, { ids, account: 'somebody' })).keys(),
  ]),
  findRecorded: byIds(async ({ db }, ids) => idsOf(await findRecorded(db, MISSION, ids))),
  findClaims: byIds(async ({ db, at }, ids) => [
    ...(await findClaims(db, MISSION, ids, at)).keys(),
  ]),
  findDocuments: byIds(async ({ db, at }, ids) => [
    ...(await findDocuments(db, MISSION, ids, at)).keys(),
  ]),
  findSubjects: async ({ db, at, entries }) =>
    idsOf([...(await findSubjects(db, MISSION, namesOf(entries), at)).values()]),
  readRecorded: async ({ db, at }) =>
    idsOf(
      await readRecorded(db, MISSION, {
        after: 0,
        until: at.recordAt.seq,
        recordAt: at.recordAt.seq,
      }),
    ),
  readEvidence: async ({ db, at }) =>
    idsOf(await readEvidence(db, MISSION, { after: 0, limit: 10_000, recordAt: at.recordAt.seq })),
  getClaim: one(async ({ db, at }, { id }) => (await getClaim(db, MISSION, id, at)).id),
  getDocument: one(async ({ db, at }, { id }) => (await getDocument(db, MISSION, id, at)).id),
  getSubject: one(async ({ db, at }, { name }) => (await getSubject(db, MISSION, name, at)).id),
  gradesOf: byIds(async ({ db, at }, ids) => idsOf(await gradesOf(db, MISSION, ids, at))),
  relationsOf: byIds(async ({ db, at }, ids) => idsOf(await relationsOf(db, MISSION, ids, at))),
  decisionsInForce: async ({ db, at }) => idsOf(await decisionsInForce(db, MISSION, at)),
  answersTo: byIds(async ({ db, at }, ids) =>
    [...(await answersTo(db, MISSION, ids, at)).values()].map(({ id }) => id),
  ),
  searchRecord: async ({ db, at }) => {
    const found: string[] = []
    for (const cell of CELLS) {
      for (const field of ['pn', 'ss', 'dx', 'cv', 'bn', 'cn']) {
        const words = markerOf(cell, field)
        found.push(...idsOf((await searchRecord(db, MISSION, words, { at, page: ALL })).items))
      }
    }
    return found
  },
  findText: byDocument(async ({ db, textSha256 }) => findText(db, MISSION, textSha256)),
  findBytes: byDocument(async ({ db, sha256 }) => findBytes(db, MISSION, sha256)),
  findDocumentByHash: byDocument(async ({ db, sha256 }) => findDocumentByHash(db, MISSION, sha256)),
  findSameDocuments: byDocument(async ({ db, sha256, textSha256 }) => {
    const [same] = await findSameDocuments(db, MISSION, { sha256, textSha256 })
    return same
  }),
}

/** What the register offers beside, each with why it is not asked here. */
export const NOT_READINGS: Readonly<Record<string, readonly string[]>> = {
  'no database': [
    'addUpFigures',
    'audienceOf',
    'compareKept',
    'decidedOn',
    'deskOf',
    'erasableOf',
    'evidenceFaults',
    'figureOf',
    'isAsOpenAs',
    'handlingIn',
    'isContested',
    'leafHashesOf',
    'once',
    'parseTilePath',
    'toClaim',
    'wholeContentOf',
    'witnessKey',
    'writeVerifierKey',
    'faultsOf',
  ],
  'numbers, which access-readings.test.ts compares': ['countBegun'],
  'envelopes and hashes of any entry, which the log publishes': ['findEvidence'],
  'of what was erased, which has tests of its own': ['countErasedSince', 'erasedOn', 'findErased'],
  'places and the mission, whose tables access-rows.test.ts asks': [
    'getMission',
    'listMissions',
    'resolveAsking',
  ],
  'the owner’s alone: it writes, checks or opens the record': [
    'addCheckpoint',
    'askWitnesses',
    'checkParts',
    'dropKey',
    'ensureMission',
    'finishErasures',
    'isSweepDue',
    'listDue',
    'listRetention',
    'openAppender',
    'openPublisher',
    'openReaders',
    'publishCheckpoint',
    'readRecordedOf',
    'rebuild',
    'replaceLostKey',
    'retireKey',
    'rotateKey',
    'setRetention',
    'trustWitness',
    'verifyLog',
    'verifyRecord',
    'witnessLog',
  ],
  'the log, which is everybody’s': [
    'findLatestCheckpoint',
    'findTileBytes',
    'listKeys',
    'listWitnessedLogs',
    'listWitnesses',
    'makeReceipt',
    'proveConsistency',
    'proveInclusion',
    'publicKeysOf',
    'rootAt',
  ],
}

const NO_FILTER = { kind: null, subject: null, assertedBy: null, document: null }

/** Days on which the same claim stands are told one after the other. */
function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)]
}

function idsOf(things: readonly { readonly id: string }[]): readonly string[] {
  return things.map(({ id }) => id)
}

function namesOf(entries: readonly Marked[]): readonly string[] {
  return entries.filter(({ sort }) => sort === 'subject').map(({ name }) => name)
}

function byIds(
  read: (everything: Everything, ids: readonly string[]) => Promise<readonly string[]>,
): ReadAll {
  return async (everything) => read(everything, idsOf(everything.entries))
}

function bySubject(
  read: (everything: Everything, subject: string) => Promise<readonly { readonly id: string }[]>,
): ReadAll {
  return async (everything) => {
    const found: string[] = []
    for (const subject of namesOf(everything.entries)) {
      found.push(...idsOf(await read(everything, subject)))
    }
    return found
  }
}

/** Asks for every entry alone; one that is refused was not told. */
function one(read: (everything: Everything, entry: Marked) => Promise<string>): ReadAll {
  return async (everything) => {
    const found: string[] = []
    for (const entry of everything.entries) {
      const id = await read(everything, entry).catch(() => null)
      if (id !== null) found.push(id)
    }
    return found
  }
}

/** Asks for every document by its hashes, as whoever knows a copy of it could. */
function byDocument(
  read: (known: Everything & { sha256: string; textSha256: string }) => Promise<unknown>,
): ReadAll {
  return async (everything) => {
    const found: string[] = []
    for (const { id, hashes } of everything.entries) {
      if (hashes === null) continue
      if ((await read({ ...everything, ...hashes })) !== undefined) found.push(id)
    }
    return found
  }
}
