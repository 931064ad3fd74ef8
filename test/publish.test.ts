import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'

import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { type Db, fixedClock } from '#platform'

import { cliOn, NOW } from './cli-runner.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { smallMission, writeFolder } from './mission-folder.ts'

const AT = ['--valid-on', '2024-03-08', '--known-at', '2024-03-08']
/** Copies lie in a folder of a site, as on most web servers. */
const BELOW = '/archive/rollcall/'

const opened: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const close of opened.toReversed()) await close()
})

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-copy-'))
  opened.push(() => fs.rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'site')
}

async function openedOn(folder: string, engine: Db['engine']): Promise<TestDatabase> {
  const database = await testDatabase(engine)
  opened.push(async () => database.drop())
  await cliOn(database.db, fixedClock(NOW))('load', folder)
  return database
}

/** A web server that knows nothing but files. */
async function serveFiles(folder: string): Promise<string> {
  const server = http.createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = path.join(folder, wanted.slice(BELOW.length))
    const isHeld = wanted.startsWith(BELOW) && fs.existsSync(file) && fs.statSync(file).isFile()
    response.writeHead(isHeld ? 200 : 404).end(isHeld ? fs.readFileSync(file) : 'no')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  opened.push(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}${BELOW}`
}

/** Follows every link from the front page; answers what is wrong and what was seen. */
async function walk(start: string): Promise<{ faults: string[]; seen: ReadonlySet<string> }> {
  const faults: string[] = []
  const seen = new Set([`${start}index.html`])
  for (const page of seen) {
    const answer = await fetch(page)
    if (answer.status !== 200) faults.push(`${page} answers ${answer.status}`)
    if (!/\.(?:html|atom|css)$/.test(page)) {
      await answer.body?.cancel()
      continue
    }
    const text = await answer.text()
    if (page.endsWith('.html')) faults.push(...deadControls(page, text))
    for (const link of linksIn(text)) {
      const to = new URL(link, page)
      to.hash = ''
      if (/^(?:\/|[a-z]+:)/.test(link)) faults.push(...outside(page, link, text))
      else if (to.href.startsWith(start)) seen.add(to.href)
      else faults.push(`${page} leads out of the copy: ${link}`)
    }
  }
  return { faults, seen }
}

function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/(?: href| src)="([^"#]+)|url\(([^)]+)\)/g)].map(([, href, url]) =>
    (href ?? url ?? '').replaceAll('&amp;', '&'),
  )
}

/** Only a document's own address, on the document's page, leads to another site. */
function outside(page: string, link: string, text: string): readonly string[] {
  const isSource = /^https?:/.test(link) && page.includes('/documents/')
  return isSource && text.includes('rel="noreferrer"') ? [] : [`${page} leads outside: ${link}`]
}

function deadControls(page: string, html: string): readonly string[] {
  const { document } = parseHTML(html)
  const dead = document.querySelectorAll('form, input, select, textarea, script')
  return dead.length === 0 ? [] : [`${page} has ${dead.length} controls that do nothing`]
}

/** The hash of everything in a folder, names and bytes. */
function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of filesIn(folder)) {
    hash.update(`${file}\n`).update(fs.readFileSync(path.join(folder, file)))
  }
  return hash.digest('hex')
}

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .toSorted((a, b) => (a < b ? -1 : 1))
}

test(
  'the example mission is copied to files that lead nowhere wrong from a folder of any web server',
  { timeout: 600_000 },
  async () => {
    // Some thousand pages: the server is several times faster than PGlite, which the small copies ask.
    const engine = inject('templates').server === null ? 'pglite' : 'postgresql'
    const { db } = await openedOn(path.resolve('missions/mss-haiti'), engine)
    const site = newFolder()
    const ran = await cliOn(db)('publish', site, ...AT, '--lang', 'en')
    expect(ran).toMatchObject({ code: 0, err: '' })
    const { faults, seen } = await walk(await serveFiles(site))
    expect(faults).toEqual([])
    const pages = [...seen]
    expect(pages.filter((page) => page.includes('/subjects/')).length).toBeGreaterThan(300)
    expect(pages.filter((page) => page.includes('/claims/')).length).toBeGreaterThan(20)
    expect(pages.some((page) => page.endsWith('/download/record.tar'))).toBe(true)
    // What was written and cannot be reached would be dead weight: only archives of parties and subjects.
    const reached = new Set(pages.map((page) => new URL(page).pathname.slice(BELOW.length)))
    const lost = filesIn(site).filter((file) => !reached.has(file))
    expect(lost).toEqual(['SHA256SUMS', 'manifest.json'])
  },
)

describe('a small copy in both languages', () => {
  let publish: (...argv: readonly string[]) => Promise<string>
  let ask: ReturnType<typeof cliOn>
  let site: string

  beforeAll(async () => {
    const folder = writeFolder(smallMission(), 'mss-small', 'public')
    opened.push(() => fs.rmSync(folder, { recursive: true, force: true }))
    const { db } = await openedOn(folder, 'pglite')
    ask = cliOn(db, fixedClock('2026-11-22T10:00:00.000Z'))
    publish = async (...argv) => {
      const { code, out, err } = await ask('publish', ...argv)
      if (code !== 0) throw new Error(`Publishing ended with ${code}: ${err}`)
      return out
    }
    site = newFolder()
    await publish(site, ...AT)
  })

  test('every page is there in both, each leading to the other', async () => {
    const { faults, seen } = await walk(await serveFiles(site))
    expect(faults).toEqual([])
    const inTongue = (language: string) =>
      [...seen].filter((page) => page.includes(`/${language}/`)).length
    expect(inTongue('en')).toBeGreaterThan(15)
    expect(Math.abs(inTongue('en') - inTongue('fr'))).toBeLessThanOrEqual(1)
    const french = fs.readFileSync(path.join(site, 'fr/m/mss-small/index.html'), 'utf8')
    expect(french).toContain('Ceci est une copie du registre')
  })

  test('the same record at the same dates gives the same bytes, on another day and in another folder', async () => {
    const again = newFolder()
    await publish(again, ...AT)
    expect(hashOf(again)).toBe(hashOf(site))
  })

  test('a second run writes only what differs and removes what is gone, and nothing else', async () => {
    const own = path.join(site, 'CNAME')
    fs.writeFileSync(own, 'record.example.org')
    fs.writeFileSync(path.join(site, 'index.html'), 'half a pa')
    expect(await publish(site, ...AT)).toContain(' 1 written, 0 removed')
    const out = await publish(site, ...AT, '--lang', 'en')
    expect(out).not.toContain(' 0 removed')
    expect(fs.existsSync(path.join(site, 'fr'))).toBe(false)
    expect(fs.readFileSync(own, 'utf8')).toBe('record.example.org')
    fs.rmSync(own)
    await publish(site, ...AT)
  })

  test('a run that was interrupted is gone on with, and leaves nothing of its own', async () => {
    const broken = newFolder()
    await publish(broken, ...AT)
    fs.rmSync(path.join(broken, 'manifest.json'))
    fs.writeFileSync(path.join(broken, '.publishing'), 'en/old/index.html\n../../beside\n')
    fs.mkdirSync(path.join(broken, 'en/old'))
    fs.writeFileSync(path.join(broken, 'en/old/index.html.part'), 'half')
    const beside = path.resolve(broken, '../../beside')
    await publish(broken, ...AT)
    expect(fs.existsSync(beside)).toBe(false)
    expect(hashOf(broken)).toBe(hashOf(site))
  })

  test('the sums are right, and the manifest lists every other file', () => {
    const manifest = fs.readFileSync(path.join(site, 'manifest.json'), 'utf8')
    const sums = fs.readFileSync(path.join(site, 'SHA256SUMS'), 'utf8').trim().split('\n')
    for (const line of sums) {
      const [sum = '', name = ''] = line.split('  ')
      const bytes = fs.readFileSync(path.join(site, name))
      expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, sum])
    }
    const listed = sums.filter((line) => !line.endsWith('  manifest.json'))
    expect(listed.filter((line) => !manifest.includes(line.slice(0, 64)))).toEqual([])
    expect(listed).toHaveLength(filesIn(site).length - 2)
  })

  test('where the live record is can be said, and then every page says it', async () => {
    const named = newFolder()
    await publish(named, ...AT, '--lang', 'en', '--live', 'https://record.example.org/')
    const page = fs.readFileSync(path.join(named, 'index.html'), 'utf8')
    expect(page).toContain('<a rel="external" href="https://record.example.org/">')
  })

  test('a folder with anything else in it is left alone, and a wrong language or address is told', async () => {
    const taken = newFolder()
    fs.mkdirSync(taken)
    fs.writeFileSync(path.join(taken, 'thesis.txt'), 'mine')
    expect((await ask('publish', taken)).err).toContain('publish.folder_taken')
    expect(fs.readdirSync(taken)).toEqual(['thesis.txt'])
    expect((await ask('publish', newFolder(), '--lang', 'en,tlh')).code).toBe(2)
    expect((await ask('publish', newFolder(), '--live', 'javascript:1')).code).toBe(2)
  })

  test('a download by command is the bytes that the web sends, as folder and as archive', async () => {
    const folder = newFolder()
    const archive = `${newFolder()}.tar`
    expect((await ask('download', 'mss-small', folder, ...AT)).code).toBe(0)
    expect((await ask('download', 'mss-small', archive, ...AT)).code).toBe(0)
    const copied = path.join(site, 'files/m/mss-small/download')
    expect(fs.readFileSync(archive)).toEqual(fs.readFileSync(path.join(copied, 'record.tar')))
    for (const file of filesIn(folder)) {
      const bytes = fs.readFileSync(path.join(folder, file))
      expect([file, bytes.equals(fs.readFileSync(path.join(copied, file)))]).toEqual([file, true])
    }
    expect((await ask('download', 'mss-small', folder)).err).toContain('download.exists')
    expect((await ask('download', 'mss-none', `${folder}2`)).code).toBe(1)
  })
})

describe('what is kept within', () => {
  test('a mission of which nothing is public is named in no copy, and cannot be downloaded', async () => {
    const [open, kept] = [
      writeFolder(smallMission(), 'mss-small', 'public'),
      writeFolder(smallMission(), 'mss-kept'),
    ]
    opened.push(() => [open, kept].forEach((folder) => fs.rmSync(folder, { recursive: true })))
    const { db } = await openedOn(kept, 'pglite')
    const ask = cliOn(db, fixedClock(NOW))
    expect((await ask('publish', newFolder(), ...AT)).err).toContain('publish.nothing_public')
    expect((await ask('download', 'mss-kept', newFolder(), ...AT)).err).toContain(
      'download.nothing_public',
    )
    await ask('load', open)
    const site = newFolder()
    expect(await ask('publish', site, ...AT)).toMatchObject({ code: 0 })
    const texts = filesIn(site).map((file) => fs.readFileSync(path.join(site, file), 'utf8'))
    expect(texts.filter((text) => text.includes('mss-small'))).not.toEqual([])
    expect(texts.filter((text) => text.includes('mss-kept'))).toEqual([])
    expect(fs.existsSync(path.join(site, 'verify/rollcall-verify.mjs'))).toBe(true)
  })
})
