import { afterAll, beforeAll, expect, test } from 'vitest'

import { type ServedRecord, serveExample } from './served-record.ts'

// What the log of a whole server keeps of those who ask it: nothing.

const NAME = 'Jean-Baptiste Aristide-Dupont'
const TOKEN = 'rollcall_0123456789abcdef'
const BODY = 'she saw it with her own eyes'
const CLIENT = '198.51.100.77'

const START = '/m/mss-haiti'
const ADDRESSES = [
  START,
  `${START}/search`,
  `${START}/forces/pledges`,
  `${START}/subjects/ceiling-uniformed`,
  `${START}/claims/${encodeURIComponent(NAME)}`,
  `${START}/subjects/${encodeURIComponent(NAME)}`,
  `/m/${encodeURIComponent(NAME)}`,
  `/${encodeURIComponent(NAME)}`,
  '/api/v1/missions/mss-haiti/claims',
  `/api/v1/missions/mss-haiti/claims/${encodeURIComponent(NAME)}`,
  '/health',
  '/ready',
]

let served: ServedRecord
beforeAll(async () => {
  served = await serveExample()
})
afterAll(async () => served.stop())

test('no line of the log holds an address, a name, a question, a body or a token', async () => {
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    cookie: `session=${TOKEN}`,
    'x-forwarded-for': CLIENT,
    'x-request-id': TOKEN,
    'user-agent': NAME,
    referer: `${served.origin}/?q=${encodeURIComponent(NAME)}`,
  }
  const questions = new URLSearchParams({ q: NAME, knownAt: NAME, cursor: TOKEN }).toString()
  for (const address of ADDRESSES) {
    await fetch(`${served.origin}${address}`, { headers })
    await fetch(`${served.origin}${address}?${questions}`, { headers })
    await fetch(`${served.origin}${address}`, { headers, method: 'POST', body: BODY })
  }
  await fetch(`${served.origin}${START}/subjects/new`, {
    method: 'POST',
    headers: { ...headers, origin: served.origin },
    body: new URLSearchParams({ title: BODY, subject: NAME }),
  })
  const lines = served.logged().split('\n').filter(Boolean)
  expect(lines.length).toBeGreaterThan(ADDRESSES.length * 2)
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
  const log = served.logged()
  for (const kept of [NAME, encodeURIComponent(NAME), 'Dupont', TOKEN, BODY, CLIENT, 'mss-haiti']) {
    expect(log).not.toContain(kept)
  }
  expect(log).not.toMatch(/\b\d{1,3}(\.\d{1,3}){3}\b/)
})

test('the log tells when the server started', () => {
  expect(served.logged()).toContain('"event":"server.started"')
})
