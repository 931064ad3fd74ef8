/** One file that pages load, ready to be served for ever under its hashed address. */
export interface Asset {
  /** `/assets/rollcall.<hash>.css`. */
  readonly path: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/**
 * The files pages load, by what they are for. `ui` does no I/O, so the server reads them (from
 * `assets/` beside this module, or from the named package), puts the parts of one asset together in
 * this order, and hands bytes and hash to `makeAssets`.
 */
export const ASSET_FILES = [
  {
    name: 'style',
    address: 'rollcall.css',
    package: null,
    parts: [
      'base.css',
      'frame.css',
      'figures.css',
      'tables.css',
      'lists.css',
      'forms.css',
      'record.css',
      'front.css',
      'charts.css',
      'sign-in.css',
      'narrow.css',
    ],
    mediaType: 'text/css; charset=utf-8',
  },
  {
    name: 'icon',
    address: 'rollcall.svg',
    package: null,
    parts: ['rollcall.svg'],
    mediaType: 'image/svg+xml',
  },
  {
    name: 'font',
    address: 'source-sans-3.woff2',
    package: '@fontsource-variable/source-sans-3',
    parts: ['files/source-sans-3-latin-wght-normal.woff2'],
    mediaType: 'font/woff2',
  },
  {
    name: 'passkey',
    address: 'passkey.js',
    package: null,
    parts: ['passkey.js'],
    mediaType: 'text/javascript; charset=utf-8',
  },
] as const

export type AssetName = (typeof ASSET_FILES)[number]['name']

/** A file as the server read it. */
export interface AssetBytes {
  readonly bytes: Uint8Array
  /** Hex digest of the bytes: eight characters of it go into the address. */
  readonly hash: string
}

/** The assets to serve, and where pages find them. */
export interface Assets {
  readonly list: readonly Asset[]
  readonly addresses: AssetAddresses
}

/** Where a page finds what it loads. */
export interface AssetAddresses {
  readonly style: string
  readonly icon: string
  /** The style sheet that brings in the web font, apart so that it can be left out. */
  readonly typeface: string
  /** The script of the few pages that ask for a passkey. */
  readonly passkey: string
}

/** Gives every file its hashed address. Serve each with `cache-control: public, max-age=31536000, immutable`. */
export function makeAssets(read: Readonly<Record<AssetName, AssetBytes>>): Assets {
  const files = ASSET_FILES.map(({ name, address, mediaType }) => ({
    path: addressOf(address, read[name].hash),
    mediaType,
    bytes: read[name].bytes,
  }))
  const [style, icon, font, passkey] = ASSET_FILES.map(({ name, address }) =>
    addressOf(address, read[name].hash),
  )
  if (style === undefined || icon === undefined || font === undefined || passkey === undefined) {
    throw new Error('An asset has no address: ASSET_FILES and makeAssets disagree.')
  }
  const typeface = addressOf('typeface.css', read.font.hash)
  const sheet = {
    path: typeface,
    mediaType: 'text/css; charset=utf-8',
    bytes: new TextEncoder().encode(fontFace(font)),
  }
  return { list: [...files, sheet], addresses: { style, icon, typeface, passkey } }
}

/** Which typeface a reader is sent. */
export type Typeface = 'web' | 'system'

/**
 * The web font (29 kB) goes only to readers who ask for no saving: not on `Save-Data: on`, nor where
 * the browser reports a slow line (`ECT: slow-2g|2g|3g`). Everybody else gets it with
 * `font-display: fallback`, so that text never waits for it. Answer with `Vary: Save-Data, ECT`.
 */
export function typefaceFor(hints: {
  readonly saveData: string | undefined
  readonly connection: string | undefined
}): Typeface {
  const slow = ['slow-2g', '2g', '3g'].includes(hints.connection ?? '')
  return hints.saveData?.toLowerCase() === 'on' || slow ? 'system' : 'web'
}

function addressOf(name: string, hash: string): string {
  const dot = name.lastIndexOf('.')
  return `/assets/${name.slice(0, dot)}.${hash.slice(0, 8)}${name.slice(dot)}`
}

/** Only the Latin subset: other scripts fall to the system's own typefaces, glyph by glyph. */
function fontFace(address: string): string {
  const range =
    'U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212'
  return `@font-face{font-family:"Source Sans 3";font-weight:200 900;font-display:fallback;src:url(${address}) format("woff2");unicode-range:${range}}`
}
