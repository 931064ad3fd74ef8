import { GAZETTEER } from './data/gazetteer.ts'
import { COMMUNES, DEPARTMENTS } from './data/haiti.ts'

/** A place the record can name: a department or commune of Haiti by P-code, or a place of the gazetteer. */
export interface Place {
  /** P-code (`HT01`, `HT0111`) or gazetteer id (`PL-001`). */
  readonly id: string
  readonly sort: 'department' | 'commune' | 'place'
  readonly names: { readonly en: string; readonly fr: string; readonly ht: string }
  /** The commune of a place, the department of a commune. */
  readonly parent: string | null
  /** ISO 3166-1 alpha-3. */
  readonly state: string
  /** Null where the position is unknown or must not be published. */
  readonly position: Position | null
}

/** Where a place is, in degrees (WGS 84), and how far off that may be. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
  /** Null for the middle of an area. */
  readonly accuracyMetres: number | null
}

/** Every place: departments, communes, then the gazetteer. */
export const places: readonly Place[] = [
  ...linesOf(DEPARTMENTS).map((line) => department(line)),
  ...linesOf(COMMUNES).map((line) => commune(line)),
  ...linesOf(GAZETTEER).map((line) => gazetteerPlace(line)),
]

const byId = new Map(places.map((place) => [place.id, place]))

/** The place that has this P-code or gazetteer id. */
export function findPlace(id: string): Place | undefined {
  return byId.get(id)
}

/** The place's name in the language, in French (as on the official map) where there is none in it; the id itself where no place has it. */
export function placeName(id: string, language: string): string {
  const names = byId.get(id)?.names
  if (names === undefined) return id
  if (language === 'en' || language === 'ht') return names[language]
  return names.fr
}

/**
 * The place as it may be published: no more exact than its commune (docs/GLOSSARY.md, position). A place
 * abroad that lies in no commune we know stays as it is; one in Haiti is told as no place at all.
 */
export function coarsePlace(id: string): string | null {
  const place = byId.get(id)
  if (place?.sort !== 'place') return id
  return place.parent ?? (place.state === 'HTI' ? null : id)
}

/** The department in which a department, commune or place lies; undefined outside Haiti and where it is unknown. */
export function departmentOf(id: string): Place | undefined {
  const place = byId.get(id)
  if (place === undefined || place.sort === 'department') return place
  return place.parent === null ? undefined : departmentOf(place.parent)
}

function linesOf(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|'))
}

function department([id = '', en = '', fr = '', ht = '']: readonly string[]): Place {
  return {
    id,
    sort: 'department',
    names: { en, fr, ht },
    parent: null,
    state: 'HTI',
    position: null,
  }
}

function commune([id = '', fr = '', en = '', latitude, longitude]: readonly string[]): Place {
  return {
    id,
    sort: 'commune',
    names: { en: en === '' ? fr : en, fr, ht: fr },
    parent: id.slice(0, 4),
    state: 'HTI',
    position: positionOf(latitude, longitude, ''),
  }
}

function gazetteerPlace(fields: readonly string[]): Place {
  const [id = '', name = '', , latitude, longitude, accuracy = '', parent = '', state = ''] = fields
  return {
    id,
    sort: 'place',
    names: { en: name, fr: name, ht: name },
    parent: parent === '' ? null : parent,
    state,
    position: positionOf(latitude, longitude, accuracy),
  }
}

function positionOf(
  latitude: string | undefined,
  longitude: string | undefined,
  accuracy: string,
): Position | null {
  if (latitude === undefined || latitude === '') return null
  return {
    latitude: Number(latitude),
    longitude: Number(longitude),
    accuracyMetres: accuracy === '' ? null : Number(accuracy),
  }
}
