import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32
const CODE_BYTES = 10
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const BITS_A_LETTER = 5

/** A secret of 256 bits that fits into an address, a cookie or a header. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** What is kept of a secret; 256 random bits need no salt and no slow hash. */
export function hashOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}

/** The token that a form of this browser carries: whoever does not hold the cookie cannot make it. */
export function formTokenOf(cookie: string): string {
  return createHmac('sha256', cookie).update('rollcall form').digest('base64url')
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

/** A code of 80 bits that people can write down: `abcd-efgh-ijkl-mnop`. */
export function newRecoveryCode(): string {
  const bits = [...randomBytes(CODE_BYTES)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  const letters = (bits.match(new RegExp(`.{${BITS_A_LETTER}}`, 'g')) ?? []).map(
    (group) => BASE32[Number.parseInt(group, 2)] ?? '',
  )
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}
