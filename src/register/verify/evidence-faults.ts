import { canonicalJson } from '#kit'
import type { Db } from '#platform'

import type { Evidence } from '../evidence.ts'
import { getHead } from '../in-force.ts'
import { commitmentsOf, leafHashOf, payloadRootOf } from '../leaf.ts'
import { readLeaves } from '../log/verified-entry.ts'

/** An entry as it was shown; its type is whatever was sent. */
type Shown = Omit<Evidence, 'type'> & { readonly type: string }

/** What does not fit in the evidence that somebody was shown for an entry; `leaf` is that of the log. */
export function evidenceFaults(shown: Shown, leaf: string | undefined): readonly string[] {
  const { v, mission, seq, id, type, recordedAt, payloadRoot, commitments, parts, salts } = shown
  const faults: string[] = []
  const fault = (what: string) => faults.push(`Entry ${seq} (${id}): ${what}`)
  for (const [part, said] of Object.entries(parts)) {
    const [line = ''] = commitmentsOf([
      { part, salt: salts[part] ?? '', body: canonicalJson(said) },
    ])
    if (!commitments.includes(line)) fault(`what is shown as its ${part} is not what was recorded.`)
  }
  if (payloadRootOf(commitments) !== payloadRoot) {
    fault('the hashes of its field groups are not those under its payload root.')
  }
  if (leafHashOf({ v, mission, seq, id, type, recordedAt, payloadRoot }) !== leaf) {
    fault('it is not what stands at this place of the log.')
  }
  return faults
}

/** The hashes of the first so many leaves of a log, hexadecimal. */
export async function leafHashesOf(
  db: Db,
  mission: string,
  size: number,
): Promise<readonly string[]> {
  const { missionId } = await getHead(db, mission)
  const leaves = await readLeaves(db, missionId, { after: 0, until: size })
  return leaves.map(({ leaf }) => leaf.toString('hex'))
}
