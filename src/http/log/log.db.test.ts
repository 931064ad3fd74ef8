import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { desks } from '#desks'
import { type Clock, type Db, openKeyFolder, postText } from '#platform'
import {
  askWitnesses,
  openReaders,
  openPublisher,
  proveConsistency,
  type Publisher,
  replaceLostKey,
  retireKey,
  rootAt,
  rotateKey,
  trustWitness,
  witnessLog,
} from '#register'

import { testAuth } from '../../../test/auth.ts'
import { describeOnEngines, type TestDatabase } from '../../../test/database.ts'
import { aParty, MISSION, openRecord } from '../../../test/drafts.ts'
import { type Listening, listen } from '../../main/listen.ts'
import { readBundle } from '../../register/log/bundle.ts'
import { parseCheckpoint, signCheckpoint } from '../../register/log/checkpoint.ts'
import { leafHash } from '../../register/log/hashes.ts'
import {
  parseVerifierKey,
  signingKeyOf,
  verdictOf,
  type VerifierKey,
} from '../../register/log/note-key.ts'
import { isConsistent, isIncluded } from '../../register/log/proof-check.ts'
import { parseReceipt } from '../../register/log/receipt.ts'
import { unfootnotedNumbers } from '../../ui/unfootnoted-numbers.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'

/** A clock that goes on by a millisecond whenever it is asked. */
const clock: Clock = {
  now: () => new Date(START + ++ticks).toISOString(),
  today: () => '2026-11-24',
}
const START = Date.parse('2026-11-24T08:00:00.000Z')
let ticks = 0
const folders: string[] = []
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })))

const newFolder = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
  folders.push(folder)
  return folder
}

/** A server of one mission with some entries, and its keys in a folder of its own. */
interface Server {
  readonly db: Db
  readonly app: Hono
  readonly publisher: Publisher
  readonly append: (parties: number) => Promise<void>
}

async function openServer(
  { db }: TestDatabase,
  origin: string,
  folder = newFolder(),
): Promise<Server> {
  const appender = await openRecord(db, clock)
  const failed = (_mission: string, error: unknown) => {
    throw error
  }
  const keys = { folder: openKeyFolder(folder), origin }
  const publisher = await openPublisher({ db, clock, keys, post: postText, failed })
  const parts = {
    readers: openReaders(db),
    clock,
    appender,
    desks,
    auth: testAuth({ db, clock }),
    log: () => undefined,
    publisher,
  }
  const app = createApp(openSite(parts))
  let made = 0
  const append = async (parties: number) => {
    const drafts = Array.from({ length: parties }, () => aParty(`P-${++made}`))
    await appender.append({ mission: MISSION, actor: 'test' }, drafts)
  }
  return { db, app, publisher, append }
}

async function textOf(app: Hono, address: string): Promise<string> {
  const answer = await app.request(address)
  expect({ address, status: answer.status }).toEqual({ address, status: 200 })
  return answer.text()
}

async function bytesOf(app: Hono, address: string): Promise<Buffer> {
  return Buffer.from(await (await app.request(address)).arrayBuffer())
}

async function checkpointOf({ app }: Server) {
  const text = await textOf(app, `/log/${MISSION}/checkpoint`)
  const checkpoint = parseCheckpoint(text)
  if (checkpoint === null) throw new Error(`No checkpoint: ${text}`)
  return { ...checkpoint, text }
}

const keysSchema = z.object({
  origin: z.string(),
  keys: z.array(
    z.object({
      vkey: z.string(),
      begun: z.object({ size: z.number(), at: z.string() }),
      ended: z.object({ size: z.number(), at: z.string(), how: z.string() }).nullable(),
    }),
  ),
  witnesses: z.array(z.object({ vkey: z.string(), url: z.string() })),
})

async function keysOf({ app }: Server) {
  const listed = keysSchema.parse(JSON.parse(await textOf(app, `/log/${MISSION}/keys`)))
  return listed.keys.map(({ vkey, ...span }) => ({ vkey, ...span, key: keyOf(vkey) }))
}

function keyOf(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey)
  if (key === null) throw new Error(`No key: ${vkey}`)
  return key
}

async function witnessVkey({ app }: Server): Promise<string> {
  return z.object({ vkey: z.string() }).parse(JSON.parse(await textOf(app, '/witness/keys'))).vkey
}

