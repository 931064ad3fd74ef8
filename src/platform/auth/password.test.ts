import { describe, expect, test } from 'vitest'

import { hashPassword, isOutdated, isPassword, passwordFault } from './password.ts'

const NAMES = ['amina.mwangi', 'Amina Mwangi']

describe('a password', () => {
  test.each([
    'a slow river at dusk',
    'ocho gatos verdes',
    'Ünïcödé wörds',
    'tortoise-ladder-42',
    'xK9#mP2$vL5q',
  ])('"%s" will do', (password) => {
    expect(passwordFault(password, NAMES)).toBeNull()
  })

  test.each([
    ['elevenchars', 'short'],
    ['x'.repeat(300), 'long'],
    ['aminamwangi1', 'name'],
    ['Amina.Mwangi!', 'name'],
    ['Password1234', 'common'],
    ['p a s s w o r d 1', 'common'],
    ['passwordpassword', 'common'],
    ['motdepasse2026!', 'common'],
    ['123456789012', 'common'],
    ['aaaaaaaaaaaaaa', 'common'],
    ['qwertyuiop123', 'common'],
  ] as const)('"%s" is refused', (password, fault) => {
    expect(passwordFault(password, NAMES)).toBe(fault)
  })

  test('is kept as argon2id, and no other password matches', async () => {
    const kept = await hashPassword('a slow river at dusk')
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(kept).not.toContain('river')
    expect(await isPassword(kept, 'a slow river at dusk')).toBe(true)
    expect(await isPassword(kept, 'a slow river at dawn')).toBe(false)
  })

  test('written with another composition of the same letters is the same', async () => {
    const kept = await hashPassword('caf\u00e9 au lait sucr\u00e9')
    expect(await isPassword(kept, 'cafe\u0301 au lait sucre\u0301')).toBe(true)
  })

  test('where there is none to compare with, nothing matches', async () => {
    expect(await isPassword(null, 'a slow river at dusk')).toBe(false)
  })

  test('kept with other parameters is outdated', async () => {
    expect(isOutdated(await hashPassword('a slow river at dusk'))).toBe(false)
    const weaker = '$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHQxMjM0$6vCn3wq7dX1GbPxN2Xk8yg'
    expect(isOutdated(weaker)).toBe(true)
  })
})
