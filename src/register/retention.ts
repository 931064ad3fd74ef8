import { addDays, type Day, dayNumber, dayOf, dayOfInstant, instantOf } from '#kit'
import type { Db } from '#platform'
import { RefusedError, sqlStateOf } from '#platform'

import { ERASABLE, type ErasureTarget } from './erasure-draft.ts'
import { getHead } from './in-force.ts'

/** From when the days of a rule are counted: when a claim was said, ceased to be true, or was recorded. */
export const COUNTED_FROM = ['said', 'end', 'recorded'] as const

/** How long claims of a kind are kept, from a day on. */
export interface RetentionRule {
  readonly kind: string
  readonly effectiveFrom: Day
  readonly days: number
  readonly countedFrom: (typeof COUNTED_FROM)[number]
  readonly parts: ErasureTarget['parts']
  readonly legalBasis: string
}

/** A claim that has been kept as long as its rule says. */
export interface Due {
  readonly id: string
  readonly seq: number
  readonly kind: string
  readonly subject: string
  /** The last day on which it was to be kept. */
  readonly keptUntil: Day
  readonly parts: ErasureTarget['parts']
  readonly legalBasis: string
}

/** Adds rules; one that is there for the same kind and day is refused, since rules are never changed. */
export async function setRetention(
  db: Db,
  mission: string,
  rules: readonly RetentionRule[],
): Promise<void> {
  const { missionId } = await getHead(db, mission)
  await db.transaction(async (tx) => {
    for (const rule of rules) await addRule(tx, missionId, rule)
  })
}

/** The rules of a mission, by kind and day. */
export async function listRetention(db: Db, mission: string): Promise<readonly RetentionRule[]> {
  const { missionId } = await getHead(db, mission)
  return (await db.run<RuleRow>(RULES, [missionId])).map(ruleOf)
}

/** The claims whose time is over on a day, and for which no erasure waits, in the order of the record. */
export async function listDue(db: Db, mission: string, today: Day): Promise<readonly Due[]> {
  const { missionId } = await getHead(db, mission)
  const rules = (await listRetention(db, mission)).filter(
    ({ effectiveFrom }) => effectiveFrom <= today,
  )
  const inForce = new Map(rules.map((rule) => [rule.kind, rule]))
  const rows = await db.run<ClaimRow>(KEPT, [missionId, [...inForce.keys()]])
  return rows.flatMap((row) => {
    const rule = inForce.get(row.kind)
    const keptUntil = rule === undefined ? null : endOf(row, rule)
    if (rule === undefined || keptUntil === null || keptUntil >= today) return []
    const { id, seq, kind, subject } = row
    return [{ id, seq, kind, subject, keptUntil, parts: rule.parts, legalBasis: rule.legalBasis }]
  })
}

/** The last day on which a claim is kept; null where it has not begun to be counted. */
function endOf(row: ClaimRow, { countedFrom, days }: RetentionRule): Day | null {
  switch (countedFrom) {
    case 'said':
      return addDays(dayOfInstant(instantOf(row.said)), days)
    case 'recorded':
      return addDays(dayOfInstant(row.recorded_at), days)
    case 'end':
      return row.outer_to > LAST_DAY ? null : addDays(dayOf(row.outer_to - 1), days)
  }
}

const LAST_DAY = dayNumber('9999-12-31')

async function addRule(db: Db, missionId: number, rule: RetentionRule): Promise<void> {
  const { kind, effectiveFrom, days, countedFrom, parts, legalBasis } = rule
  const written = parts === 'all' ? parts : parts.join(',')
  try {
    await db.run(ADD, [missionId, kind, effectiveFrom, days, countedFrom, written, legalBasis])
  } catch (error) {
    if (sqlStateOf(error) !== '23505') throw error
    throw new RefusedError(
      'conflict',
      'register.retention_set',
      `A rule for ${kind} from ${effectiveFrom} on is set already, and rules are never changed; set a new one from a later day on.`,
      { cause: error },
    )
  }
}

function ruleOf(row: RuleRow): RetentionRule {
  const named = row.parts.split(',')
  return {
    kind: row.kind,
    effectiveFrom: row.effective_from,
    days: row.days,
    countedFrom: COUNTED_FROM.find((one) => one === row.counted_from) ?? 'recorded',
    parts: row.parts === 'all' ? 'all' : ERASABLE.filter((part) => named.includes(part)),
    legalBasis: row.legal_basis,
  }
}

interface RuleRow {
  readonly kind: string
  readonly effective_from: string
  readonly days: number
  readonly counted_from: string
  readonly parts: string
  readonly legal_basis: string
}

interface ClaimRow {
  readonly id: string
  readonly seq: number
  readonly kind: string
  readonly subject: string
  readonly said: number
  readonly recorded_at: string
  readonly outer_to: number
}

const ADD = {
  name: 'register-retention-add',
  text: `INSERT INTO register.retention (mission_id, kind, effective_from, days, counted_from, parts, legal_basis)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
}

const RULES = {
  name: 'register-retention',
  text: `SELECT kind, effective_from, days, counted_from, parts, legal_basis FROM register.retention
    WHERE mission_id = $1 ORDER BY kind, effective_from`,
}

/** Whatever is erased of a claim, even in part, or waits to be, is not proposed again. */
const KEPT = {
  name: 'register-retention-kept',
  text: `SELECT e.id, c.seq, k.kind, s.slug AS subject, c.said, e.recorded_at, c.outer_to
    FROM register.claim c
    JOIN register.entry e ON e.mission_id = c.mission_id AND e.seq = c.seq
    JOIN register.lane l ON l.mission_id = c.mission_id AND l.lane = c.lane
    JOIN register.kind k ON k.kind_id = l.kind_id
    JOIN register.subject s ON s.mission_id = l.mission_id AND s.seq = l.subject
    WHERE c.mission_id = $1 AND k.kind = ANY($2::text[])
      AND NOT EXISTS (SELECT FROM register.erasure x WHERE x.mission_id = c.mission_id AND x.target = c.seq
        AND NOT EXISTS (SELECT FROM register.approval a WHERE a.mission_id = x.mission_id AND a.target = x.seq AND a.verdict = 'refused'))
    ORDER BY c.seq`,
}