describeOnEngines('the log over HTTP', (open) => {
  let server: Server
  beforeAll(async () => {
    server = await openServer(await open(), 'rollcall.example/log')
    await server.append(300)
  })

  test('serves a checkpoint of all entries under the key that it lists', async () => {
    const { origin, size, root, note } = await checkpointOf(server)
    expect({ origin, size }).toEqual({ origin: `rollcall.example/log/${MISSION}`, size: 300 })
    expect(root).toEqual(await rootAt(server.db, MISSION, 300))
    const [first, ...others] = await keysOf(server)
    expect(others).toEqual([])
    expect(first?.begun).toMatchObject({ size: 300 })
    expect(first === undefined ? null : verdictOf(first.key, note)).toBe('signed')
  })

  test.each(['en', 'fr'])('has a page for people that says the same, in %s', async (language) => {
    const { text, root } = await checkpointOf(server)
    const page = await textOf(server.app, `/m/${MISSION}/log?lang=${language}`)
    expect(page).toContain(`<code>${root.toString('hex')}</code>`)
    expect(page).toContain(text.split('\n')[2])
    expect(unfootnotedNumbers(page)).toEqual([])
  })

  test('signs anew only where the record grew', async () => {
    const [before, again] = [await checkpointOf(server), await checkpointOf(server)]
    expect(again.text).toBe(before.text)
    await server.append(1)
    expect((await checkpointOf(server)).size).toBe(301)
  })

  test('serves tiles and bundles from which its root follows', async () => {
    const at = (rest: string) => `/log/${MISSION}/tile/${rest}`
    const hashes = [
      await bytesOf(server.app, at('0/000')),
      await bytesOf(server.app, at('0/001.p/44')),
    ]
    const bundles = [
      await bytesOf(server.app, at('entries/000')),
      await bytesOf(server.app, at('entries/001.p/44')),
    ]
    const entries = bundles.flatMap((bundle) => readBundle(bundle) ?? [])
    expect(entries).toHaveLength(300)
    expect(Buffer.concat(entries.map(leafHash))).toEqual(Buffer.concat(hashes))
    expect(await bytesOf(server.app, at('1/000.p/1'))).toHaveLength(32)
    expect(JSON.parse(String(entries[6]))).toMatchObject({ v: 1, mission: MISSION, seq: 7 })
  })

  test.each([
    ['checkpoint', 'text/plain; charset=utf-8', 'no-cache'],
    ['tile/0/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['tile/entries/000.p/9', 'application/octet-stream', 'public, max-age=31536000, immutable'],
  ])('says of %s what it is and how long it holds', async (rest, type, cache) => {
    const { headers } = await server.app.request(`/log/${MISSION}/${rest}`)
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([type, cache])
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  test('packs bundles for whoever takes them packed', async () => {
    const headers = { 'accept-encoding': 'gzip, identity' }
    const answer = await server.app.request(`/log/${MISSION}/tile/entries/000`, { headers })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
  })

  test.each([
    'tile/0/002',
    'tile/0/001.p/200',
    'tile/1/000',
    'tile/0/000.p/256',
    'tile/0/0',
    'tile/entries/x001/000',
    'proof/none',
    'proof/018e2f4e-0000-7000-8000-000000000001',
  ])('has nothing at %s', async (rest) => {
    expect((await server.app.request(`/log/${MISSION}/${rest}`)).status).toBe(404)
  })

  test('gives a receipt that proves an entry to whoever is not online', async () => {
    const [{ id, leaf } = { id: '', leaf: '' }] = await server.db.run<{ id: string; leaf: string }>(
      {
        name: 'test-entry',
        text: `SELECT id, encode(leaf_hash, 'hex') AS leaf FROM register.entry WHERE seq = 41`,
      },
      [],
    )
    const receipt = parseReceipt(await textOf(server.app, `/log/${MISSION}/proof/${id}.tlog-proof`))
    if (receipt === null) throw new Error('No receipt.')
    const { index, proof, head } = receipt
    expect(isIncluded({ index, hash: Buffer.from(leaf, 'hex') }, proof, head)).toBe(true)
    const [first] = await keysOf(server)
    expect(first === undefined ? null : verdictOf(first.key, head.note)).toBe('signed')
  })

  test('is answered at a signed checkpoint, whole, and not at one that others signed', async () => {
    const { text, size, root, origin } = await checkpointOf(server)
    const ask = async (recordAt: string) =>
      server.app.request(
        `/api/v1/missions/${MISSION}/parties?recordAt=${encodeURIComponent(recordAt)}`,
      )
    const answer = await ask(text)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      recordAt: { seq: size, root: root.toString('hex') },
    })
    const foreign = signingKeyOf(origin, 'log', generateKeyPairSync('ed25519').privateKey)
    const forged = await ask(signCheckpoint({ origin, size, root }, [foreign]))
    expect([forged.status, await forged.text()]).toEqual([
      400,
      expect.stringContaining('ask.checkpoint'),
    ])
    expect((await ask(`${size}:${'0'.repeat(64)}`)).status).toBe(409)
  })
})

describeOnEngines('the key of a log', (open) => {
  let database: TestDatabase
  let folder: string
  let server: Server
  beforeAll(async () => {
    database = await open()
    folder = newFolder()
    server = await openServer(database, 'keys.example', folder)
    await server.append(3)
    await checkpointOf(server)
  })

  const signedBy = async () => {
    const { note } = await checkpointOf(server)
    return (await keysOf(server)).map(({ key }) => verdictOf(key, note))
  }

  test('changes by a time in which both sign', async () => {
    const context = server.publisher
    await rotateKey(context)
    await expect(rotateKey(context)).rejects.toMatchObject({ code: 'keys.in_transition' })
    expect(await signedBy()).toEqual(['signed', 'signed'])
    await server.append(1)
    expect(await signedBy()).toEqual(['signed', 'signed'])
    await retireKey(context, 'log-1.pem')
    await server.append(1)
    expect(await signedBy()).toEqual(['unsigned', 'signed'])
    expect((await keysOf(server)).map(({ ended }) => ended)).toEqual([
      { how: 'retired', size: 4, at: expect.stringMatching(/^2026-11-24T08/) },
      null,
    ])
    expect(fs.readdirSync(folder)).toEqual(['log-2.pem'])
    await expect(retireKey(context, 'log-2.pem')).rejects.toMatchObject({
      code: 'keys.not_retirable',
    })
  })

  test('that is missing is never replaced silently', async () => {
    fs.renameSync(path.join(folder, 'log-2.pem'), path.join(folder, 'away'))
    await server.append(1)
    expect((await server.app.request(`/log/${MISSION}/checkpoint`)).status).toBe(409)
    const again = openServer(database, 'keys.example', folder)
    await expect(again).rejects.toMatchObject({ code: 'log.key_missing' })
    expect(fs.readdirSync(folder)).toEqual(['away'])
  })

  test('that is lost is said to be lost, and the log keeps its name and its history', async () => {
    const before = await keysOf(server)
    await replaceLostKey(server.publisher)
    await expect(replaceLostKey(server.publisher)).rejects.toMatchObject({ code: 'keys.not_lost' })
    expect(await signedBy()).toEqual(['unsigned', 'unsigned', 'signed'])
    const after = await keysOf(server)
    expect(after.map(({ ended }) => ended?.how)).toEqual(['retired', 'lost', undefined])
    expect(after.map(({ key }) => key.name)).toEqual(Array(3).fill(before[0]?.key.name))
  })
})

describeOnEngines('a record that lost entries it had signed for', (open) => {
  test('gets no new checkpoint', async () => {
    const database = await open()
    const server = await openServer(database, 'gone.example')
    await server.append(5)
    const { size, root } = await checkpointOf(server)
    const forged = { name: 'test-forge', text: FORGED }
    await server.db.run(forged, [size + 1, root, '2026-11-24T09:00:00.000Z'])
    const answer = await server.app.request(`/log/${MISSION}/checkpoint`)
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining('log.inconsistent'),
    ])
  })
})

