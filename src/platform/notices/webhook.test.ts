import { createServer, type IncomingHttpHeaders } from 'node:http'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { isNetwork, reachOf } from './networks.ts'
import { checkHookAddress, HookFault, newHookSecret, openHooks, signatureOf } from './webhook.ts'

const LOOPBACK = reachOf(['127.0.0.0/8'])
const taken: { headers: IncomingHttpHeaders; body: string }[] = []
let status = 204
const server = createServer((request, answer) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    taken.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    answer.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end()
  })
})
let port = 0

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const hook = (url: string) => ({
  url,
  id: '018e2f4e-0000-7000-8000-000000000001',
  body: '{"total":1}\n',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  timestamp: 1_614_265_330,
})
const codeOf = async (sending: Promise<void>) => {
  const error: unknown = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof HookFault ? error.code : error
}

test('the signature is that of the example of Standard Webhooks', () => {
  const example = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  }
  expect(signatureOf(example)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  expect(newHookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
})

test.each([
  '10.0.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  'no address',
])('%s is out of reach', (address) => {
  expect(reachOf([])(address)).toBe(false)
})

test('the public internet is in reach, and a network that an operator adds', () => {
  expect(reachOf([])('93.184.216.34')).toBe(true)
  expect(reachOf([])('2606:2800:220:1:248:1893:25c8:1946')).toBe(true)
  expect(reachOf(['10.1.0.0/16'])('10.1.2.3')).toBe(true)
  expect(reachOf(['10.1.0.0/16'])('10.2.2.3')).toBe(false)
  expect([isNetwork('10.1.0.0/16'), isNetwork('fd00::/8'), isNetwork('10.1.0.0/33')]).toEqual([
    true,
    true,
    false,
  ])
})

test.each([
  'http://example.org/hook',
  'http://127.evil.example/hook',
  'https://user:word@example.org/hook',
  'ftp://example.org',
  'https://10.0.0.1/hook',
  'https://[::1]/hook',
  'https://0x7f000001/hook',
  'nowhere',
])('nothing may be posted to %s', (address) => {
  expect(() => checkHookAddress(address, reachOf([]))).toThrow(/Write an https|may not reach/)
})

test('a webhook is told once, signed, under its id', async () => {
  await openHooks(LOOPBACK)(hook(`http://127.0.0.1:${port}/hook`))
  const [last] = taken.slice(-1)
  expect(last?.body).toBe('{"total":1}\n')
  expect(last?.headers).toMatchObject({
    'webhook-id': '018e2f4e-0000-7000-8000-000000000001',
    'webhook-timestamp': '1614265330',
    'webhook-signature': signatureOf(hook('')),
    'content-type': 'application/json; charset=utf-8',
  })
})

test('a redirect is not followed, and an error is one', async () => {
  status = 307
  expect(await codeOf(openHooks(LOOPBACK)(hook(`http://127.0.0.1:${port}/hook`)))).toBe('http_307')
  status = 500
  expect(await codeOf(openHooks(LOOPBACK)(hook(`http://127.0.0.1:${port}/hook`)))).toBe('http_500')
  status = 204
})

test('a name that stands for a machine out of reach is not connected to, whatever else it stands for', async () => {
  const before = taken.length
  const resolve = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  const sending = openHooks(reachOf([]), resolve)(hook(`https://rebinding.example:${port}/`))
  expect(await codeOf(sending)).toBe('out_of_reach')
  expect(taken).toHaveLength(before)
})

test('a machine that nobody listens on is a failure with a code', async () => {
  expect(await codeOf(openHooks(LOOPBACK)(hook('http://127.0.0.1:1/')))).toBe('ECONNREFUSED')
})
