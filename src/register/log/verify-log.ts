import type { Db, Progress } from '#platform'

import { getHead } from '../in-force.ts'
import type { LogFault } from './fault.ts'
import { growingTree } from './growing-tree.ts'
import { readLeaves, readVerifiedPage, type VerifiedEntry } from './verified-entry.ts'
import { readCheckpoints, readTileRoots, signedCheck } from './verify-signed.ts'

/** What the verification of a log found. */
export interface LogVerdict {
  readonly mission: string
  readonly size: number
  /** The root over the leaves as they are stored; each is checked against what its entry says. Hexadecimal. */
  readonly root: string
  readonly checkpoints: number
  readonly faults: readonly LogFault[]
}

/** Looks at an entry while the log is verified, its field groups recomputed: documents, derived tables, erasures. */
export type LookAtEntries = (entries: readonly VerifiedEntry[]) => Promise<readonly LogFault[]>

const PAGE = 2000

/** How a log is verified. */
export interface LogVerification {
  readonly progress: Progress
  readonly look?: LookAtEntries
  /** The first entry that is worked out anew; of those before it only the leaves are read. */
  readonly from?: number
}

/**
 * Works a mission's log out anew from what its entries say: payload, leaf, tiles, root, checkpoints. A `look`
 * is shown every page of entries with its faults, and answers the faults that stay: so an erasure can excuse one.
 */
export async function verifyLog(
  db: Db,
  mission: string,
  { progress, look = faultsOf, from = 1 }: LogVerification,
): Promise<LogVerdict> {
  const head = await getHead(db, mission)
  const checkpoints = await readCheckpoints(db, head.missionId)
  const signed = signedCheck(checkpoints)
  const tree = growingTree(await readTileRoots(db, head.missionId))
  const faults: LogFault[] = [...signed.at(0, tree)]
  for (let after = 0; after < head.seq;) {
    const until = Math.min(after + PAGE, head.seq, after < from - 1 ? from - 1 : head.seq)
    const page = { after, until }
    const leaves = until < from ? await readLeaves(db, head.missionId, page) : null
    const entries =
      leaves === null
        ? await readVerifiedPage(db, { ...page, missionId: head.missionId, mission })
        : []
    faults.push(...(await look(entries)))
    for (const { seq, leaf } of leaves ?? entries) {
      faults.push(...tree.add(leaf), ...signed.at(seq, tree))
    }
    after = until
    progress.step(until, head.seq)
  }
  faults.push(...signed.beyond(head.seq))
  const root = tree.root().toString('hex')
  return { mission, size: head.seq, root, checkpoints: checkpoints.length, faults }
}

/** The faults of entries as they are: for a verification that nothing excuses. */
export async function faultsOf(entries: readonly VerifiedEntry[]): Promise<readonly LogFault[]> {
  return entries.flatMap(({ faults }) => faults)
}
