#!/usr/bin/env node
// Checks what a Rollcall record shows, without Rollcall: one file, nothing but Node 18 or later.
//   node rollcall-verify.mjs receipt FILE.tlog-proof [--key VKEY] [--policy FILE]
//   node rollcall-verify.mjs checkpoint FILE [--key VKEY] [--policy FILE]
//   node rollcall-verify.mjs download FOLDER|entries.ndjson
//   node rollcall-verify.mjs server URL MISSION [--kept CHECKPOINT] [--key VKEY] [--policy FILE]
// Formats: C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-tiles, tlog-policy; RFC 6962, RFC 8785.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const bytes = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)))
const sha256 = (...parts) =>
  createHash('sha256')
    .update(bytes(...parts))
    .digest()
const leafHash = (entry) => sha256([0], entry)
const nodeHash = (left, right) => sha256([1], left, right)
const fail = (sentence) => {
  throw new Error(sentence)
}
const need = (isTrue, sentence) => isTrue || fail(sentence)
const linesOf = (text) => text.split('\n').filter((line) => line !== '')

/** RFC 8785 for what JSON.parse gives. */
export function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

/** The root over leaf hashes (RFC 6962, 2.1). */
export function rootOf(hashes) {
  if (hashes.length === 0) return sha256('')
  let level = hashes
  while (level.length > 1) {
    const next = []
    for (let at = 0; at < level.length; at += 2) {
      next.push(at + 1 < level.length ? nodeHash(level[at], level[at + 1]) : level[at])
    }
    level = next
  }
  return level[0]
}

/** The root that an inclusion proof leads to (RFC 9162, 2.1.3.2). */
export function rootByProof(index, size, leaf, proof) {
  if (!(index >= 0 && index < size)) fail(`Entry ${index + 1} is not among ${size} entries.`)
  let [node, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) fail('The proof is longer than it can be.')
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0)
        [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
    } else hash = nodeHash(hash, sibling)
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  if (last !== 0) fail('The proof is shorter than it must be.')
  return hash
}

/** Reads a signed note: its text and the signatures under it. */
export function parseNote(note) {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) fail('That is no signed note.')
  const lines = note.slice(split + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const [, name, base64] =
      /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? fail(`That is no signature: ${line}`)
    const raw = Buffer.from(base64, 'base64')
    return { name, id: raw.subarray(0, 4).toString('hex'), signature: raw.subarray(4) }
  })
  return { text: note.slice(0, split + 1), signatures }
}

/** Reads a checkpoint: whose log, how many entries, their root. */
export function parseCheckpoint(text) {
  const note = parseNote(text)
  const [origin, size, root, ...rest] = note.text.split('\n')
  const hash = Buffer.from(root ?? '', 'base64')
  const isGood =
    /^(0|[1-9]\d{0,15})$/.test(size ?? '') && hash.length === 32 && rest.join('') === ''
  return isGood ? { origin, size: Number(size), root: hash, note } : fail('That is no checkpoint.')
}

/** Reads a key: name+id+base64 of type and key; type 1 signs logs, 4 cosigns as a witness. */
export function parseKey(vkey) {
  const [, name, id, base64] =
    /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? fail(`That is no key: ${vkey}`)
  const raw = Buffer.from(base64, 'base64')
  if (raw.length !== 33 || ![1, 4].includes(raw[0])) fail(`The key ${name} is not of Ed25519.`)
  const expected = sha256(name, '\n', raw).subarray(0, 4).toString('hex')
  if (expected !== id) fail(`The id of the key ${name} is not that of its bytes.`)
  return { name, id, isWitness: raw[0] === 4, publicKey: raw.subarray(1) }
}

/** Whether a key signed a note; a false signature under its name is refused loudly. */
export function isSignedBy(key, note) {
  const own = note.signatures.filter(({ name, id }) => name === key.name && id === key.id)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.publicKey.toString('base64url') }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  for (const { signature } of own) {
    const from = key.isWitness ? 8 : 0
    if (signature.length !== from + 64) fail(`The signature of ${key.name} is false.`)
    const time = key.isWitness ? `cosignature/v1\ntime ${signature.readBigUInt64BE()}\n` : ''
    const isTrue = verify(null, Buffer.from(time + note.text), publicKey, signature.subarray(from))
    if (!isTrue) fail(`The signature of ${key.name} is false: the checkpoint was altered.`)
  }
  return own.length > 0
}

