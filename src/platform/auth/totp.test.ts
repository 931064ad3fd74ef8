import { generateSync } from 'otplib'
import { expect, test } from 'vitest'

import { newTotpSecret, stepOfCode, totpAddress } from './totp.ts'

/** RFC 6238, appendix B, SHA-1: the last six digits of its eight. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [20_000_000_000, '353130', 666_666_666],
])('the code of RFC 6238 at second %i is known', (epochSeconds, code, step) => {
  expect(stepOfCode(RFC_SECRET, code, { epochSeconds, lastStep: 0 })).toBe(step)
})

const secret = newTotpSecret()
const now = 1_800_000_000
const codeAt = (epoch: number) => generateSync({ secret, epoch })
const step = now / 30

test('a code of the step before or after is taken, for clocks that are off', () => {
  for (const offset of [-30, 0, 30]) {
    const found = stepOfCode(secret, codeAt(now + offset), { epochSeconds: now, lastStep: 0 })
    expect(found).toBe(step + offset / 30)
  }
})

test('an older code is not', () => {
  expect(stepOfCode(secret, codeAt(now - 90), { epochSeconds: now, lastStep: 0 })).toBeNull()
})

test('a code is not taken twice, nor one before it', () => {
  const at = { epochSeconds: now, lastStep: step }
  expect(stepOfCode(secret, codeAt(now), at)).toBeNull()
  expect(stepOfCode(secret, codeAt(now - 30), at)).toBeNull()
  expect(stepOfCode(secret, codeAt(now + 30), at)).toBe(step + 1)
})

test('where the clock went back, nothing is taken and nothing breaks', () => {
  expect(stepOfCode(secret, codeAt(now), { epochSeconds: now, lastStep: step + 500 })).toBeNull()
})

test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('"%s" is no code', (code) => {
  expect(stepOfCode(secret, code, { epochSeconds: now, lastStep: 0 })).toBeNull()
})

test('the address for the app names us, the account and the secret', () => {
  expect(totpAddress('amina', secret)).toMatch(
    new RegExp(`^otpauth://totp/Rollcall:amina\\?.*secret=${secret}`),
  )
})
