import { findState } from '#kit'

import { makeFootnotes } from './footnotes.ts'
import type { Footnotes } from './footnotes.ts'
import { LANGUAGE_TRAITS } from './language.ts'
import type { Language } from './language.ts'
import type { Listener, Words } from './words.ts'

/** What a reader wrote in the address; null where it was left to its default. Texts stay as they were written. */
export interface GivenAsking {
  readonly validOn: string | null
  readonly knownAt: string | null
  readonly recordAt: string | null
  readonly language: Language | null
}

/** When a reader asks about, with defaults filled in. */
export interface ShownAsking {
  /** The day the answer is true on. */
  readonly validOn: string
  /** The instant by which sources had spoken. */
  readonly knownAt: string
  /** The state of the record that answers. */
  readonly recordAt: { readonly seq: number; readonly at: string; readonly root: string }
  /** The day on which the page is read. */
  readonly today: string
  readonly given: GivenAsking
}

/** The mission a page is about. */
export interface ShownMission {
  readonly id: string
  readonly title: string
}

/** Whoever reads a page: their language, what they ask, and the footnotes gathered for them. One a request. */
export interface Reader extends Listener {
  /** Whether the reader works on the record, so that pages offer what changes it. */
  readonly isAtWork: boolean
  readonly asking: ShownAsking
  readonly mission: ShownMission
  readonly notes: Footnotes
  /** The path and query of the page itself, without the asking: where the as-of form returns to. */
  readonly here: string
  /** Whether the page is part of a still copy, in which nothing can be asked for. */
  readonly isStill: boolean
  /** What forms carry to show that they were drawn for this reader; null where nobody signed in. */
  readonly csrf: string | null
  /** The name of whoever signed in, as others see it; null where nobody did. */
  readonly account: string | null
  /**
   * The address of a page with the reader's dates and language kept. A path without a leading slash
   * lies inside the mission (`claims/…`); overrides set a date, or null takes it back to its default.
   */
  link(path: string, overrides?: Partial<GivenAsking>): string
  /** The name of a party by its code; the code itself where nothing better is known. */
  party(code: string): string
}

/** What a request brings to make a reader of. */
export interface ReaderSeed {
  /** Whether the reader works on the record, so that pages offer what changes it. */
  readonly isAtWork: boolean
  /** The address below which missions lie behind the door that the reader came through: `/m`. */
  readonly root: string
  readonly language: Language
  readonly words: Words
  readonly asking: ShownAsking
  readonly mission: ShownMission
  readonly here: string
  readonly isStill: boolean
  readonly csrf: string | null
  readonly account: string | null
  /** Names of the mission's own parties by code; States need none. */
  readonly parties: ReadonlyMap<string, string>
}

/** Makes the reader of one request. */
export function makeReader(seed: ReaderSeed): Reader {
  return {
    ...seed,
    notes: makeFootnotes(),
    link: (path, overrides = {}) => linkTo(seed, path, overrides),
    party: (code) => stateName(seed, code) ?? seed.parties.get(code) ?? code,
  }
}

/** Where in a mission each thing has its page; pass the result to `reader.link`. */
export const PATHS = {
  claim: (id: string) => `claims/${encodeURIComponent(id)}`,
  subject: (subject: string) => `subjects/${encodeURIComponent(subject)}`,
  document: (id: string) => `documents/${encodeURIComponent(id)}`,
} as const

/** The asking as query fields, in the order in which every address has them. */
export function askingFields(given: GivenAsking): readonly (readonly [string, string])[] {
  const fields = [
    ['validOn', given.validOn],
    ['knownAt', given.knownAt],
    ['recordAt', given.recordAt],
    ['lang', given.language],
  ] as const
  return fields.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}

/** The locale that `Intl` is asked in for this listener. */
export function localeOf(listener: Pick<Listener, 'language'>): string {
  return LANGUAGE_TRAITS[listener.language].locale
}

function linkTo(seed: ReaderSeed, path: string, overrides: Partial<GivenAsking>): string {
  const [beforeHash = '', hash] = path.split('#', 2)
  const [place = '', query = ''] = beforeHash.split('?', 2)
  const fields = new URLSearchParams(query)
  for (const [name, value] of askingFields({ ...seed.asking.given, ...overrides })) {
    fields.set(name, value)
  }
  const search = fields.size === 0 ? '' : `?${fields.toString()}`
  return `${absolute(seed, place)}${search}${hash === undefined ? '' : `#${hash}`}`
}

function stateName(seed: ReaderSeed, code: string): string | undefined {
  const state = findState(code)
  if (state === undefined) return undefined
  return regionsIn(localeOf(seed)).of(state.alpha2)
}

/** Made once for each language: a page names hundreds of States. */
const regions = new Map<string, Intl.DisplayNames>()

function regionsIn(locale: string): Intl.DisplayNames {
  const known = regions.get(locale)
  if (known !== undefined) return known
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  regions.set(locale, names)
  return names
}

function absolute(
  { root: below, mission }: Pick<ReaderSeed, 'root' | 'mission'>,
  place: string,
): string {
  if (place.startsWith('/')) return place
  const root = `${below}/${encodeURIComponent(mission.id)}`
  return place === '' ? root : `${root}/${place}`
}
