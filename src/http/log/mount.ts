import { gzipSync } from 'node:zlib'

import type { Context as Request, Hono } from 'hono'

import { canonicalJson, isId } from '#kit'
import {
  addCheckpoint,
  findEvidence,
  findTileBytes,
  listWitnessedLogs,
  makeReceipt,
  parseTilePath,
  publicKeysOf,
  type Publisher,
  witnessKey,
  writeVerifierKey,
} from '#register'

import { answerProblem } from '../errors.tsx'
import { notFound } from '../problem.ts'
import type { Site } from '../site.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'
const BYTES = 'application/octet-stream'
const TEXT = 'text/plain; charset=utf-8'

/** Puts the logs of all missions, and the witness of others', at their addresses: all of it is for everybody. */
export function mountLog(app: Hono, site: Site): void {
  const { publisher } = site
  if (publisher === undefined) return
  app.use('/log/*', async (request, next) => {
    await next()
    // Whoever checks the log may do so from a page of their own.
    request.res.headers.set('access-control-allow-origin', '*')
  })
  app.get('/log/:mission/checkpoint', async (request) => {
    const { cosigned } = await publisher.checkpoint(request.req.param('mission'))
    return send(request, cosigned, { type: TEXT, cache: 'no-cache' })
  })
  app.get('/log/:mission/tile/*', async (request) => sendTile(site, publisher, request))
  app.get('/log/:mission/keys', async (request) => {
    const keys = await publicKeysOf(publisher.db, request.req.param('mission'))
    return send(request, `${JSON.stringify(keys)}\n`, {
      type: 'application/json',
      cache: 'no-cache',
    })
  })
  app.get('/log/:mission/proof/:entry', async (request) => sendReceipt(site, publisher, request))
  mountWitness(app, publisher)
}

function mountWitness(app: Hono, publisher: Publisher): void {
  app.get('/witness/keys', async (request) => {
    const vkey = writeVerifierKey(witnessKey(publisher.keys))
    const logs = await listWitnessedLogs(publisher.db)
    const body = `${JSON.stringify({ vkey, logs })}\n`
    return send(request, body, { type: 'application/json', cache: 'no-cache' })
  })
  app.post('/witness/add-checkpoint', async (request) => {
    const answer = await addCheckpoint(publisher, await request.req.text())
    request.header('cache-control', 'no-store')
    if (answer.status === 200) return request.text(answer.cosignature)
    if (answer.status !== 409) return request.text(`${answer.sentence}\n`, answer.status)
    return request.body(`${answer.size}\n`, 409, { 'content-type': 'text/x.tlog.size' })
  })
}

async function sendTile(site: Site, publisher: Publisher, request: Request): Promise<Response> {
  const mission = request.req.param('mission') ?? ''
  const tile = parseTilePath(request.req.path.slice(`/log/${mission}/`.length))
  const bytes = tile === null ? undefined : await findTileBytes(publisher.db, mission, tile)
  if (bytes === undefined) return answerProblem(site, request, notFound(request.req.path))
  if (tile?.level !== 'entries') return send(request, bytes, { type: BYTES, cache: FOR_EVER })
  request.header('vary', 'accept-encoding')
  const isPacked = /\bgzip\b/.test(request.req.header('accept-encoding') ?? '')
  if (isPacked) request.header('content-encoding', 'gzip')
  return send(request, isPacked ? gzipSync(bytes) : bytes, { type: BYTES, cache: FOR_EVER })
}

/** A receipt for everybody discloses of the entry what everybody may see, with the salts of that. */
async function sendReceipt(site: Site, publisher: Publisher, request: Request): Promise<Response> {
  const [id = ''] = (request.req.param('entry') ?? '').split('.tlog-proof', 1)
  if (!isId(id)) return answerProblem(site, request, notFound(request.req.path))
  const mission = request.req.param('mission') ?? ''
  const [evidence] = await findEvidence(site.readers.portal, mission, [id])
  const extra = evidence === undefined ? null : Buffer.from(canonicalJson(evidence))
  const receipt = await makeReceipt(publisher, mission, { id, extra })
  request.header('content-disposition', `attachment; filename="${id}.tlog-proof"`)
  return send(request, receipt, { type: TEXT, cache: 'no-cache' })
}

function send(
  request: Request,
  body: string | Buffer,
  { type, cache }: { readonly type: string; readonly cache: string },
): Response {
  request.header('content-type', type)
  request.header('cache-control', cache)
  return request.body(typeof body === 'string' ? body : new Uint8Array(body))
}
