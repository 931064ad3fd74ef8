import { secondOf } from '#kit'
import type { Db } from '#platform'

import { laneKey } from './batch.ts'
import type { RelationDraft } from './entry.ts'
import { getHead } from './in-force.ts'
import {
  emptyHistory,
  endingOf,
  type LaneHistory,
  livingClaims,
  noteEnding,
} from './lane-history.ts'
import { type LaneState, openRow, placeClaim, redrawLane } from './lane-state.ts'
import { livesOf } from './lives.ts'
import { contentOf, readEntries, type StoredEntry, toClaim } from './payloads.ts'
import { timesOf } from './place-claim.ts'
import { isEnding } from './place-relation.ts'
import type { LaneClaim } from './reach.ts'

/** What a rebuilding found: how much it compared, and every lane whose boxes differ from the entries. */
export interface Rebuilt {
  readonly lanes: number
  readonly claims: number
  readonly boxes: number
  readonly differences: readonly string[]
}

type Change =
  | { readonly change: 'claim'; readonly seq: number; readonly claim: Omit<LaneClaim, 'lives'> }
  | {
      readonly change: 'ending'
      readonly seq: number
      readonly claim: number
      readonly relation: RelationDraft
    }
  | {
      readonly change: 'undoing'
      readonly seq: number
      readonly claim: number
      readonly ended: number
      readonly by: RelationDraft
    }

/** How many entries are read at once. */
const PAGE = 2_000

/** Draws every lane anew from the entries alone, beside the live tables, and compares box by box. */
export async function rebuild(
  db: Db,
  mission: string,
  progress: (done: number, total: number) => void,
): Promise<Rebuilt> {
  const { missionId, seq: last } = await getHead(db, mission)
  const changes = new Map<string, Change[]>()
  const claims = new Map<string, { seq: number; key: string }>()
  const endings = new Map<string, { seq: number; claim: string }>()
  for (let from = 0; from < last; from += PAGE) {
    const seqs = Array.from({ length: Math.min(PAGE, last - from) }, (_, index) => from + index + 1)
    for (const entry of await readEntries(db, missionId, seqs))
      noteEntry(entry, { changes, claims, endings })
    progress(Math.min(last, from + PAGE), last * 2)
  }
  return compare(db, missionId, changes, (done) =>
    progress(last + Math.round((done / Math.max(1, changes.size)) * last), last * 2),
  )
}

interface Notes {
  readonly changes: Map<string, Change[]>
  readonly claims: Map<string, { seq: number; key: string }>
  readonly endings: Map<string, { seq: number; claim: string }>
}

function noteEntry(entry: StoredEntry, { changes, claims, endings }: Notes): void {
  const { id, seq } = entry
  const note = (key: string, change: Change) =>
    changes.set(key, [...(changes.get(key) ?? []), change])
  if (entry.type === 'claim') {
    const draft = { type: 'claim' as const, ...toClaim(entry) }
    const key = laneKey(draft)
    claims.set(id, { seq, key })
    note(key, { change: 'claim', seq, claim: { claim: seq, ...timesOf(draft) } })
  }
  if (entry.type !== 'relation') return
  const relation: RelationDraft = {
    type: 'relation',
    ...contentOf<Omit<RelationDraft, 'type' | 'id'>>(entry),
  }
  const claim = claims.get(relation.to)
  const ended = endings.get(relation.to)
  if (claim !== undefined && isEnding(relation.relation)) {
    endings.set(id, { seq, claim: relation.to })
    note(claim.key, { change: 'ending', seq, claim: claim.seq, relation })
  }
  const endedClaim = ended === undefined ? undefined : claims.get(ended.claim)
  if (ended !== undefined && endedClaim !== undefined && relation.relation === 'withdraws') {
    note(endedClaim.key, {
      change: 'undoing',
      seq,
      claim: endedClaim.seq,
      ended: ended.seq,
      by: relation,
    })
  }
}