/** As if the record were a backup: it signed one entry more than it has. */
const FORGED = `INSERT INTO register.checkpoint SELECT mission_id, $1, $3, $2, note FROM register.checkpoint LIMIT 1`

describeOnEngines('two servers', (open) => {
  let a: Server
  let b: Server
  const listening: Listening[] = []
  beforeAll(async () => {
    ;[a, b] = [
      await openServer(await open(), 'a.example/log'),
      await openServer(await open(), 'b.example/log'),
    ]
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      await own.append(5)
      await checkpointOf(own)
      const [key] = await keysOf(own)
      if (key !== undefined) await witnessLog({ db: other.db, clock }, key.vkey)
      const served = await listen(other.app, 0)
      listening.push(served)
      const url = `http://127.0.0.1:${served.port}/witness`
      await trustWitness({ db: own.db, clock }, await witnessVkey(other), url)
    }
  })
  afterAll(async () => {
    for (const server of listening) await server.close()
  })

  const send = async (to: Server, old: number, proof: readonly Buffer[], checkpoint: string) =>
    to.app.request('/witness/add-checkpoint', {
      method: 'POST',
      body: `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${checkpoint}`,
    })

  test('witness each other as they grow, and serve what the other signed', async () => {
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      for (const grown of [0, 1, 300]) {
        if (grown > 0) await own.append(grown)
        const outcomes = await own.publisher.ask(MISSION)
        expect(outcomes).toMatchObject([{ outcome: 'cosigned', status: 200 }])
        const { note } = await checkpointOf(own)
        expect(verdictOf(keyOf(await witnessVkey(other)), note)).toBe('signed')
      }
    }
  })

  test('find each other again where one forgot what was cosigned', async () => {
    const post = postText
    await a.append(1)
    await a.publisher.checkpoint(MISSION)
    const amnesia = { ...a.db, run: forgetful(a.db) }
    expect(await askWitnesses({ db: amnesia, clock, post }, MISSION)).toMatchObject([
      { outcome: 'cosigned' },
    ])
  })

  describe('refuse with the codes of the specification:', () => {
    let text: string
    let size: number
    let log: ReturnType<typeof signingKeyOf>
    beforeAll(async () => {
      ;({ text, size } = await checkpointOf(a))
      const [file] = a.publisher.keys.folder.list('log')
      if (file === undefined) throw new Error('No key.')
      log = signingKeyOf(`a.example/log/${MISSION}`, 'log', file.key)
    })
    const signed = async (at: number, root?: Buffer) =>
      signCheckpoint(
        { origin: log.name, size: at, root: root ?? (await rootAt(a.db, MISSION, at)) },
        [log],
      )

    test('400 a body that is none, and an old size above the new', async () => {
      const answer = await b.app.request('/witness/add-checkpoint', { method: 'POST', body: 'old' })
      expect(answer.status).toBe(400)
      expect((await send(b, size + 1, [], text)).status).toBe(400)
      expect((await send(b, size, Array(64).fill(leafHash('x')), text)).status).toBe(400)
    })

    test('403 a checkpoint that the log did not sign', async () => {
      const foreign = signingKeyOf(log.name, 'log', generateKeyPairSync('ed25519').privateKey)
      const root = await rootAt(a.db, MISSION, size)
      const forged = signCheckpoint({ origin: log.name, size, root }, [foreign])
      expect((await send(b, size, [], forged)).status).toBe(403)
      expect((await send(b, size, [], text.replace(`\n${size}\n`, `\n${size + 1}\n`))).status).toBe(
        403,
      )
    })

    test('404 a log that it does not follow', async () => {
      expect((await send(a, 0, [], text)).status).toBe(404)
    })

    test('409 a log that was rolled back, saying what it cosigned', async () => {
      for (const old of [0, 5]) {
        const answer = await send(b, old, [], await signed(5))
        expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
          409,
          'text/x.tlog.size',
          `${size}\n`,
        ])
      }
    })

    test('409 a log that was forked at the size that it cosigned', async () => {
      expect((await send(b, size, [], await signed(size, leafHash('fork')))).status).toBe(409)
    })

    test('422 a log that was forked since, with whatever proof', async () => {
      const fork = await signed(size + 1, leafHash('fork'))
      for (const proof of [[], [leafHash('a')], [leafHash('a'), leafHash('b')]]) {
        expect((await send(b, size, proof, fork)).status).toBe(422)
      }
    })

    test('and of two at once it moves on with one', async () => {
      await a.append(2)
      const { size: next } = await checkpointOf(a)
      const answers = await Promise.all([
        send(b, size, await proofOf(a, size, next), await signed(next)),
        send(b, size, await proofOf(a, size, next - 1), await signed(next - 1)),
      ])
      expect(answers.map(({ status }) => status).sort((one, two) => one - two)).toEqual([200, 409])
    })
  })
})

async function proofOf(server: Server, old: number, size: number): Promise<readonly Buffer[]> {
  const proof = await proveConsistency(server.db, MISSION, { old, size })
  const [before, tree] = [
    { size: old, root: await rootAt(server.db, MISSION, old) },
    { size, root: await rootAt(server.db, MISSION, size) },
  ]
  expect(isConsistent(before, proof, tree)).toBe(true)
  return proof
}

/** A database that does not know what was cosigned, as after a backup was brought back. */
function forgetful(db: Db): Db['run'] {
  return async (statement, values) =>
    statement.name === 'register-log-last-cosigned' ? [] : db.run(statement, values)
}
