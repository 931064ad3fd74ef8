import { HASH_BYTES } from './hashes.ts'

/** Reads base64 (RFC 4648 §4) in its one correct form; null for any other text. */
export function readBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** Reads a hash in base64; null where it is none. */
export function readHash(text: string): Buffer | null {
  const bytes = readBase64(text)
  return bytes?.length === HASH_BYTES ? bytes : null
}

/** Reads a whole number as the log writes it, without leading zeros; null for any other text. */
export function readCount(text: string): number | null {
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) return null
  const count = Number(text)
  return Number.isSafeInteger(count) ? count : null
}
