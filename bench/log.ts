import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'

import { leafHashesOf, writeBundle } from '../src/register/log/bundle.ts'
import { parseCheckpoint, signCheckpoint } from '../src/register/log/checkpoint.ts'
import { LEAF_PREFIX, prefixedLeafHashHex, rootOf } from '../src/register/log/hashes.ts'
import {
  type SigningKey,
  signingKeyOf,
  verdictOf,
  type VerifierKey,
} from '../src/register/log/note-key.ts'
import { makeDrafts } from './claim-drafts.ts'
import { timeHypercore } from './hypercore-peer.ts'
import { openLogRecord, timeHashing, timeVerification } from './log-record.ts'

const ROUNDS = 5
const LEAF_BYTES = 300
const LEAVES = 1_000_000
const PEER_ENTRIES = 10_000
const PASSES = 30
const BATCH = 100
const CLAIMS = 12_000

/** What does the log cost, and how fast is it checked? One core; hashing is timed by the processor's clock. */
async function main(): Promise<void> {
  compareHashing()
  timeChain()
  await compareWithHypercore()
  await timeRecord()
}

/** openssl speed counts the processor's time too, so that what else the machine does weighs on neither. */
function compareHashing(): void {
  const leaves = Array.from(
    { length: 2000 },
    (_, at) => `${LEAF_PREFIX}${String(at).padEnd(LEAF_BYTES, 'x')}`,
  )
  // Joined text is laid out once, before it is timed.
  for (const leaf of leaves) prefixedLeafHashHex(leaf)
  const rounds = Array.from({ length: ROUNDS }, () => {
    const count = 400_000
    const seconds = processorSeconds(() => {
      for (let at = 0; at < count; at++) prefixedLeafHashHex(leaves[at % 2000] ?? '')
    })
    return { ours: (count * LEAF_BYTES) / seconds, openssl: opensslSpeed() }
  })
  const ours = median(rounds.map((round) => round.ours))
  const theirs = median(rounds.map(({ openssl }) => openssl))
  const ratio = median(rounds.map((round) => round.ours / round.openssl))
  print(
    `leaves of ${LEAF_BYTES} bytes      ${megabytes(ours)} hashed, openssl speed ${megabytes(theirs)}: ${(100 * ratio).toFixed(0)} % (wanted: 55 %)`,
  )
}

function timeChain(): void {
  const leaves = Buffer.alloc(LEAVES * 32, 7)
  const rates = Array.from({ length: ROUNDS }, () => {
    return LEAVES / processorSeconds(() => rootOf(leaves))
  })
  print(`chain of leaves to root  ${perSecond(median(rates))} leaves (wanted: 1,000,000/s)`)
}

/** Both take entries over from somebody and end with a log that is proven to be the one that was signed. */
async function compareWithHypercore(): Promise<void> {
  const entries = Array.from({ length: PEER_ENTRIES }, (_, at) =>
    String(at).padEnd(LEAF_BYTES, 'x'),
  )
  const key = signingKeyOf('bench.example', 'log', generateKeyPairSync('ed25519').privateKey)
  const ratios: { readonly replicate: number[]; readonly both: number[] } = {
    replicate: [],
    both: [],
  }
  for (let round = 1; round <= 3; round++) {
    const theirs = await timeHypercore(
      entries.map((entry) => Buffer.from(entry)),
      BATCH,
    )
    // A single pass is over before the compiler has seen it: ours is the mean of many.
    const append = processorSeconds(() => repeat(() => sendLog(entries, key))) / PASSES
    const sent = sendLog(entries, key)
    const replicate = processorSeconds(() => repeat(() => receiveLog(sent, key))) / PASSES
    ratios.replicate.push(theirs.replicate / replicate)
    ratios.both.push((theirs.append + theirs.replicate) / (append + replicate))
    print(
      `  round ${round}: hypercore appends ${perSecond(PEER_ENTRIES / theirs.append)}, replicates and verifies ${perSecond(PEER_ENTRIES / theirs.replicate)}; ours ${perSecond(PEER_ENTRIES / append)} and ${perSecond(PEER_ENTRIES / replicate)}`,
    )
  }
  print(
    `beside hypercore         ${median(ratios.replicate).toFixed(0)}× at replicating and verifying (wanted: 100×), ${median(ratios.both).toFixed(0)}× with appending; see README for what differs`,
  )
}

function repeat(work: () => void): void {
  for (let pass = 0; pass < PASSES; pass++) work()
}

interface SentLog {
  readonly bundle: Buffer
  readonly note: string
}

/** Hashes, signs and packs. */
function sendLog(entries: readonly string[], key: SigningKey): SentLog {
  const bundle = writeBundle(entries)
  const root = rootOf(leafHashesOf(bundle) ?? Buffer.alloc(0))
  return { bundle, note: signCheckpoint({ origin: key.name, size: entries.length, root }, [key]) }
}

/** Takes over, hashes and checks against what was signed. */
function receiveLog({ bundle, note }: SentLog, key: VerifierKey): void {
  const received = Buffer.from(bundle)
  const checkpoint = parseCheckpoint(note)
  const isProven =
    checkpoint?.root.equals(rootOf(leafHashesOf(received) ?? Buffer.alloc(0))) === true
  if (!isProven || verdictOf(key, checkpoint.note) !== 'signed') throw new Error('Not proven.')
}

async function timeRecord(): Promise<void> {
  const { before, claims } = makeDrafts({
    claims: CLAIMS,
    subjects: 6000,
    kinds: 10,
    seed: 20_261_124,
  })
  const record = await openLogRecord()
  try {
    await record.append(before, 500)
    const drafts = claims.map(({ draft }) => draft)
    const half = CLAIMS / 2
    await record.append(drafts.slice(0, half), 500)
    const already = record.spent.seconds
    const whole = await record.append(drafts.slice(half), BATCH)
    const statements = record.spent.seconds - already
    const until = before.length + CLAIMS
    const hashing = await timeHashing(record, { after: until - half, until })
    const ratio = (whole - statements - hashing) / whole
    print(
      `appends with logging     ${perSecond(half / whole)}, without ${perSecond(half / (whole - statements - hashing))}: ${(100 * ratio).toFixed(0)} % (wanted: 70 %)`,
    )
    const { wall, processor } = await timeVerification(record)
    print(
      `verification of all      ${perSecond(until / processor)} entries of the processor's time (${perSecond(until / wall)} by the clock; wanted: 10,000/s)`,
    )
  } finally {
    await record.close()
  }
}

/** Bytes a second at 300 bytes, by openssl's own benchmark. */
function opensslSpeed(): number {
  const args = ['speed', '-bytes', String(LEAF_BYTES), '-seconds', '1', 'sha256']
  const { stdout } = spawnSync('openssl', args, { encoding: 'utf8' })
  const [, thousands = ''] = /^sha256\s+([\d.]+)k/m.exec(stdout) ?? []
  return Number(thousands) * 1000
}

function processorSeconds(work: () => void): number {
  const begun = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString('en')}/s`
}

function megabytes(rate: number): string {
  return `${Math.round(rate / 1e6)} MB/s`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