async function compare(
  db: Db,
  missionId: number,
  changes: ReadonlyMap<string, readonly Change[]>,
  progress: (done: number) => void,
): Promise<Rebuilt> {
  const differences: string[] = []
  const keys = [...changes.keys()]
  let [claims, boxes] = [0, 0]
  for (let from = 0; from < keys.length; from += PAGE) {
    const drawn = keys
      .slice(from, from + PAGE)
      .map((key) => ({ key, ...replay(changes.get(key) ?? []) }))
    const stored = await readBoxes(
      db,
      missionId,
      drawn.map(({ lane }) => lane),
    )
    for (const { key, lane, rows } of drawn) {
      claims += changes.get(key)?.filter(({ change }) => change === 'claim').length ?? 0
      boxes += rows.length
      const held = stored.get(lane) ?? []
      if (held.join('\n') !== rows.join('\n'))
        differences.push(
          `lane ${lane} (${key}): ${held.length} boxes held, ${rows.length} drawn from the entries`,
        )
    }
    progress(from + drawn.length)
  }
  return { lanes: keys.length, claims, boxes, differences }
}

/** One lane from its first entry on; kind numbers play no part in the comparison. */
function replay(changes: readonly Change[]): {
  readonly lane: number
  readonly rows: readonly string[]
} {
  const state: LaneState = { lane: changes[0]?.seq ?? 0, kindId: 0, boxes: [] }
  const history = emptyHistory()
  const closed: string[] = []
  const rows = {
    add: (table: string, row: readonly (string | number | null)[]) => {
      if (table === 'closed_box') closed.push(['closed', row[1], ...row.slice(3)].join(' '))
    },
    removeBox: () => {},
    noteSaid: () => {},
    noteDays: () => {},
  }
  for (const change of changes) apply(change, { state, history, rows })
  const open = state.boxes.map((box) => {
    const row = openRow(state, box)
    return ['open', row[1], row[2], ...row.slice(4)].join(' ')
  })
  return { lane: state.lane, rows: [...open, ...closed].sort() }
}

function apply(
  change: Change,
  {
    state,
    history,
    rows,
  }: { state: LaneState; history: LaneHistory; rows: Parameters<typeof placeClaim>[3] },
): void {
  const { seq } = change
  if (change.change === 'claim') {
    history.claims.set(seq, change.claim)
    placeClaim(state, { ...change.claim, lives: livesOf(change.claim.said, []) }, seq, rows)
    return
  }
  const at = change.change === 'ending' ? seq : change.ended
  const before = history.endings.get(change.claim)?.get(at)
  if (change.change === 'undoing' && before?.undone !== null) return
  const relation = change.change === 'ending' ? change.relation : change.by
  noteEnding(history, change.claim, at, endingAfter(relation, before))
  redrawLane(state, livingClaims(history), seq, rows)
}

function endingAfter(
  { whose, saidAt }: RelationDraft,
  before: ReturnType<typeof endingOf> | undefined,
): ReturnType<typeof endingOf> {
  const said = secondOf(saidAt)
  if (before === undefined) return endingOf({ whose, said, undone: null, undone_whose: null })
  return { ...before, undone: whose === 'record' ? before.said : Math.max(before.said, said) }
}

async function readBoxes(
  db: Db,
  missionId: number,
  lanes: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const boxes = new Map<number, string[]>()
  for (const { lane, box } of await db.run<{ lane: number; box: string }>(BOXES, [
    missionId,
    lanes,
  ])) {
    boxes.set(lane, [...(boxes.get(lane) ?? []), box])
  }
  return new Map([...boxes].map(([lane, rows]) => [lane, rows.sort()]))
}

const BOXES = {
  name: 'register-boxes-of-lanes',
  text: `SELECT lane, concat_ws(' ', 'open', claim, said, valid_from, valid_to, said_from, said_to, seq_from, reach, valid_node, said_node) AS box
      FROM register.open_box WHERE mission_id = $1 AND lane = ANY($2::int4[])
    UNION ALL
    SELECT lane, concat_ws(' ', 'closed', claim, valid_from, valid_to, said_from, said_to, seq_from, seq_to, reach, valid_node, seq_node)
      FROM register.closed_box WHERE mission_id = $1 AND lane = ANY($2::int4[])`,
}
