import { secondOf } from '#kit'
import type { Db } from '#platform'
import { RefusedError } from '#platform'

import type { Asking, StandingClaim } from './entry.ts'
import { type Head, readHead } from './lookup.ts'
import { type MergedSubjects, readMergedSubjects } from './merged-subjects.ts'
import { readClaims } from './payloads.ts'
import { REACH } from './reach.ts'
import { findStanding, findStandingOn, type Standing } from './standing.ts'

/** The claims of these kinds that stand at (validOn, knownAt, recordAt), in the order of the record. */
export async function inForce(
  db: Db,
  mission: string,
  kinds: readonly string[] | 'all',
  at: Asking,
): Promise<readonly StandingClaim[]> {
  const head = await getHead(db, mission)
  const kindIds = await numbersOf(db, kinds)
  const standing = await findStanding(db, head, kindIds, at)
  return toStandingClaims(db, head, standing, await readMergedSubjects(db, head, at))
}

/** The claims about one subject, and about all that is held to be the same, that stand at the point asked about. */
export async function inForceOn(
  db: Db,
  mission: string,
  subject: string,
  at: Asking,
): Promise<readonly StandingClaim[]> {
  const head = await getHead(db, mission)
  const merged = await readMergedSubjects(db, head, at)
  const seqs = await db.run<{ seq: number }>(SUBJECTS, [
    head.missionId,
    merged.allOf(subject),
    at.recordAt.seq,
  ])
  const standing = await findStandingOn(
    db,
    head,
    seqs.map(({ seq }) => seq),
    at,
  )
  return toStandingClaims(db, head, standing, merged)
}

/** Reads what standing claims say, under the names of the subjects they are about. */
export async function toStandingClaims(
  db: Db,
  { missionId }: Head,
  standing: readonly Standing[],
  merged: MergedSubjects,
): Promise<readonly StandingClaim[]> {
  const reaches = new Map(standing.map(({ claim, reach }) => [claim, reach]))
  const claims = await readClaims(
    db,
    missionId,
    standing.map(({ claim }) => claim),
  )
  return dropReplaced(
    claims.map((claim) => ({
      ...claim,
      subject: merged.nameOf(claim.subject),
      reach: reaches.get(claim.seq) === REACH.stands ? ('certain' as const) : ('possible' as const),
    })),
  )
}

/** The head of a mission's record; refused where the mission is not held. */
export async function getHead(db: Db, mission: string): Promise<Head> {
  const head = await readHead(db, mission)
  if (head !== undefined) return head
  throw new RefusedError(
    'not_found',
    'register.mission_unknown',
    `No mission is called "${mission}"; choose one that this record holds.`,
  )
}

/**
 * Lanes of subjects that are held to be the same, and lanes of one asserter before different audiences, run
 * together for whoever sees both: the later said replaces the earlier, or may have, where its dates are imprecise.
 */
function dropReplaced(claims: readonly StandingClaim[]): readonly StandingClaim[] {
  const certain = latestOfLanes(claims.filter(({ reach }) => reach === 'certain'))
  const any = latestOfLanes(claims)
  return claims
    .filter((claim) => secondOf(claim.saidAt) >= (certain.get(laneOf(claim)) ?? 0))
    .map((claim) =>
      secondOf(claim.saidAt) < (any.get(laneOf(claim)) ?? 0)
        ? { ...claim, reach: 'possible' as const }
        : claim,
    )
}

function latestOfLanes(claims: readonly StandingClaim[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>()
  for (const claim of claims) {
    const lane = laneOf(claim)
    latest.set(lane, Math.max(latest.get(lane) ?? 0, secondOf(claim.saidAt)))
  }
  return latest
}

function laneOf({ kind, subject, assertedBy }: StandingClaim): string {
  return `${kind} ${subject} ${assertedBy}`
}

async function numbersOf(db: Db, kinds: readonly string[] | 'all'): Promise<readonly number[]> {
  const rows = await db.run<{ kind: string; kind_id: number }>(KINDS, [])
  return rows
    .filter(({ kind }) => kinds === 'all' || kinds.includes(kind))
    .map(({ kind_id }) => kind_id)
}

const KINDS = {
  name: 'register-all-kinds',
  text: 'SELECT kind, kind_id FROM register.kind ORDER BY kind_id',
}

const SUBJECTS = {
  name: 'register-subjects-by-slug',
  recordAt: 3,
  text: 'SELECT seq FROM register.subject WHERE mission_id = $1 AND slug = ANY($2::text[]) AND seq <= $3',
}
