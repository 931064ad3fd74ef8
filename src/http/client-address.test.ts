import { Hono } from 'hono'
import { expect, test } from 'vitest'

import { clientAddressOf } from './client-address.ts'

const ADDRESS = 'https://record.example.org'

/** The one thing that is asked of a site here. */
const siteUnder = (publicAddress: string | null) => ({
  auth: { settings: { publicAddress } },
})

/** What the server takes for the sender of a request that came from a peer with these headers. */
async function seen(
  address: string | null,
  peer: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const app = new Hono()
  app.get('/', (request) => request.text(clientAddressOf(siteUnder(address), request)))
  const socket = { remoteAddress: peer, remotePort: 5000, remoteFamily: 'IPv4' }
  return (await app.request('/', { headers }, { incoming: { socket } })).text()
}

test('behind the proxy of this machine the sender is the last that the proxy names', async () => {
  const headers = { 'x-forwarded-for': '10.0.0.1, 198.51.100.7' }
  expect(await seen(ADDRESS, '127.0.0.1', headers)).toBe('198.51.100.7')
  expect(await seen(ADDRESS, '::ffff:127.0.0.1', headers)).toBe('198.51.100.7')
  expect(await seen(ADDRESS, '::1', { 'x-forwarded-for': '2001:db8::7' })).toBe('2001:db8::7')
})

test('without a public address there is no proxy, so nobody is believed', async () => {
  expect(await seen(null, '127.0.0.1', { 'x-forwarded-for': '198.51.100.7' })).toBe('127.0.0.1')
})

test('a sender on another machine is not believed about itself', async () => {
  expect(await seen(ADDRESS, '203.0.113.9', { 'x-forwarded-for': '198.51.100.7' })).toBe(
    '203.0.113.9',
  )
})

test('what is no address is not taken for one', async () => {
  expect(await seen(ADDRESS, '127.0.0.1', { 'x-forwarded-for': 'somebody' })).toBe('127.0.0.1')
  expect(await seen(ADDRESS, '127.0.0.1')).toBe('127.0.0.1')
})
