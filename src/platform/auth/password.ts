import { hash, parseOptions, verify } from '@node-rs/argon2'

import { RefusedError } from '../errors.ts'
import { COMMON_WORDS } from './common-passwords.ts'

/** argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet); 2 is argon2id. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const SHORTEST = 12
const LONGEST = 256
/** A hash of nothing that anybody knows: unknown names cost as much as known ones. */
let nobodysHash: Promise<string> | undefined

/** Why a password is refused, as the end of a message's key; null where it will do. */
export type PasswordFault = 'short' | 'long' | 'name' | 'common'

/** What is wrong with a password that somebody chose. Length counts, composition does not. */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | null {
  const letters = Array.from(password.normalize('NFKC'))
  if (letters.length < SHORTEST) return 'short'
  if (letters.length > LONGEST) return 'long'
  const plain = plainOf(password)
  if (names.some((name) => isAround(plain, plainOf(name)))) return 'name'
  return isCommon(password, plain) ? 'common' : null
}

/** Refuses a password that somebody chose, with a sentence. */
export function checkPassword(password: string, names: readonly string[]): void {
  const fault = passwordFault(password, names)
  if (fault === null) return
  throw new RefusedError('incorrect', `auth.password_${fault}`, SENTENCES[fault])
}

/** What is kept of a password. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), PARAMETERS)
}

/** Whether it is the password; where there is none to compare with it takes as long and says no. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hash(crypto.randomUUID(), PARAMETERS)
  const matches = await verify(kept ?? (await nobodysHash), password.normalize('NFKC'))
  return matches && kept !== null
}

/** Whether a hash was made with other parameters than today's. */
export function isOutdated(kept: string): boolean {
  const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(kept)
  const used = { algorithm, memoryCost, timeCost, parallelism }
  return Object.entries(PARAMETERS).some(([name, value]) => Reflect.get(used, name) !== value)
}

function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
}

/** Whether letters are nothing but a name and little around it. */
function isAround(plain: string, name: string): boolean {
  return name.length > 2 && plain.includes(name) && plain.length - name.length < 4
}

function isCommon(password: string, plain: string): boolean {
  if (new Set(password.toLowerCase()).size < 5 || plain === '') return true
  return COMMON_WORDS.some((word) => plain.replaceAll(word, '') === '')
}

const SENTENCES: Readonly<Record<PasswordFault, string>> = {
  short: `The password is shorter than ${SHORTEST} characters; take several words.`,
  long: `The password is longer than ${LONGEST} characters; take a shorter one.`,
  name: 'The password is little more than the name; take several words that have nothing to do with it.',
  common:
    'The password is among the first that are tried; take several words that do not belong together.',
}
