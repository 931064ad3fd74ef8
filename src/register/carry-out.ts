import type { Db } from '#platform'

/**
 * Takes away what is erased of these entries, as the one role that may: row-level security lets it reach
 * what two people decided to erase, and nothing else. Ends the work of the transaction it is given.
 */
export async function carryOut(tx: Db, missionId: number, seqs: readonly number[]): Promise<void> {
  await tx.exec('SET LOCAL ROLE rollcall_eraser')
  for (const statement of STEPS) await tx.run(statement, [missionId, [...new Set(seqs)]])
}

/** Names before the rows that lead to them, bytes before the hashes that they are found by. */
const STEPS = [
  {
    name: 'eraser-lanes',
    text: `UPDATE register.lane l SET asserter = 'ERASED-' || p.seq FROM register.party p
      WHERE l.mission_id = $1 AND p.mission_id = $1 AND p.seq = ANY($2::int4[]) AND l.asserter = p.code`,
  },
  {
    name: 'eraser-parties',
    text: `UPDATE register.party SET code = 'ERASED-' || seq WHERE mission_id = $1 AND seq = ANY($2::int4[])`,
  },
  {
    name: 'eraser-subjects',
    text: `UPDATE register.subject SET slug = 'erased-' || seq WHERE mission_id = $1 AND seq = ANY($2::int4[])
      AND EXISTS (SELECT FROM register.erased x WHERE x.mission_id = $1 AND x.target = subject.seq AND x.part = 'name')`,
  },
  {
    name: 'eraser-places',
    text: `UPDATE register.subject SET place = '' WHERE mission_id = $1 AND seq = ANY($2::int4[]) AND place IS NOT NULL
      AND EXISTS (SELECT FROM register.erased x WHERE x.mission_id = $1 AND x.target = subject.seq AND x.part = 'position')`,
  },
  {
    name: 'eraser-bytes',
    text: `DELETE FROM register.blob WHERE mission_id = $1
      AND sha256 IN (SELECT d.sha256 FROM register.document d WHERE d.mission_id = $1 AND d.seq = ANY($2::int4[]))`,
  },
  {
    name: 'eraser-texts',
    text: `DELETE FROM register.canonical_text WHERE mission_id = $1
      AND text_sha256 IN (SELECT d.text_sha256 FROM register.document d WHERE d.mission_id = $1 AND d.seq = ANY($2::int4[]))`,
  },
  {
    name: 'eraser-hashes',
    text: `UPDATE register.document SET sha256 = NULL, text_sha256 = NULL WHERE mission_id = $1 AND seq = ANY($2::int4[])`,
  },
  {
    name: 'eraser-sources',
    text: `UPDATE register.claim SET document = NULL WHERE mission_id = $1 AND seq = ANY($2::int4[])`,
  },
  {
    name: 'eraser-actors',
    text: `UPDATE register.opening SET actor = '' WHERE mission_id = $1 AND seq = ANY($2::int4[]) AND actor IS NOT NULL`,
  },
  {
    name: 'eraser-words',
    text: 'DELETE FROM register.search WHERE mission_id = $1 AND seq = ANY($2::int4[])',
  },
  {
    name: 'eraser-payloads',
    text: 'DELETE FROM register.payload WHERE mission_id = $1 AND seq = ANY($2::int4[])',
  },
] as const
