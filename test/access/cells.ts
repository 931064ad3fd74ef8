import { type Actor, can, COMPARTMENTS, type Guarded, type Handling, sightOf } from '#kit'
import type { EntryType } from '#register'

import { MISSION } from '../drafts.ts'

/** When all of this is asked. */
export const NOW = '2026-11-21T08:00:00.000Z'

/** How an entry of the record may be handled: a release, or an embargo, at a desk. */
const WAYS = [
  { way: 'public', release: 'public', desk: 'forces' },
  { way: 'partner', release: 'partner', desk: 'forces' },
  { way: 'restricted', release: 'restricted', desk: 'forces' },
  { way: 'confidential to one desk', release: 'confidential', desk: 'forces' },
  { way: 'confidential to another', release: 'confidential', desk: 'funds' },
  { way: 'embargoed', release: 'public', desk: 'forces' },
] as const

/** One way in which entries are handled, in one compartment or none. */
export interface Cell {
  readonly way: (typeof WAYS)[number]['way'] | 'released' | 'recalled' | 'hidden'
  /** The letter by which its markers are told. */
  readonly letter: string
  readonly desk: 'forces' | 'funds'
  readonly handling: Handling
  /** A place more exact than its commune. */
  readonly place: string
}

/** Places with a commune; what is embargoed shares with what is confidential, which is as open. */
const PLACES: readonly (readonly number[])[] = [
  [1, 2, 3, 4, 5, 4],
  [6, 7, 8, 10, 11, 10],
  [12, 13, 14, 15, 16, 15],
]

/** Every release, embargoes included, with every compartment. */
export const CELLS: readonly Cell[] = [null, ...COMPARTMENTS].flatMap((compartment, column) =>
  WAYS.map(({ way, release, desk }, row): Cell => {
    const letter = String.fromCodePoint('a'.charCodeAt(0) + column * WAYS.length + row)
    const embargo =
      way === 'embargoed'
        ? {
            reason: `Next of kin, ${markerOf({ letter }, 'hm')}`,
            notBefore: '2030-01-01T00:00:00Z',
          }
        : null
    return {
      way,
      desk,
      letter,
      handling: { release, compartment, embargo },
      place: placeAt(column, row),
    }
  }),
)

function placeAt(column: number, row: number): string {
  return `PL-${String(PLACES[column]?.[row] ?? 1).padStart(3, '0')}`
}

/** A word that stands in one text field of one entry and nowhere else, not even in a signature by chance. */
export function markerOf({ letter }: Pick<Cell, 'letter'>, field: string): string {
  return `zqzq${letter}${field}z`
}

/** Every marker in a text, whoever it belongs to. */
export function markersIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/zqzq[a-z]{3}z|pl-\d{3}/g))
}

/** What an entry is. */
export type Sort = EntryType

/** An entry on record, with who may see it and by which words it is known. */
export interface Marked {
  readonly id: string
  readonly sort: Sort
  readonly cell: Cell
  /** What addresses name it by: a slug, or the id. */
  readonly name: string
  readonly guarded: Guarded
  /** The markers of what it says, the one that lists show first. */
  readonly words: readonly string[]
  /** What is told to officers only: a place more exact than its commune, why it is under embargo. */
  readonly closer: readonly string[]
  /** The markers of its source. */
  readonly source: readonly string[]
  /** Who sees the source; null where whoever sees the rest. */
  readonly sourceGuarded: Guarded | null
  /** By which a document is known to whoever has a copy of it. */
  readonly hashes: { readonly sha256: string; readonly textSha256: string } | null
  /** How many people it counts; a power of two, so that a sum tells which were added. */
  readonly people: number
}

/** Whether somebody reads an entry. */
export function reads(actor: Actor, { guarded }: Pick<Marked, 'guarded'>): boolean {
  return can(actor, 'read', guarded, NOW).may
}

/** Whether somebody reads the source of an entry, too. */
export function readsSource(actor: Actor, { guarded, sourceGuarded }: Marked): boolean {
  return can(actor, 'read', sourceGuarded ?? guarded, NOW).may
}

/** All the words of these entries that somebody may be shown. */
export function wordsFor(actor: Actor, entries: readonly Marked[]): ReadonlySet<string> {
  return new Set(
    entries
      .filter((entry) => reads(actor, entry))
      .flatMap((entry) => [
        ...entry.words,
        ...(isClose(actor, entry) ? entry.closer : []),
        ...(readsSource(actor, entry) ? entry.source : []),
      ]),
  )
}

function isClose(actor: Actor, { guarded: { mission } }: Marked): boolean {
  return sightOf(actor, mission, NOW).ceiling === 'restricted'
}

/** What an entry of a cell is, as `can()` asks of it. */
export function guardedIn(
  { handling, desk }: Pick<Cell, 'handling' | 'desk'>,
  sort: Sort,
  recordedBy: string,
): Guarded {
  const { release, compartment, embargo } = handling
  const belongsToDesk = sort !== 'party' && sort !== 'subject' && sort !== 'document'
  return {
    mission: MISSION,
    desk: belongsToDesk ? desk : null,
    release: embargo === null ? release : 'confidential',
    compartment,
    notBefore: null,
    recordedBy,
  }
}
