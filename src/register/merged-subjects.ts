import { secondOf } from '#kit'
import type { Db } from '#platform'

import type { Asking } from './entry.ts'
import type { Head } from './lookup.ts'

/** Which subjects are held to be the same: each name leads to the name that was first on record. */
export interface MergedSubjects {
  nameOf(subject: string): string
  /** All subjects held to be the same as this one, itself included. */
  allOf(subject: string): readonly string[]
}

/** Reads the same-as relations that hold at the point asked about; one that was withdrawn does not. */
export async function readMergedSubjects(db: Db, head: Head, at: Asking): Promise<MergedSubjects> {
  const pairs = await db.run<Pair>(SAME_AS, [head.missionId, secondOf(at.knownAt), at.recordAt.seq])
  return mergeSubjects(pairs)
}

/** Groups subjects that are linked, directly or through others. */
export function mergeSubjects(pairs: readonly Pair[]): MergedSubjects {
  const groups = new Map<string, ReadonlyMap<string, number>>()
  for (const { a, a_seq, b, b_seq } of pairs) {
    const together = new Map([
      ...(groups.get(a) ?? [[a, a_seq] as const]),
      ...(groups.get(b) ?? [[b, b_seq] as const]),
    ])
    for (const name of together.keys()) groups.set(name, together)
  }
  const sorted = (subject: string) =>
    [...(groups.get(subject) ?? [])].sort(([, x], [, y]) => x - y).map(([name]) => name)
  return {
    nameOf: (subject) => sorted(subject)[0] ?? subject,
    allOf: (subject) => (groups.has(subject) ? sorted(subject) : [subject]),
  }
}

interface Pair {
  readonly a: string
  readonly a_seq: number
  readonly b: string
  readonly b_seq: number
}

const SAME_AS = {
  name: 'register-same-as',
  changesWith: { types: ['relation'] },
  recordAt: 3,
  text: `SELECT a.slug AS a, a.seq AS a_seq, b.slug AS b, b.seq AS b_seq
    FROM register.relation r
    JOIN register.subject a ON a.mission_id = r.mission_id AND a.seq = r.source
    JOIN register.subject b ON b.mission_id = r.mission_id AND b.seq = r.target
    WHERE r.mission_id = $1 AND r.relation = 'same-as' AND r.said <= $2 AND r.from_seq <= $3
      AND NOT EXISTS (SELECT 1 FROM register.relation u WHERE u.mission_id = r.mission_id AND u.target = r.seq
        AND u.relation = 'withdraws' AND u.from_seq <= $3 AND (u.said <= $2 OR u.whose = 'record'))
    ORDER BY r.seq`,
}
