/** What is written down: which languages, and which asking of which missions. */
export interface Scope {
  readonly languages: readonly [string, ...string[]]
  readonly validOn: string
  readonly knownAt: string
  /** By mission, every way of naming the state of its record that is written down. */
  readonly recordAt: ReadonlyMap<string, readonly string[]>
}

/** A page or file of the copy. */
export interface Target {
  /** Where it lies in the copy, with forward slashes. */
  readonly file: string
  /** What the portal is asked for it. */
  readonly address: string
}

/** Where a link of the portal leads in the copy. */
export type Aim =
  | { readonly leads: 'inside'; readonly target: Target; readonly hash: string }
  /** To another site: a document's own address. */
  | { readonly leads: 'elsewhere' }
  /** To what only the live record answers: other dates, searches. */
  | { readonly leads: 'nowhere' }
  /** To where people write: a copy has nothing to say of it. */
  | { readonly leads: 'to-work' }

const ORIGIN = 'http://localhost'
/** Lists are copied page by page and desk by desk; every other filter is left to the live record. */
const KEPT = ['desk', 'after', 'archive']
const WORK =
  /^\/office\/|^\/m\/[^/]+\/(?:record|intake|compare|search)(?:\/|$)|\/(?:correct|withdraw|relate|grade|decide|same|undo|bring|new)(?:\/|$)/

/** What checks a copy without Rollcall is part of the copy. */
const STAND_ALONE = '/verify/rollcall-verify.mjs'

/** Where a link on a page in this language leads. */
export function aimOf(scope: Scope, link: string, language: string): Aim {
  if (!URL.canParse(link, ORIGIN)) return { leads: 'nowhere' }
  const url = new URL(link, ORIGIN)
  if (url.origin !== ORIGIN) return { leads: 'elsewhere' }
  if (WORK.test(url.pathname)) return { leads: 'to-work' }
  const target = targetOf(scope, url, language)
  return target === null ? { leads: 'nowhere' } : { leads: 'inside', target, hash: url.hash }
}

function targetOf(scope: Scope, url: URL, language: string): Target | null {
  const { pathname, searchParams } = url
  if (pathname.startsWith('/assets/') || pathname === STAND_ALONE)
    return { file: pathname.slice(1), address: pathname }
  const kept = keptFields(searchParams)
  const spoken = searchParams.get('lang') ?? language
  if (kept === null || !scope.languages.includes(spoken) || !isCopied(scope, url)) return null
  const chosen = { language: spoken, kept }
  const file = fileOf(scope, decodeURI(pathname), chosen)
  return file === null ? null : { file, address: addressOf(scope, pathname, chosen) }
}

interface Chosen {
  readonly language: string
  readonly kept: readonly (readonly [string, string])[]
}

/** A page of another mission, or at other dates, is another page, which this copy does not hold. */
function isCopied({ validOn, knownAt, recordAt }: Scope, { pathname, searchParams }: URL): boolean {
  const mission = missionIn(pathname)
  const states =
    mission === undefined && pathname === '/'
      ? [...recordAt.values()].flat()
      : recordAt.get(mission ?? '')
  const isOne = (field: string, values: readonly string[]) => {
    const value = searchParams.get(field)
    return value === null || values.includes(value)
  }
  return (
    states !== undefined &&
    isOne('validOn', [validOn]) &&
    isOne('knownAt', [knownAt]) &&
    isOne('recordAt', states)
  )
}

function missionIn(pathname: string): string | undefined {
  return /^\/m\/([^/]+)/.exec(pathname)?.[1]
}

const ASKED = ['validOn', 'knownAt', 'recordAt', 'lang']

/** The filters of an address that the copy has pages for; null where there is any other. */
function keptFields(asked: URLSearchParams): Chosen['kept'] | null {
  const fields = [...asked].filter(([name]) => !ASKED.includes(name))
  const isKept = fields.every(([name, value]) => KEPT.includes(name) && /^[\w.-]+$/.test(value))
  return isKept ? fields.toSorted(([a], [b]) => (a < b ? -1 : 1)) : null
}

function fileOf(scope: Scope, pathname: string, { language, kept }: Chosen): string | null {
  if (!/^[\w./-]*$/.test(pathname) || pathname.includes('..')) return null
  if (pathname.endsWith('sitemap.xml')) return null
  // Never under the ending it came with: a page of somebody else's would run on this site.
  if (pathname.endsWith('/original')) return `files${pathname}.bin`
  if (/^\/m\/[^/]+\/download\//.test(pathname)) return `files${pathname}`
  const variant = kept.map(([name, value]) => `${name}-${value}`).join('_')
  if (pathname.endsWith('.atom')) {
    return language + (variant === '' ? pathname : pathname.replace(/\.atom$/, `-${variant}.atom`))
  }
  const folders = [
    pathname === '/' && language === scope.languages[0] ? '' : language,
    pathname.slice(1),
    variant,
  ]
  return [...folders.filter((folder) => folder !== ''), 'index.html'].join('/')
}

/** What to ask: the same page at the very asking of the copy, so that links carry it and nothing else. */
function addressOf(scope: Scope, pathname: string, { language, kept }: Chosen): string {
  const query = new URLSearchParams(kept.map(([name, value]): [string, string] => [name, value]))
  query.set('validOn', scope.validOn)
  query.set('knownAt', scope.knownAt)
  const state = stateOf(scope, missionIn(pathname))
  if (state !== undefined) query.set('recordAt', state)
  query.set('lang', language)
  return `${pathname}?${query.toString()}`
}

/** A mission is asked at its entry; the front page, which tells of all of them, at the latest instant. */
function stateOf({ recordAt }: Scope, mission: string | undefined): string | undefined {
  if (mission !== undefined) return recordAt.get(mission)?.[0]
  const instants = [...recordAt.values()].flatMap(([, instant]) => instant ?? [])
  return instants.toSorted((a, b) => (a < b ? -1 : 1)).at(-1)
}