/** Checks a checkpoint against a policy (C2SP tlog-policy): a log's key, and as many witnesses as its quorum asks. */
export function checkPolicy(policy, note) {
  const logs = []
  const groups = new Map([['none', () => true]])
  let quorum = 'none'
  for (const line of linesOf(policy.replace(/^\s*(#.*)?$/gm, ''))) {
    const [word, name, ...rest] = line.trim().split(/\s+/)
    if (word === 'log') logs.push(parseKey(name))
    else if (word === 'witness') groups.set(name, () => isSignedBy(parseKey(rest[0]), note))
    else if (word === 'group') {
      const [count, ...members] = rest
      const needed = { any: 1, all: members.length }[count] ?? Number(count)
      const found = () =>
        members.filter((one) => (groups.get(one) ?? fail(`Unknown: ${one}`))()).length
      groups.set(name, () => found() >= needed)
    } else if (word === 'quorum') quorum = name
    else fail(`The policy has a line that is not understood: ${line}`)
  }
  const isMet = groups.get(quorum) ?? fail(`Unknown: ${quorum}`)
  need(
    logs.some((key) => isSignedBy(key, note)),
    'No log of the policy signed this checkpoint.',
  )
  need(isMet(), `Too few witnesses signed: the quorum ${quorum} is not met.`)
}

/** Checks what is shown of an entry, and gives its leaf's hash. `shown` is a line of entries.ndjson or a receipt's extra. */
export function checkEntry(shown) {
  const { mission, seq, id, type, recordedAt, payloadRoot, commitments = [] } = shown
  const { v = 1, parts = {}, salts = {} } = shown
  const name = `Entry ${seq} (${id})`
  for (const [part, said] of Object.entries(parts)) {
    const hash = sha256(Buffer.from(salts[part] ?? '', 'hex'), canonical(said)).toString('hex')
    const isRecorded = commitments.includes(`${part}:${hash}`)
    need(isRecorded, `${name}: what is shown as its ${part} is not what was recorded.`)
  }
  const root = rootOf(commitments.map(leafHash)).toString('hex')
  if (root !== payloadRoot) fail(`${name}: its field groups are not those under its payload root.`)
  return leafHash(canonical({ v, mission, seq, id, type, recordedAt, payloadRoot }))
}

function checkSigned(checkpoint, { key, policy }, say) {
  const { origin, size, root, note } = checkpoint
  if (policy !== undefined) checkPolicy(readFileSync(policy, 'utf8'), note)
  if (key !== undefined) need(isSignedBy(parseKey(key), note), 'That key did not sign it.')
  const isChecked = key !== undefined || policy !== undefined
  say(`Checkpoint of ${origin}: ${size} entries, root ${root.toString('hex')}.`)
  say(
    isChecked
      ? 'Its signatures are true.'
      : 'Its signature is NOT checked: give --key or --policy.',
  )
}

/** Checks a receipt: the entry it shows, its way to the root, the signed checkpoint. */
export function checkReceipt(text, options = {}, say = () => {}) {
  const [, extra, index, hashes, signed] =
    /^c2sp\.org\/tlog-proof@v1\n(?:extra (\S*)\n)?index (\d{1,15})((?:\n\S{44})*)\n\n([^]*)$/.exec(
      text,
    ) ?? fail('That is no receipt.')
  const checkpoint = parseCheckpoint(signed)
  need(extra !== undefined, 'The receipt does not show its entry.')
  const shown = JSON.parse(Buffer.from(extra, 'base64'))
  need(shown.seq === Number(index) + 1, `The receipt is not for the place of entry ${shown.seq}.`)
  const proof = linesOf(hashes).map((hash) => Buffer.from(hash, 'base64'))
  const root = rootByProof(Number(index), checkpoint.size, checkEntry(shown), proof)
  const [name, parts] = [`Entry ${shown.seq} (${shown.id})`, Object.keys(shown.parts ?? {})]
  need(root.equals(checkpoint.root), `${name} is not in the log of this checkpoint.`)
  say(`${name} is in the log as shown: ${parts.join(', ') || 'nothing of what it says'}.`)
  checkSigned(checkpoint, options, say)
  return shown
}

/** Checks entries.ndjson: each line for itself, and all against the leaves of a log where these are given. */
export function checkEntries(text, leaves, say = () => {}) {
  const lines = linesOf(text)
  const faults = []
  for (const line of lines) {
    try {
      const shown = JSON.parse(line)
      const leaf = checkEntry(shown)
      const stated = leaves?.[shown.seq - 1] ?? Buffer.from(leaves ? '' : shown.leafHash, 'hex')
      need(
        stated.equals(leaf),
        `Entry ${shown.seq} (${shown.id}) is not what its place of the log says.`,
      )
    } catch (error) {
      faults.push(error instanceof SyntaxError ? `No JSON: ${line.slice(0, 60)}` : error.message)
    }
  }
  if (faults.length > 0) fail(faults.join('\n'))
  say(`${lines.length} entries are what their ${leaves ? 'places of the log' : 'leaves'} say.`)
}

/** Checks a download: its files against SHA256SUMS, its entries, and the root where all leaves are there. */
function checkDownload(place, say) {
  if (!statSync(place).isDirectory()) return checkEntries(readFileSync(place, 'utf8'), null, say)
  const sums = linesOf(readFileSync(join(place, 'SHA256SUMS'), 'utf8'))
  for (const line of sums) {
    const [sum, file] = [line.slice(0, 64), line.slice(66)]
    const found = sha256(readFileSync(join(place, file))).toString('hex')
    need(found === sum, `The file ${file} was altered.`)
  }
  say(`${sums.length} files are as SHA256SUMS says.`)
  return checkEntries(readFileSync(join(place, 'entries.ndjson'), 'utf8'), null, say)
}

async function fetched(address) {
  const answer = await fetch(address)
  return answer.ok ? answer : fail(`${address} answers ${answer.status}.`)
}

/** All leaf hashes of a log, from its tiles. */
async function leavesOf(log, size) {
  const leaves = []
  for (let tile = 0; tile * 256 < size; tile++) {
    const width = Math.min(256, size - tile * 256)
    const digits = String(tile).padStart(Math.ceil(String(tile).length / 3) * 3, '0')
    const path = digits.replace(/\d{3}(?=\d)/g, 'x$&/')
    const answer = await fetched(`${log}/tile/0/${path}${width < 256 ? `.p/${width}` : ''}`)
    const tileBytes = Buffer.from(await answer.arrayBuffer())
    for (let at = 0; at < width; at++) leaves.push(tileBytes.subarray(at * 32, at * 32 + 32))
  }
  return leaves
}

function checkGrown(kept, leaves, say) {
  const rolledBack = `The log holds ${leaves.length} entries, you kept ${kept.size}: it was rolled back.`
  need(kept.size <= leaves.length, rolledBack)
  const isSame = rootOf(leaves.slice(0, kept.size)).equals(kept.root)
  need(isSame, `The first ${kept.size} entries are not those you kept: the log was rewritten.`)
  say(`The log only grew since the checkpoint you kept (${kept.size} entries).`)
}

/** Checks a server: its log from the leaves to the signed root, and every entry that its API shows. */
export async function checkServer(server, mission, options = {}, say = () => {}) {
  const base = server.replace(/\/+$/, '')
  const log = `${base}/log/${mission}`
  const checkpoint = parseCheckpoint(await (await fetched(`${log}/checkpoint`)).text())
  const { keys } = await (await fetched(`${log}/keys`)).json()
  const known = keys.find(({ vkey }) => isSignedBy(parseKey(vkey), checkpoint.note))
  need(known !== undefined, 'No key that the server lists signed its checkpoint.')
  checkSigned(checkpoint, options.policy ? options : { key: known.vkey, ...options }, say)
  const leaves = await leavesOf(log, checkpoint.size)
  need(rootOf(leaves).equals(checkpoint.root), 'The signed root is not that over the leaves.')
  say(`The ${leaves.length} leaves lead to the signed root.`)
  const { kept } = options
  if (kept !== undefined) checkGrown(parseCheckpoint(readFileSync(kept, 'utf8')), leaves, say)
  const lines = []
  for (let after = ''; after !== null;) {
    const query = `limit=200&recordAt=${checkpoint.size}${after === '' ? '' : `&after=${after}`}`
    const page = await (await fetched(`${base}/api/v1/missions/${mission}/entries?${query}`)).json()
    lines.push(...page.items.map((item) => JSON.stringify(item)))
    after = page.next
  }
  checkEntries(lines.join('\n'), leaves, say)
}

async function main([what, ...rest]) {
  const [options, places] = [{}, []]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.startsWith('--')) options[word.slice(2)] = rest.shift()
    else places.push(word)
  }
  const say = (sentence) => process.stdout.write(`${sentence}\n`)
  const [first, second] = places
  const text = () => readFileSync(first, 'utf8')
  const checks = {
    receipt: () => checkReceipt(text(), options, say),
    checkpoint: () => checkSigned(parseCheckpoint(text()), options, say),
    download: () => checkDownload(first, say),
    server: async () => checkServer(first, second ?? fail('Name the mission too.'), options, say),
  }
  need(first !== undefined && what in checks, `Write one of: ${Object.keys(checks).join(', ')}.`)
  await checks[what]()
  say('Everything that was checked is in order.')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`NOT in order. ${error.message}\n`)
    process.exitCode = 1
  })
}
