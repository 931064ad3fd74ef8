import { instantOf, secondOf } from '#kit'
import type { Db } from '#platform'
import { RefusedError } from '#platform'

import type { Asking, StandingClaim } from './entry.ts'
import { type Head, readHead } from './lookup.ts'
import { type MergedSubjects, readMergedSubjects } from './merged-subjects.ts'
import { readClaims, type StoredClaim } from './payloads.ts'
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
  return standingAmong(standing, await readSayings(db, missionId, standing), merged)
}

/** What claims that were found say, and those among them that say nothing any more. */
export interface Sayings {
  readonly claims: readonly StoredClaim[]
  readonly ghosts: readonly Ghost[]
}

/** Reads what claims say that were found standing. */
export async function readSayings(
  db: Db,
  missionId: number,
  standing: readonly Standing[],
): Promise<Sayings> {
  const seqs = [...new Set(standing.map(({ claim }) => claim))]
  const claims = await readClaims(db, missionId, seqs)
  const missing = missingIn(new Set(seqs), claims)
  return { claims, ghosts: missing.size === 0 ? [] : await readGhosts(db, missionId, [...missing]) }
}

/** The standing ones among claims that were read, under the names of the subjects they are about. */
export function standingAmong(
  standing: readonly Standing[],
  { claims, ghosts }: Sayings,
  merged: MergedSubjects,
): readonly StandingClaim[] {
  const reaches = new Map(standing.map(({ claim, reach }) => [claim, reach]))
  const reachOf = (seq: number) =>
    reaches.get(seq) === REACH.stands ? ('certain' as const) : ('possible' as const)
  const isFound = ({ seq }: { readonly seq: number }) => reaches.has(seq)
  return dropReplaced(
    claims
      .filter(isFound)
      .map((claim) => placeClaim(claim, merged.nameOf(claim.subject), reachOf(claim.seq))),
    ghosts
      .filter(isFound)
      .map((ghost) => placeOf({ ...ghost, subject: merged.nameOf(ghost.subject) })),
    // What itself may be replaced on a day that it is sure to be about still replaces what was said before it.
    ({ seq }) => (reaches.get(seq) ?? REACH.open) >= REACH.shadowed,
  )
}

function missingIn(
  seqs: ReadonlySet<number>,
  claims: readonly { readonly seq: number }[],
): ReadonlySet<number> {
  const missing = new Set(seqs)
  for (const { seq } of claims) missing.delete(seq)
  return missing
}

/** A claim that says nothing any more: it still replaced what it replaced. */
type Ghost = Pick<StandingClaim, 'seq' | 'kind' | 'subject' | 'assertedBy' | 'saidAt'>

async function readGhosts(
  db: Db,
  missionId: number,
  seqs: readonly number[],
): Promise<readonly Ghost[]> {
  const rows = await db.run<Omit<Ghost, 'saidAt'> & { readonly said: number }>(GHOSTS, [
    missionId,
    seqs,
  ])
  return rows.map(({ said, ...ghost }) => ({ ...ghost, saidAt: instantOf(said) }))
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
function dropReplaced(
  placed: readonly InLane<StandingClaim>[],
  ghosts: readonly InLane<Ghost>[],
  covers: (claim: Pick<StandingClaim, 'seq'>) => boolean,
): readonly StandingClaim[] {
  const all = [...placed, ...ghosts]
  const certain = latestOfLanes(all.filter(({ one }) => covers(one)))
  const any = latestOfLanes(all)
  return placed
    .filter(({ lane, said }) => said >= (certain.get(lane) ?? 0))
    .map(({ one, lane, said }) =>
      said < (any.get(lane) ?? 0) ? { ...one, reach: 'possible' as const } : one,
    )
}

interface InLane<One> {
  readonly one: One
  readonly lane: string
  readonly said: number
}

/** Of each claim that is kept (payloads.ts), the last: thousands are asked for again and again, mostly as before. */
const placedClaims = new WeakMap<StoredClaim, InLane<StandingClaim>>()

function placeClaim(
  claim: StoredClaim,
  subject: string,
  reach: StandingClaim['reach'],
): InLane<StandingClaim> {
  const known = placedClaims.get(claim)
  if (known !== undefined && known.one.subject === subject && known.one.reach === reach) {
    return known
  }
  const placed = placeOf({ ...claim, subject, reach })
  placedClaims.set(claim, placed)
  return placed
}

function placeOf<One extends Ghost>(one: One): InLane<One> {
  return { one, lane: laneOf(one), said: secondOf(one.saidAt) }
}

function latestOfLanes(all: readonly InLane<unknown>[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>()
  for (const { lane, said } of all) latest.set(lane, Math.max(latest.get(lane) ?? 0, said))
  return latest
}

function laneOf({ kind, subject, assertedBy }: Omit<Ghost, 'seq' | 'saidAt'>): string {
  return `${kind} ${subject} ${assertedBy}`
}

/** The numbers by which these kinds are known. */
export async function numbersOf(
  db: Db,
  kinds: readonly string[] | 'all',
): Promise<readonly number[]> {
  const rows = await db.run<{ kind: string; kind_id: number }>(KINDS, [])
  return rows
    .filter(({ kind }) => kinds === 'all' || kinds.includes(kind))
    .map(({ kind_id }) => kind_id)
}

const KINDS = {
  name: 'register-all-kinds',
  changesWith: { types: ['claim', 'decision'] },
  text: 'SELECT kind, kind_id FROM register.kind ORDER BY kind_id',
}

const GHOSTS = {
  name: 'register-ghosts',
  changesWith: { types: [] },
  text: `SELECT c.seq, k.kind, s.slug AS subject, l.asserter AS "assertedBy", c.said FROM register.claim c
    JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
    JOIN register.kind k ON k.kind_id = l.kind_id
    JOIN register.subject s ON s.mission_id = l.mission_id AND s.seq = l.subject
    WHERE c.mission_id = $1 AND c.seq = ANY($2::int4[])`,
}

const SUBJECTS = {
  name: 'register-subjects-by-slug',
  changesWith: { types: ['subject'] },
  recordAt: 3,
  text: 'SELECT seq FROM register.subject WHERE mission_id = $1 AND slug = ANY($2::text[]) AND seq <= $3',
}
