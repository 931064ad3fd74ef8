import path from 'node:path'

import { expect, test } from 'vitest'

import { readConfig } from './config.ts'

test('without any variable the record is in ./data, served on port 8080, and positions wait three days', () => {
  expect(readConfig({})).toEqual({
    place: { kind: 'folder', dataFolder: path.resolve('data') },
    port: 8080,
    positionDelayHours: 72,
    keysFolder: path.resolve('data', 'keys'),
    origin: null,
    auth: { publicAddress: null, idleMinutes: 30, sessionHours: 12, oidc: null },
    metricsPort: null,
    log: 'info',
    securityContact: null,
    notices: { mail: null, networks: [] },
  })
})

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', ROLLCALL_DATA: '' })).toEqual(readConfig({}))
})

test('the folder, the port, the server and the delay are taken from the environment', () => {
  const environment = {
    ROLLCALL_DATA: '/srv/rollcall',
    PORT: '9000',
    ROLLCALL_POSITION_DELAY_HOURS: '24',
  }
  expect(readConfig(environment)).toMatchObject({
    place: { kind: 'folder', dataFolder: '/srv/rollcall' },
    port: 9000,
    positionDelayHours: 24,
    keysFolder: '/srv/rollcall/keys',
    origin: null,
  })
  expect(readConfig({ ROLLCALL_KEYS: '/etc/rollcall' }).keysFolder).toBe('/etc/rollcall')
  const databaseUrl = 'postgresql://user:secret@db.example:5432/rollcall'
  expect(readConfig({ DATABASE_URL: databaseUrl }).place).toEqual({ kind: 'server', databaseUrl })
})

test('the keys lie where they are told to, under the name that is given', () => {
  expect(
    readConfig({ ROLLCALL_KEYS: '/srv/keys', ROLLCALL_ORIGIN: 'rollcall.example/log' }),
  ).toMatchObject({ keysFolder: '/srv/keys', origin: 'rollcall.example/log' })
  expect(() => readConfig({ ROLLCALL_ORIGIN: 'https://rollcall.example/' })).toThrow(
    'without scheme and without a slash',
  )
})

test.each(['eighty', '-1', '65536', '80.5', '0x50 '])(
  'the port "%s" is refused by name',
  (text) => {
    expect(() => readConfig({ PORT: text })).toThrow(`PORT is "${text}", which is not a port`)
  },
)

test.each(['three days', '-1', '1.5', '100000'])(
  'the delay "%s" is refused by name: positions never go out by a slip of the pen',
  (text) => {
    expect(() => readConfig({ ROLLCALL_POSITION_DELAY_HOURS: text })).toThrow(
      `ROLLCALL_POSITION_DELAY_HOURS is "${text}", which is no number of hours`,
    )
  },
)

test('a wrong server address is refused without repeating its password', () => {
  const wrong = () => readConfig({ DATABASE_URL: 'mysql://user:secret@db.example/rollcall' })
  expect(wrong).toThrow('DATABASE_URL is not the address of a PostgreSQL server')
  expect(wrong).not.toThrow('secret')
})

test('secrets of sign-in travel over https or stay on this machine', () => {
  const oidc = (issuer: string) => ({
    ROLLCALL_OIDC_ISSUER: issuer,
    ROLLCALL_OIDC_CLIENT_ID: 'rollcall',
    ROLLCALL_OIDC_CLIENT_SECRET: 'hush',
  })
  expect(readConfig({ ROLLCALL_ADDRESS: 'https://record.example/' }).auth.publicAddress).toBe(
    'https://record.example',
  )
  expect(readConfig(oidc('http://127.0.0.1:4000')).auth.oidc?.issuer).toBe('http://127.0.0.1:4000')
  for (const wrong of [
    { ROLLCALL_ADDRESS: 'http://record.example' },
    { ROLLCALL_ADDRESS: 'https://record.example/deep' },
    { ROLLCALL_ADDRESS: 'record.example' },
    { ROLLCALL_IDLE_MINUTES: '0' },
    oidc('http://login.example'),
    { ROLLCALL_OIDC_ISSUER: 'https://login.example' },
  ]) {
    expect(() => readConfig(wrong)).toThrow(/ROLLCALL_/)
    expect(() => readConfig(wrong)).not.toThrow('hush')
  }
})

test('the counts of the process are kept only where a port for them is named', () => {
  expect(readConfig({ ROLLCALL_METRICS_PORT: '9090' }).metricsPort).toBe(9090)
  expect(() => readConfig({ ROLLCALL_METRICS_PORT: 'yes' })).toThrow(
    'ROLLCALL_METRICS_PORT is "yes", which is not a port',
  )
})

test.each([
  ['https://record.example.org', 'https://record.example.org'],
  ['https://Record.Example.org:8443/', 'https://record.example.org:8443'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('the public address %s is read as %s', (text, address) => {
  expect(readConfig({ ROLLCALL_ADDRESS: text }).auth.publicAddress).toBe(address)
})

test.each([
  'record.example.org',
  'http://record.example.org',
  'https://record.example.org/path',
  'https://user@record.example.org',
  'https://record.example.org/?q',
  'ftp://record.example.org',
])('the public address "%s" is refused', (text) => {
  expect(() => readConfig({ ROLLCALL_ADDRESS: text })).toThrow('ROLLCALL_ADDRESS is')
})

test('the log writes from the level on that is named', () => {
  expect(readConfig({ ROLLCALL_LOG: 'error' }).log).toBe('error')
  expect(() => readConfig({ ROLLCALL_LOG: 'loud' })).toThrow('info, warning, error, off')
})
test('whom to tell of a weakness is an address that can be followed, or nobody', () => {
  const contact = 'mailto:security@example.org'
  expect(readConfig({ SECURITY_CONTACT: contact }).securityContact).toBe(contact)
  for (const wrong of ['security@example.org', 'javascript:alert(1)', 'https://a b']) {
    expect(() => readConfig({ SECURITY_CONTACT: wrong })).toThrow('SECURITY_CONTACT is no way')
  }
})
