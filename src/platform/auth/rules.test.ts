import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { describe, expect, test } from 'vitest'

import type { Grant, Role } from '#kit'

import { grantsThatCount, narrowedTo } from './actor.ts'
import { browserName } from './browser-name.ts'
import { cookieIn, cookieName } from './cookies.ts'
import { readAccountKeys } from './keys.ts'
import { formTokenOf, isSame, newRecoveryCode, newSecret } from './secrets.ts'

const grant = (role: Role, mission = 'mss-a'): Grant => ({
  mission,
  role,
  desks: 'all',
  compartments: [],
  until: null,
})

describe('grants', () => {
  test('above reader count only after a second factor', () => {
    const grants = [grant('reader'), grant('officer')]
    expect(grantsThatCount(grants, 'full')).toEqual(grants)
    expect(grantsThatCount(grants, 'single')).toEqual([])
    expect(grantsThatCount(grants, 'half')).toEqual([])
  })

  test('a reader needs none, and still nothing counts half-way', () => {
    expect(grantsThatCount([grant('reader')], 'single')).toHaveLength(1)
    expect(grantsThatCount([grant('reader')], 'half')).toEqual([])
  })

  test('of a token are those of its missions', () => {
    const grants = [grant('officer'), grant('officer', 'mss-b')]
    expect(narrowedTo(grants, { missions: ['mss-b', 'mss-c'] })).toEqual([grants[1]])
  })
})

describe('a cookie', () => {
  test('is read by its whole name', () => {
    expect(cookieIn('a=1; rollcall=abc; rollcall-form=def', 'rollcall')).toBe('abc')
    expect(cookieIn('xrollcall=abc', 'rollcall')).toBeUndefined()
    expect(cookieIn(undefined, 'rollcall')).toBeUndefined()
  })

  test('that comes twice is none: one of them was put there by somebody else', () => {
    expect(cookieIn('rollcall=abc; rollcall=evil', 'rollcall')).toBeUndefined()
  })

  test('with foreign characters is none', () => {
    expect(cookieIn('rollcall=a%20b', 'rollcall')).toBeUndefined()
  })

  test('is bound to its host where readers come over https', () => {
    expect(cookieName('session', 'https://record.example')).toBe('__Host-rollcall')
    expect(cookieName('session', null)).toBe('rollcall')
  })
})

describe('secrets', () => {
  test('have 256 bits and are never the same', () => {
    const many = new Set(Array.from({ length: 100 }, () => newSecret()))
    expect(many.size).toBe(100)
    for (const secret of many) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  })

  test('a form token follows from the cookie and tells nothing of it', () => {
    const secret = newSecret()
    expect(formTokenOf(secret)).toBe(formTokenOf(secret))
    expect(formTokenOf(secret)).not.toBe(formTokenOf(newSecret()))
    expect(isSame(formTokenOf(secret), formTokenOf(secret))).toBe(true)
    expect(isSame(formTokenOf(secret), secret)).toBe(false)
  })

  test('recovery codes can be written down', () => {
    expect(newRecoveryCode()).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/)
  })
})

describe('the key of the accounts', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
  const keys = readAccountKeys(folder)

  test('is made once, for its owner alone', () => {
    expect(fs.statSync(path.join(folder, 'account.key')).mode & 0o777).toBe(0o600)
    const again = readAccountKeys(folder)
    expect(again.keyedHash('a')).toEqual(keys.keyedHash('a'))
    expect(readAccountKeys(path.join(folder, 'other')).keyedHash('a')).not.toEqual(
      keys.keyedHash('a'),
    )
  })

  test('opens what it sealed, for the same account only', () => {
    const sealed = keys.seal('a secret', 'account-1')
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('a secret')
    expect(keys.open(sealed, 'account-1')).toBe('a secret')
    expect(() => keys.open(sealed, 'account-2')).toThrow(/authenticate/)
    expect(() =>
      keys.open(
        sealed.map((byte) => byte ^ 1),
        'account-1',
      ),
    ).toThrow(/authenticate/)
  })

  test('that is not one is refused by its file', () => {
    const wrong = path.join(folder, 'wrong')
    fs.mkdirSync(wrong)
    fs.writeFileSync(path.join(wrong, 'account.key'), 'short\n')
    expect(() => readAccountKeys(wrong)).toThrow(path.join(wrong, 'account.key'))
  })
})

test('a browser is named as its owner knows it, and no finer', () => {
  const agent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
  expect(browserName(agent)).toBe('Chrome, Linux')
  expect(browserName(undefined)).toBe('')
})
