import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import { RefusedError } from '../errors.ts'

/** What is kept apart from the database, so that a copy of the database alone gives nobody a second factor. */
export interface AccountKeys {
  /** Encrypts, bound to the account that it belongs to. */
  seal(plain: string, account: string): Uint8Array
  /** Takes back what `seal` gave; throws where it was changed or belongs to another account. */
  open(sealed: Uint8Array, account: string): string
  /** A hash that nobody can make or try out without the key. */
  keyedHash(text: string): Uint8Array
}

const FILE = 'account.key'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Reads the key of the accounts from the keys folder; makes it where there is none. */
export function readAccountKeys(folder: string): AccountKeys {
  const key = readOrMake(path.join(folder, FILE))
  const sealing = derive(key, 'rollcall seal')
  const hashing = derive(key, 'rollcall hash')
  return {
    seal(plain, account) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(account))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(sealed, account) {
      const bytes = Buffer.from(sealed)
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(account))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    keyedHash: (text) => createHmac('sha256', hashing).update(text).digest(),
  }
}

function derive(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), purpose, KEY_BYTES))
}

function readOrMake(file: string): Uint8Array {
  if (!fs.existsSync(file)) make(file)
  const key = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length === KEY_BYTES) return key
  throw new RefusedError(
    'incorrect',
    'auth.key_unreadable',
    `The file ${file} does not hold a key of the accounts; restore it from your copy of the keys folder.`,
  )
}

/** Two servers may start at once: the file of whoever was first stays. */
function make(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, {
    mode: 0o600,
    flush: true,
  })
  try {
    fs.linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
}
