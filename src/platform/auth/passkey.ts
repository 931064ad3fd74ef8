import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'

import { findAccountById, getAccount } from './account.ts'
import type { Account } from './account.ts'
import { note } from './audit.ts'
import { beginCeremony, endCeremony } from './ceremony.ts'
import type { CeremonyPurpose } from './ceremony.ts'
import type { AuthParts } from './parts.ts'
import {
  addPasskey,
  dropPasskey,
  findPasskey,
  listPasskeys,
  markPasskeyUsed,
} from './passkey-store.ts'
import type { Passkey } from './passkey-store.ts'

/** Where and by whom a passkey is asked for. */
export interface PasskeyPlace {
  /** The name that browsers know us by. */
  readonly host: string
  readonly origin: string
  /** The cookie of the browser that is asked. */
  readonly browser: string
}

const credential = {
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
}
const made = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string()).catch([]),
  }),
})
const shown = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
  }),
})
const clientData = z.object({ challenge: z.string() })

/** What the browser is asked, so that it makes a passkey for an account; JSON for its script. */
export async function askToMakePasskey(
  parts: AuthParts,
  account: string,
  { host, browser }: PasskeyPlace,
): Promise<object> {
  const { name, shownName } = await getAccount(parts, account)
  const held = await listPasskeys(parts, account)
  const options = await generateRegistrationOptions({
    rpName: 'Rollcall',
    rpID: host,
    userID: new TextEncoder().encode(account),
    userName: name,
    userDisplayName: shownName,
    attestationType: 'none',
    excludeCredentials: held.map(({ credential: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await ask(parts, 'passkey-make', options.challenge, browser)
  return options
}

/** Keeps the passkey that a browser made; whether it was one. */
export async function keepPasskey(
  parts: AuthParts,
  {
    account,
    label,
    answer,
  }: {
    readonly account: string
    readonly label: string
    readonly answer: string
  },
  place: PasskeyPlace,
): Promise<boolean> {
  const response = made.safeParse(parsed(answer)).data
  if (response === undefined) return false
  const challenge = await answered(parts, 'passkey-make', response.response, place)
  if (challenge === null) return false
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const }))
  if (!result.verified) return false
  const { id, publicKey, counter } = result.registrationInfo.credential
  if ((await findPasskey(parts, id)) !== undefined) return false
  const transports = response.response.transports
  await addPasskey(parts, { account, credential: id, label, publicKey, counter, transports })
  const detail = { label }
  await note(parts, { event: 'passkey.added', actor: account, account, mission: null, detail })
  return true
}

/** What the browser is asked, so that its owner signs in with a passkey; JSON for its script. */
export async function askForPasskey(
  parts: AuthParts,
  { host, browser }: PasskeyPlace,
): Promise<object> {
  const options = await generateAuthenticationOptions({ rpID: host, userVerification: 'required' })
  await ask(parts, 'passkey-sign-in', options.challenge, browser)
  return options
}

/** The account whose passkey answered; undefined where none did. A passkey that its owner unlocked is two factors. */
export async function accountOfPasskey(
  parts: AuthParts,
  answer: string,
  place: PasskeyPlace,
): Promise<Account | undefined> {
  const response = shown.safeParse(parsed(answer)).data
  if (response === undefined) return undefined
  const challenge = await answered(parts, 'passkey-sign-in', response.response, place)
  const passkey = await findPasskey(parts, response.id)
  if (challenge === null || passkey === undefined) return undefined
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    credential: credentialOf(passkey),
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const }))
  if (!result.verified) return undefined
  await markPasskeyUsed(parts, passkey.credential, result.authenticationInfo.newCounter)
  const account = await findAccountById(parts, passkey.account)
  return account?.state === 'active' ? account : undefined
}

/** Takes a passkey from an account. */
export async function removePasskey(parts: AuthParts, account: string, id: string): Promise<void> {
  if (!(await dropPasskey(parts, account, id))) return
  const noted = { actor: account, account, mission: null, detail: {} }
  await note(parts, { event: 'passkey.removed', ...noted })
}

function credentialOf({ credential: id, publicKey, counter }: Passkey) {
  return { id, publicKey: new Uint8Array(publicKey), counter }
}

async function ask(
  parts: AuthParts,
  purpose: CeremonyPurpose,
  challenge: string,
  browser: string,
): Promise<void> {
  await beginCeremony(parts, { purpose, key: challenge, browser }, {})
}

/** The challenge that an answer names, where this browser was asked it and has not answered yet. */
async function answered(
  parts: AuthParts,
  purpose: CeremonyPurpose,
  response: { readonly clientDataJSON: string },
  { browser }: PasskeyPlace,
): Promise<string | null> {
  const told = Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')
  const challenge = clientData.safeParse(parsed(told)).data?.challenge
  if (challenge === undefined) return null
  const asked = await endCeremony(parts, { purpose, key: challenge, browser })
  return asked === null ? null : challenge
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
