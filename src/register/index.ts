export type { Appender } from './appender.ts'
export { openAppender } from './appender.ts'
export type { Begun } from './begun.ts'
export { countBegun } from './begun.ts'
export type { Question } from './asking.ts'
export { resolveAsking } from './asking.ts'
export type { Compare, Contested } from './contested.ts'
export { findContested, isContested } from './contested.ts'
export type { Difference } from './diff.ts'
export { diff } from './diff.ts'
export * from './entry.ts'
export type { Embargoed } from './embargoes.ts'
export { listLiftable } from './embargoes.ts'
export type { Evidence } from './evidence.ts'
export { findEvidence, readEvidence } from './evidence.ts'
export * from './erasure-draft.ts'
export type { ErasedEntry, ErasedPart } from './erased.ts'
export { countErasedSince, erasedOn, findErased } from './erased.ts'
export { erasableOf } from './erasure-parts.ts'
export type { PartFault, PartsChecked } from './check-parts.ts'
export { checkParts } from './check-parts.ts'
export type { Due, RetentionRule } from './retention.ts'
export { COUNTED_FROM, listDue, listRetention, setRetention } from './retention.ts'
export type { Swept } from './sweep.ts'
export { finishErasures, isSweepDue } from './sweep.ts'
export type { Rivals } from './figure.ts'
export { addUpFigures, figureOf } from './figure.ts'
export type { Fate, PastClaim } from './history.ts'
export { audienceOf, deskOf, isAsOpenAs, UNSAID } from './handling.ts'
export type { Audience } from './handling.ts'
export { historyOf } from './history.ts'
export { inForce, inForceOn } from './in-force.ts'
export type { Stretch } from './in-force-through.ts'
export { inForceThrough } from './in-force-through.ts'
export type { Assessment, Decision, Relation } from './judgements.ts'
export { decidedOn, decisionsInForce, gradesOf, relationsOf } from './judgements.ts'
export type {
  ClaimFilter,
  ListPage,
  PageQuestion,
  StoredDocument,
  StoredParty,
  StoredSubject,
} from './lists.ts'
export { listClaims, listDocuments, listParties, listSubjects } from './lists.ts'
export * from './log/index.ts'
export type { Mission } from './mission.ts'
export { ensureMission, getMission, listMissions } from './mission.ts'
export type { StoredClaim, StoredEntry } from './payloads.ts'
export { findSubjects, getClaim, getDocument, getSubject } from './named.ts'
export { toClaim } from './payloads.ts'
export type { Opened } from './openings.ts'
export { areRecordedBy, findOpenings } from './openings.ts'
export { once } from './once.ts'
export type { ShownProposal, WaitingProposal } from './proposals.ts'
export { answersTo, findProposals, listWaiting } from './proposals.ts'
export type { Readers } from './readers.ts'
export { openReaders } from './readers.ts'
export type { Rebuilt } from './rebuild.ts'
export { rebuild } from './rebuild.ts'
export type { RecordedEntry } from './recorded.ts'
export {
  findRecorded,
  handlingIn,
  readRecorded,
  readRecordedOf,
  wholeContentOf,
} from './recorded.ts'
export {
  findBytes,
  findDocumentByHash,
  findSameDocuments,
  findText,
  searchRecord,
} from './search.ts'
export type { SaidFilter } from './said.ts'
export { findClaims, findDocuments, listAllSaid, listSaid } from './said.ts'
export type { Arrivals, Place } from './arrivals.ts'
export { listArrivals, listPlaces } from './arrivals.ts'
export type { RecordVerdict, Verification } from './verify/verify-record.ts'
export { verifyRecord } from './verify/verify-record.ts'
export { compareKept } from './verify/kept.ts'
export { evidenceFaults, leafHashesOf } from './verify/evidence-faults.ts'
