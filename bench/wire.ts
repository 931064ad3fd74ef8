import { once } from 'node:events'
import http from 'node:http'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** What came back for one address, as it crossed the wire and unpacked. */
export interface Fetched {
  readonly address: string
  readonly wireBytes: number
  readonly plainBytes: number
  readonly body: Buffer
}

/** Asks as browsers do, with compression, and counts the bytes of the answer's body before it is unpacked. */
export async function fetchOverWire(origin: string, address: string): Promise<Fetched> {
  const request = http.get(`${origin}${address}`, {
    headers: { 'accept-encoding': 'gzip, deflate, br', accept: '*/*' },
  })
  const [answer] = await once(request, 'response')
  if (!(answer instanceof http.IncomingMessage)) throw new TypeError('There was no answer.')
  const packed = Buffer.concat(await answer.toArray())
  if (answer.statusCode !== 200)
    throw new Error(`${address} answered ${answer.statusCode}; the benchmark needs 200.`)
  const body = unpack(packed, answer.headers['content-encoding'])
  return { address, wireBytes: packed.length, plainBytes: body.length, body }
}

/** A page with everything that it makes a browser load: style sheets, scripts, icons, and what sheets name. */
export async function loadAsBrowser(origin: string, address: string): Promise<readonly Fetched[]> {
  const page = await fetchOverWire(origin, address)
  const files = await fetchAll(origin, namedIn(page.body, LINKS))
  const sheets = files.filter((file) => file.address.endsWith('.css'))
  const inner = sheets.flatMap(({ body }) => namedIn(body, URLS))
  return [page, ...files, ...(await fetchAll(origin, inner))]
}

const LINKS = /(?:<link[^>]* href|<script[^>]* src)="(\/assets\/[^"]+)"/g
const URLS = /url\("?(\/assets\/[^)"]+)"?\)/g

function namedIn(body: Buffer, pattern: RegExp): readonly string[] {
  const found = [...body.toString().matchAll(pattern)].flatMap(([, address]) => address ?? [])
  return [...new Set(found)]
}

async function fetchAll(origin: string, addresses: readonly string[]): Promise<readonly Fetched[]> {
  return Promise.all(addresses.map(async (address) => fetchOverWire(origin, address)))
}

function unpack(packed: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'gzip') return gunzipSync(packed)
  if (encoding === 'deflate') return inflateSync(packed)
  return encoding === 'br' ? brotliDecompressSync(packed) : packed
}
