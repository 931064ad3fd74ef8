import { createHash } from 'node:crypto'

import type { Visit } from '../site.ts'
import type { Dossier } from './dossier.ts'
import type { Measured, Measurement } from './manifest.ts'
import { partOf, rangeOf } from './range.ts'
import { tarBytes, tarChunks } from './tar.ts'

/** What is sent piece by piece: its size and hash are known, its content is made while it goes. */
interface Sendable {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly tag: string
  chunks(): AsyncIterable<Uint8Array>
}

/** Sends one file of a download, or the part of it that is asked for. */
export function sendMember(visit: Visit, dossier: Dossier, file: Measured): Response {
  const { member, bytes, sha256 } = file
  const name = member.name.split('/').at(-1) ?? member.name
  const chunks = () => exactly(bytes, encoded(member.chunks(dossier)))
  return send(visit, { name, mediaType: member.mediaType, bytes, tag: sha256, chunks })
}

/** Sends the whole download as one archive. */
export function sendArchive(visit: Visit, dossier: Dossier, measurement: Measurement): Response {
  const sums = measurement.files.at(-1)?.sha256 ?? ''
  return send(visit, {
    name: `${dossier.ctx.mission}-${dossier.at.recordAt.seq}.tar`,
    mediaType: 'application/x-tar',
    bytes: tarBytes(measurement),
    tag: createHash('sha256').update(`tar ${sums}`).digest('hex'),
    chunks: () => tarChunks(dossier, measurement),
  })
}

function send({ request }: Visit, file: Sendable): Response {
  const tag = `"${file.tag}"`
  const condition = request.req.header('if-range')
  const header =
    condition === undefined || condition === tag ? request.req.header('range') : undefined
  const range = rangeOf(header, file.bytes)
  request.header('etag', tag)
  request.header('accept-ranges', 'bytes')
  request.header('cache-control', 'public, no-cache')
  if (range === 'outside') {
    request.header('content-range', `bytes */${file.bytes}`)
    return request.body(null, 416)
  }
  request.header('content-type', file.mediaType)
  request.header('content-disposition', `attachment; filename="${file.name}"`)
  if (range === null) {
    request.header('content-length', String(file.bytes))
    return request.body(ReadableStream.from(file.chunks()))
  }
  request.header('content-length', String(range.to + 1 - range.from))
  request.header('content-range', `bytes ${range.from}-${range.to}/${file.bytes}`)
  return request.body(ReadableStream.from(partOf(file.chunks(), range)), 206)
}

async function* encoded(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}

/**
 * Breaks off where what may be read changed since it was measured: a file must be whole or not be at all.
 * @yields The file, piece by piece.
 */
async function* exactly(
  bytes: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const chunk of chunks) {
    sent += chunk.length
    yield chunk
  }
  if (sent !== bytes) throw new Error(`A download of ${bytes} bytes came to ${sent}.`)
}
