export { addCheckpoint, witnessKey } from './add-checkpoint.ts'
export type { WitnessAnswer } from './add-checkpoint.ts'
export { askWitnesses } from './ask-witnesses.ts'
export type { AskOutcome, PostText } from './ask-witnesses.ts'
export { writeVerifierKey } from './note-key.ts'
export { publicKeysOf } from './public-keys.ts'
export type { PublicKeys } from './public-keys.ts'
export { findCheckpoint, publishCheckpoint } from './publish.ts'
export type { PublishContext, PublishedCheckpoint } from './publish.ts'
export { openPublisher } from './publisher.ts'
export type { Publisher } from './publisher.ts'
export { listKeys, replaceLostKey, retireKey, rotateKey } from './rotate.ts'
export { findTileBytes, makeReceipt } from './served.ts'
export type { LogKeys } from './signers.ts'
export { parseTilePath } from './tile.ts'
export { proveConsistency, proveInclusion, rootAt } from './tree.ts'
export {
  dropKey,
  listWitnessedLogs,
  listWitnesses,
  trustWitness,
  witnessLog,
} from './witness-list.ts'
export type { LogFault, LogFaultKind } from './fault.ts'
export type { VerifiedEntry } from './verified-entry.ts'
export { faultsOf, verifyLog } from './verify-log.ts'
export type { LogVerdict, LookAtEntries } from './verify-log.ts'
