import path from 'node:path'

import { expect, test } from 'vitest'

import { readConfig } from './config.ts'

test('without any variable the record is in ./data and served on port 8080', () => {
  expect(readConfig({})).toEqual({
    place: { kind: 'folder', dataFolder: path.resolve('data') },
    port: 8080,
    keysFolder: path.resolve('data', 'keys'),
    origin: null,
  })
})

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', ROLLCALL_DATA: '' })).toEqual(readConfig({}))
})

test('the folder, the port and the server are taken from the environment', () => {
  expect(readConfig({ ROLLCALL_DATA: '/srv/rollcall', PORT: '9000' })).toEqual({
    place: { kind: 'folder', dataFolder: '/srv/rollcall' },
    port: 9000,
    keysFolder: '/srv/rollcall/keys',
    origin: null,
  })
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

test('a wrong server address is refused without repeating its password', () => {
  const wrong = () => readConfig({ DATABASE_URL: 'mysql://user:secret@db.example/rollcall' })
  expect(wrong).toThrow('DATABASE_URL is not the address of a PostgreSQL server')
  expect(wrong).not.toThrow('secret')
})
