import { type Actor, sightOf } from '#kit'

import { type Marked, NOW, reads, readsSource } from './cells.ts'

/** A row as a reader is handed it. */
export type Row = Readonly<Record<string, unknown>>

/** What decides whose a row is: which entries somebody reads, by their places, and what lies on them. */
export interface Reading {
  readonly actor: Actor
  /** The entry at each place, mission by mission. */
  readonly at: ReadonlyMap<string, Marked>
  /** The entry that a document's hashes belong to, and the claims of a lane. */
  readonly byHash: ReadonlyMap<string, readonly Marked[]>
  readonly byLane: ReadonlyMap<string, readonly Marked[]>
  readonly missions: ReadonlyMap<number, readonly Marked[]>
}

/** Whether a row is somebody's to read. */
export type Whose = (row: Row, reading: Reading) => boolean

/** Tables that everybody reads whole, each with the reason. */
export const FOR_EVERYBODY: Readonly<Record<string, string>> = {
  entry: 'The log publishes every envelope: place, id, instant, hashes.',
  head: 'The log publishes how long it is.',
  commitment: 'The log publishes the hashes of the field groups, salted.',
  recalled: 'Places only: of which entries no number may be believed.',
  kind: 'Names of kinds are part of the program.',
  log_tile: 'The log itself.',
  log_origin: 'The log itself.',
  log_key: 'The log itself.',
  checkpoint: 'The log itself.',
  cosignature: 'The log itself.',
  witness: 'Who is asked to witness is told to everybody.',
  witnessed_key: 'Whose logs are witnessed is told to everybody.',
  witness_state: 'What was witnessed is told to everybody.',
}

/** Tables that no reader sees at all, each with the reason. */
export const FOR_NOBODY: Readonly<Record<string, string>> = {
  retention: 'How long something is kept is configuration, read by whoever runs the server.',
  swept: 'How the disk was cleaned is for whoever runs the server.',
}

/** Whose a row of every other table is. A table that is named nowhere fails the test. */
export const WHOSE: Readonly<Record<string, Whose>> = {
  payload: (row, reading) => {
    const entry = entryAt(row, 'seq', reading)
    if (entry === undefined || !reads(reading.actor, entry)) return false
    switch (row['part']) {
      case 'actor':
      case 'erased':
        return false
      case 'handling':
      case 'position':
        return sightOf(reading.actor, entry.guarded.mission, NOW).ceiling === 'restricted'
      case 'source':
        return readsSource(reading.actor, entry)
      default:
        return true
    }
  },
  party: seesEntry('seq'),
  subject: seesEntry('seq'),
  document: seesEntry('seq'),
  claim: seesEntry('seq'),
  relation: seesEntry('seq'),
  assessment: seesEntry('seq'),
  decision: seesEntry('seq'),
  proposal: seesEntry('seq'),
  approval: seesEntry('seq'),
  erasure: seesEntry('seq'),
  erased: seesEntry('target'),
  open_box: seesEntry('claim'),
  closed_box: seesEntry('claim'),
  mission: ({ mission_id: mission }, { actor, missions }) =>
    (missions.get(Number(mission)) ?? []).some((entry) => reads(actor, entry)),
  lane: (row, { actor, byLane }) =>
    (byLane.get(keyOf(row, 'lane')) ?? []).some((entry) => reads(actor, entry)),
  blob: (row, { actor, byHash }) =>
    (byHash.get(keyOf(row, 'sha256')) ?? []).some((entry) => reads(actor, entry)),
  canonical_text: (row, { actor, byHash }) =>
    (byHash.get(keyOf(row, 'text_sha256')) ?? []).some((entry) => reads(actor, entry)),
  opening: opensTo,
  search: (row, reading) => {
    const entry = entryAt(row, 'seq', reading)
    if (entry === undefined || !reads(reading.actor, entry)) return false
    // Words of the source were indexed with the claim; whoever does not see it finds by the others only.
    return row['from_seq'] !== row['seq'] || readsSource(reading.actor, entry)
  },
}

/** By which a row of a mission is found again. */
export function keyOf(row: Row, column: string): string {
  return `${String(row['mission_id'])} ${String(row[column])}`
}

function entryAt(row: Row, column: string, { at }: Reading): Marked | undefined {
  return at.get(keyOf(row, column))
}

function seesEntry(column: string): Whose {
  return (row, reading) => {
    const entry = entryAt(row, column, reading)
    return entry !== undefined && reads(reading.actor, entry)
  }
}

const RELEASES = ['public', 'partner', 'restricted', 'confidential'] as const

/** An opening is told to those whom it lets in, and to whoever recorded the entry. */
function opensTo(row: Row, reading: Reading): boolean {
  const entry = entryAt(row, 'seq', reading)
  if (entry === undefined) return false
  const { release, compartment, desk } = row
  const guarded = {
    ...entry.guarded,
    release: RELEASES[Number(release)] ?? 'confidential',
    compartment: compartment === '' ? null : entry.guarded.compartment,
    desk: desk === '' ? null : String(desk),
    recordedBy: row['from_seq'] === row['seq'] ? entry.guarded.recordedBy : null,
  }
  return reads(reading.actor, { guarded })
}
