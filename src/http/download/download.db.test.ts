import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

import type { Hono } from 'hono'
import { extract } from 'tar-stream'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { desks } from '#desks'
import { canonicalJson, newId } from '#kit'
import { fixedClock } from '#platform'
import type { Appender } from '#register'
import { openReaders } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aRelation, aSubject, MISSION, openRecord, OPEN } from '../../../test/drafts.ts'
import { signedInAs } from '../../../test/people.ts'
import { unfootnotedNumbers } from '../../ui/unfootnoted-numbers.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'

const ROOT = `/m/${MISSION}/download`
const BY = { mission: MISSION, actor: 'secret-typist' }
const ASKING = 'validOn=2024-05-01&knownAt=2024-05-01&recordAt=605'
const PAGE = '<!doctype html><script>alert(1)</script>'

const manifestShape = z.object({
  mission: z.string(),
  asking: z.object({ validOn: z.string(), recordAt: z.object({ seq: z.int() }) }),
  root: z.string().nullable(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
})

describeOnEngines('downloads', (open) => {
  let app: Hono
  let appender: Appender
  const [kept, taken] = [aClaim(), aClaim({ subject: 'pledge-tcd', note: '=1+1' })]

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    appender = await openRecord(db, clock)
    const text = { extractor: 'test/1', content: 'Benin promised 2,000.' }
    await appender.append(BY, [
      aSubject('pledge-ben'),
      aSubject('pledge-tcd'),
      {
        type: 'document',
        handling: OPEN,
        id: newId(),
        title: 'A page',
        publisher: 'Somebody',
        address: null,
        published: '2024-02-26',
        language: 'en',
        mediaType: 'text/html',
        sha256: sha256(PAGE),
        bytes: Buffer.from(PAGE),
        text,
        textSha256: sha256(text.content),
      },
      kept,
      taken,
    ])
    const subjects = Array.from({ length: 300 }, (_, place) => `pledge-${place}`)
    await appender.append(
      BY,
      subjects.flatMap((subject) => [aSubject(subject), aClaim({ subject })]),
    )
    await appender.append(BY, [aRelation(taken.id)])
    app = createApp(
      openSite({
        readers: openReaders(db),
        auth: signedInAs(null, { db, clock }),
        clock,
        appender,
        desks,
        log: () => undefined,
      }),
    )
  })

  const bytesOf = async (address: string, headers: Record<string, string> = {}) => {
    const answer = await app.request(address, { headers })
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const readManifest = async () => {
    const { bytes } = await bytesOf(`${ROOT}/manifest.json?${ASKING}`)
    return manifestShape.parse(JSON.parse(bytes.toString()))
  }

  test('every file that the manifest lists has the size and hash it says', async () => {
    const { files, asking, root } = await readManifest()
    expect(asking).toMatchObject({ validOn: '2024-05-01', recordAt: { seq: 605 } })
    const { bytes: stated } = await bytesOf(`/api/v1/missions/${MISSION}/claims?limit=1&${ASKING}`)
    expect(root).toMatch(/^[0-9a-f]{64}$/)
    expect(root).toBe(JSON.parse(stated.toString()).recordAt.root)
    expect(files.length).toBeGreaterThan(10)
    for (const { name, bytes: size, sha256: hash } of files) {
      const { answer, bytes } = await bytesOf(`${ROOT}/${name}?${ASKING}`)
      expect([name, answer.status, bytes.length, sha256(bytes)]).toEqual([name, 200, size, hash])
    }
  })

  test('the archive holds the same files in the same order, each dated by the state of the record', async () => {
    const { answer, bytes } = await bytesOf(`${ROOT}/record.tar?${ASKING}`)
    expect(answer.headers.get('content-length')).toBe(String(bytes.length))
    const { files } = await readManifest()
    const packed: { name: string; sha256: string; header: object }[] = []
    const reading = Readable.from([bytes]).pipe(extract())
    for await (const entry of reading) {
      const parts: Buffer[] = []
      for await (const part of entry) {
        if (part instanceof Uint8Array) parts.push(Buffer.from(part))
      }
      const { name, mtime, uid, gid, mode } = entry.header
      const header = { mtime: mtime.toISOString(), uid, gid, mode }
      packed.push({ name, sha256: sha256(Buffer.concat(parts)), header })
    }
    const folder = `${MISSION}-605/`
    expect(packed.slice(0, files.length).map(({ name }) => name)).toEqual(
      files.map(({ name }) => `${folder}${name}`),
    )
    expect(packed.slice(files.length).map(({ name }) => name)).toEqual([
      `${folder}manifest.json`,
      `${folder}SHA256SUMS`,
    ])
    for (const [place, { sha256: hash }] of files.entries()) {
      expect(packed[place]?.sha256).toBe(hash)
    }
    const header = { mtime: '2026-11-21T08:00:00.000Z', uid: 0, gid: 0, mode: 0o644 }
    expect(packed.every((one) => canonicalJson(one.header) === canonicalJson(header))).toBe(true)
  })

  test('every entry is a line, in order, with its leaf and without whoever typed it in', async () => {
    const { bytes } = await bytesOf(`${ROOT}/entries.ndjson?${ASKING}`)
    const lines = bytes.toString().trimEnd().split('\n')
    const entries = lines.map((line) =>
      z.object({ seq: z.int(), leafHash: z.string().length(64) }).parse(JSON.parse(line)),
    )
    expect(entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 605 }, (_, place) => place + 1),
    )
    expect(bytes.toString()).not.toContain('secret-typist')
  })

  test('claims.csv keeps what no longer stands, standing.csv does not', async () => {
    const claims = (await bytesOf(`${ROOT}/claims.csv`)).bytes.toString()
    const standing = (await bytesOf(`${ROOT}/standing.csv`)).bytes.toString()
    expect(claims.trimEnd().split('\r\n')).toHaveLength(303)
    expect(standing.trimEnd().split('\r\n')).toHaveLength(302)
    expect(claims).toContain(taken.id)
    expect(claims).toContain("'=1+1")
    expect(standing).not.toContain(taken.id)
    expect(standing).toContain(kept.id)
  })

  test('accounts are the bytes that the API sends', async () => {
    for (const format of ['json', 'csv']) {
      const account = await bytesOf(`${ROOT}/accounts/forces/pledges.${format}?${ASKING}`)
      const api = `/api/v1/missions/${MISSION}/accounts/forces/pledges?${ASKING}&format=${format}`
      expect(account.bytes).toEqual((await bytesOf(api)).bytes)
    }
  })

  test('a document of somebody else’s is given out and never run', async () => {
    const { answer, bytes } = await bytesOf(`${ROOT}/blobs/${sha256(PAGE)}?${ASKING}`)
    expect(bytes.toString()).toBe(PAGE)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
  })

  test('what is added later leaves an earlier state’s archive the same bytes', async () => {
    const before = await bytesOf(`${ROOT}/record.tar?${ASKING}`)
    await appender.append(BY, [aSubject('pledge-late'), aClaim({ subject: 'pledge-late' })])
    const after = await bytesOf(`${ROOT}/record.tar?${ASKING}`)
    expect(sha256(after.bytes)).toBe(sha256(before.bytes))
    const now = await bytesOf(`${ROOT}/record.tar?validOn=2024-05-01&knownAt=2024-05-01`)
    expect(sha256(now.bytes)).not.toBe(sha256(before.bytes))
  })

  test('a broken download goes on where it stopped', async () => {
    const address = `${ROOT}/record.tar?${ASKING}`
    const whole = await bytesOf(address)
    const etag = whole.answer.headers.get('etag') ?? ''
    const rest = await bytesOf(address, { range: 'bytes=100000-', 'if-range': etag })
    expect(rest.answer.status).toBe(206)
    expect(rest.bytes.equals(whole.bytes.subarray(100_000))).toBe(true)
    const size = whole.bytes.length
    expect(rest.answer.headers.get('content-range')).toBe(`bytes 100000-${size - 1}/${size}`)
    const other = await bytesOf(address, { range: 'bytes=100000-', 'if-range': '"other"' })
    expect(other.answer.status).toBe(200)
    expect((await bytesOf(address, { range: `bytes=${size}-` })).answer.status).toBe(416)
    expect((await bytesOf(address, { 'if-none-match': etag })).answer.status).toBe(304)
  })

  test('the page lists every file with its hash, in both languages, and every link answers', async () => {
    for (const language of ['en', 'fr']) {
      const answer = await app.request(`${ROOT}?${ASKING}&lang=${language}`)
      const html = await answer.text()
      expect(unfootnotedNumbers(html)).toEqual([])
      const links = [...html.matchAll(/href="(\/m\/[^"]+\/download\/[^"]+)"/g)]
      expect(links.length).toBeGreaterThan(10)
      for (const [, link = ''] of links) {
        const address = link.replaceAll('&amp;', '&')
        expect([address, (await bytesOf(address)).answer.status]).toEqual([address, 200])
      }
    }
  })

  test('a file that is not there is refused with a sentence', async () => {
    const { answer } = await bytesOf(`${ROOT}/../../etc/passwd`)
    expect(answer.status).toBe(404)
    expect((await bytesOf(`${ROOT}/blobs/${'0'.repeat(64)}`)).answer.status).toBe(404)
  })
})

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
