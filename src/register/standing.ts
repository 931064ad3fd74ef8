import { dayNumber, secondOf } from '#kit'
import type { Db, Statement } from '#platform'

import { ENDLESS_NODE, pathWithin } from './dyadic.ts'
import type { Asking } from './entry.ts'
import { saidCell } from './lane-state.ts'
import type { Head } from './lookup.ts'

/** What stands in place of the reach where a row is no claim. */
const THE_HEAD = -1

/** A claim found standing, by its place; the payload is read apart. */
export interface Standing {
  readonly claim: number
  readonly reach: number
}

/** The claims of these kinds that stand at the point asked about. */
export async function findStanding(
  db: Db,
  head: Head,
  kindIds: readonly number[],
  at: Asking,
): Promise<readonly Standing[]> {
  const values = [head.missionId, kindIds, ...stabOf(head, at)]
  if (at.recordAt.seq !== head.seq) return findEarlier(db, head, values, at)
  const rows = await db.run<Standing>(LATEST_AND_HEAD, values)
  const seq = rows.find(isHead)?.claim ?? head.seq
  // Something was put on record meanwhile: what was asked about is an earlier record by now.
  if (seq > head.seq) return findEarlier(db, { ...head, seq }, values, at)
  return rows.filter((row) => !isHead(row))
}

async function findEarlier(db: Db, head: Head, values: readonly unknown[], at: Asking) {
  return db.run<Standing>(EARLIER, [...values, ...recordStabOf(head, at)])
}

/** The last row of the latest record is no claim: it says at which place all was read. */
function isHead({ reach }: Standing): boolean {
  return reach === THE_HEAD
}

/** $3 … $6 of a stab: the day, the second, and the nodes at which boxes around them can lie. */
export function stabOf(head: Head, at: Asking): readonly unknown[] {
  const { validOn, knownAt } = pointOf(at)
  return [
    validOn,
    knownAt,
    pathWithin(validOn, { first: head.firstDay, last: head.lastDay }),
    saidPath(head, knownAt),
  ]
}

/** $7 and $8 of a stab into an earlier record: the seq and its nodes. */
export function recordStabOf(head: Head, at: Asking): readonly unknown[] {
  return [at.recordAt.seq, pathWithin(at.recordAt.seq, { first: 1, last: head.seq })]
}

/** After the last saying only what has no end can stand, and that lies at one node. */
function saidPath(head: Head, knownAt: number): readonly number[] {
  const cell = saidCell(knownAt)
  if (knownAt >= head.lastSaid && cell < ENDLESS_NODE) return [ENDLESS_NODE]
  return pathWithin(cell, { first: saidCell(head.firstSaid), last: saidCell(head.lastSaid) })
}

/** The claims about these subjects that stand at the point asked about. */
export async function findStandingOn(
  db: Db,
  head: Head,
  subjects: readonly number[],
  at: Asking,
): Promise<readonly Standing[]> {
  const point = pointOf(at)
  return db.run<Standing>(ON_SUBJECTS, [
    head.missionId,
    subjects,
    point.validOn,
    point.knownAt,
    at.recordAt.seq,
  ])
}

function pointOf(at: Asking): { readonly validOn: number; readonly knownAt: number } {
  return { validOn: dayNumber(at.validOn), knownAt: secondOf(at.knownAt) }
}

/** The present record: only what is open. */
export const LATEST: Statement = {
  name: 'register-standing-latest',
  text: `SELECT claim, reach FROM register.open_box
    WHERE mission_id = $1 AND kind_id = ANY($2::int2[]) AND said_node = ANY($6::int4[]) AND valid_node = ANY($5::int4[])
      AND valid_from <= $3 AND valid_to > $3 AND said_from <= $4 AND said_to > $4`,
}

/** With the place at which all of it was read, in the same moment. */
const LATEST_AND_HEAD: Statement = {
  name: 'register-standing-latest-and-head',
  changesWith: { types: ['claim', 'relation'], kinds: 2 },
  text: `${LATEST.text} UNION ALL SELECT seq, '${THE_HEAD}'::int2 FROM register.head WHERE mission_id = $1`,
}

/**
 * An earlier state: what is still open and was then, and what was closed since. The open half is
 * read from the index over seq_from, which its condition names; the sum keeps the planner from the
 * index over valid_from, which would read all that was recorded later.
 */
export const EARLIER: Statement = {
  name: 'register-standing-earlier',
  changesWith: { types: [] },
  recordAt: 7,
  text: `SELECT claim, reach FROM register.open_box
    WHERE mission_id = $1 AND kind_id = ANY($2::int2[]) AND said_node = ANY($6::int4[]) AND valid_node = ANY($5::int4[])
      AND seq_from > 0 AND seq_from <= $7 AND valid_from + 0 <= $3 AND valid_to > $3 AND said_from <= $4 AND said_to > $4
    UNION ALL
    SELECT claim, reach FROM register.closed_box
    WHERE mission_id = $1 AND kind_id = ANY($2::int2[]) AND seq_node = ANY($8::int4[]) AND valid_node = ANY($5::int4[])
      AND valid_from <= $3 AND valid_to > $3 AND said_from <= $4 AND said_to > $4 AND seq_from <= $7 AND seq_to > $7`,
}

const ON_SUBJECTS: Statement = {
  name: 'register-standing-on-subjects',
  changesWith: { types: ['claim', 'relation'], subjects: 2 },
  recordAt: 5,
  text: `SELECT b.claim, b.reach FROM register.lane l
    CROSS JOIN LATERAL (
      SELECT claim, reach FROM register.open_box o WHERE o.mission_id = l.mission_id AND o.lane = l.lane
        AND valid_from <= $3 AND valid_to > $3 AND said_from <= $4 AND said_to > $4 AND seq_from <= $5
      UNION ALL
      SELECT claim, reach FROM register.closed_box c WHERE c.mission_id = l.mission_id AND c.lane = l.lane
        AND valid_from <= $3 AND valid_to > $3 AND said_from <= $4 AND said_to > $4 AND seq_from <= $5 AND seq_to > $5
    ) b
    WHERE l.mission_id = $1 AND l.subject = ANY($2::int4[])`,
}
