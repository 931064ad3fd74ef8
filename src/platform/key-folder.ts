import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import { RefusedError } from './errors.ts'

/** Only the user that runs the server may read a private key. */
const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700

/** A folder of private keys (Ed25519, PKCS#8 PEM), outside the database: who holds a copy of the record cannot sign for it. */
export interface KeyFolder {
  readonly path: string
  /** The keys whose file names begin so, with a number each, the oldest first. */
  list(prefix: string): readonly KeyFile[]
  /** Makes a key with the next number; one that somebody makes at the same moment is taken instead. */
  make(prefix: string): KeyFile
  remove(file: KeyFile): void
}

/** A private key and the name of its file. */
export interface KeyFile {
  readonly name: string
  readonly key: KeyObject
}

/** The keys in a folder, which is made where it is missing when the first key is. */
export function openKeyFolder(folder: string): KeyFolder {
  const list = (prefix: string) =>
    namesIn(folder, prefix).map((name) => ({ name, key: readKey(path.join(folder, name)) }))
  return {
    path: folder,
    list,
    make(prefix) {
      fs.mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
      const last = namesIn(folder, prefix).at(-1)
      const name = `${prefix}-${numberOf(last) + 1}.pem`
      writeKey(path.join(folder, name))
      return { name, key: readKey(path.join(folder, name)) }
    },
    remove: ({ name }) => fs.rmSync(path.join(folder, name)),
  }
}

function namesIn(folder: string, prefix: string): readonly string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .filter((name) => new RegExp(`^${prefix}-\\d+\\.pem$`).test(name))
    .sort((a, b) => numberOf(a) - numberOf(b))
}

function numberOf(name: string | undefined): number {
  return Number(/-(\d+)\.pem$/.exec(name ?? '')?.[1] ?? 0)
}

/** Written beside and linked into place, so that nobody reads half a key and none is overwritten. */
function writeKey(file: string): void {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const beside = `${file}.${process.pid}.new`
  const handle = fs.openSync(beside, 'wx', OWNER_ONLY)
  try {
    fs.writeSync(handle, pem.toString())
    fs.fsyncSync(handle)
    fs.linkSync(beside, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    fs.closeSync(handle)
    fs.rmSync(beside)
  }
}

function readKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(fs.readFileSync(file))
    if (key.asymmetricKeyType === 'ed25519') return key
    throw new Error(`a key of type ${key.asymmetricKeyType}`)
  } catch (error) {
    throw new RefusedError(
      'incorrect',
      'keys.unreadable',
      `The key file ${file} cannot be read as an Ed25519 key (PKCS#8, PEM); bring it back from a copy.`,
      { cause: error },
    )
  }
}
