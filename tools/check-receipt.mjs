// Checks a receipt in the visitor's own browser: nothing of it is sent anywhere. Bundled by src/http/verify/scripts.ts.
import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'

hashes.sha512 = sha512
const text = (bytes) => new TextEncoder().encode(bytes)
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const unhex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (two) => parseInt(two, 16))
const base64 = (coded) => Uint8Array.from(atob(coded), (one) => one.charCodeAt(0))

function joined(...parts) {
  const all = parts.map((part) => (typeof part === 'string' ? text(part) : Uint8Array.from(part)))
  const whole = new Uint8Array(all.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of all) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const leafHash = (entry) => sha256(joined([0], entry))
const nodeHash = (left, right) => sha256(joined([1], left, right))

/** What is wrong, by the name under which the page has a sentence for it. */
class Refused extends Error {}
const need = (isTrue, what) => {
  if (!isTrue) throw new Refused(what)
}

/** RFC 8785 for what JSON.parse gives. */
function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

function rootOf(leaves) {
  let level = leaves
  while (level.length > 1) {
    const next = []
    for (let at = 0; at < level.length; at += 2) {
      next.push(at + 1 < level.length ? nodeHash(level[at], level[at + 1]) : level[at])
    }
    level = next
  }
  return level[0] ?? sha256(new Uint8Array())
}

function rootByProof(index, size, leaf, proof) {
  let [node, last, hash] = [index, size - 1, leaf]
  need(node <= last, 'elsewhere')
  for (const sibling of proof) {
    need(last !== 0, 'elsewhere')
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2)
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, sibling)
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  need(last === 0, 'elsewhere')
  return hash
}

function leafOf(shown) {
  const { v, mission, seq, id, type, recordedAt, payloadRoot, commitments, parts, salts } = shown
  for (const [part, said] of Object.entries(parts)) {
    const hash = hex(sha256(joined(unhex(salts[part] ?? ''), canonical(said))))
    need(commitments.includes(`${part}:${hash}`), 'altered')
  }
  need(hex(rootOf(commitments.map(leafHash))) === payloadRoot, 'altered')
  return leafHash(canonical({ v, mission, seq, id, type, recordedAt, payloadRoot }))
}

function isSigned(note, vkeys) {
  const split = note.lastIndexOf('\n\n')
  const signed = text(note.slice(0, split + 1))
  const signatures = note.slice(split + 2, -1).split('\n')
  return vkeys.some((vkey) => {
    const [name, id, ...rest] = vkey.split('+')
    const key = base64(rest.join('+'))
    const line = signatures.find((one) => {
      const [, whose, bytes] = one.split(' ')
      return whose === name && hex(base64(bytes).subarray(0, 4)) === id
    })
    return (
      line !== undefined && verify(base64(line.split(' ')[2]).subarray(4), signed, key.subarray(1))
    )
  })
}

/** Checks a receipt against the keys of its log; gives what it shows, or throws what is wrong. */
function checkReceipt(receipt, vkeys) {
  const [, extra, index, lines, note] =
    /^c2sp\.org\/tlog-proof@v1\n(?:extra (\S*)\n)?index (\d{1,15})((?:\n\S{44})*)\n\n([^]*)$/.exec(
      receipt,
    ) ?? []
  need(extra !== undefined && note !== undefined, 'none')
  const shown = JSON.parse(new TextDecoder().decode(base64(extra)))
  const proof = lines.split('\n').slice(1).map(base64)
  const [, size, root] = note.split('\n')
  need(shown.seq === Number(index) + 1, 'elsewhere')
  const found = rootByProof(Number(index), Number(size), leafOf(shown), proof)
  need(hex(found) === hex(base64(root)), 'elsewhere')
  need(isSigned(note, vkeys), 'unsigned')
  return { ...shown, size, root: hex(found) }
}

function wire(form) {
  const { keys, mission } = form.dataset
  const [receipt, entry] = [form.elements.receipt, form.elements.entry]
  const answer = form.querySelector('output')
  const show = (what, values = {}) => {
    answer.className = what === 'good' ? 'good' : 'bad'
    answer.textContent = form.dataset[what].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
  }
  const check = () => {
    try {
      const shown = checkReceipt(receipt.value.replaceAll('\r\n', '\n'), JSON.parse(keys))
      show('good', { ...shown, parts: Object.keys(shown.parts).join(', ') })
    } catch (error) {
      show(error instanceof Refused ? error.message : 'none')
    }
  }
  const fetchReceipt = async () => {
    const id = entry.value.trim()
    const reply = await fetch(`/log/${encodeURIComponent(mission)}/proof/${encodeURIComponent(id)}`)
    if (!reply.ok) return show('unknown')
    receipt.value = await reply.text()
    check()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (entry.value.trim() === '' || receipt.value.trim() !== '') check()
    else void fetchReceipt()
  })
  entry.addEventListener('input', () => {
    receipt.value = ''
  })
  receipt.addEventListener('dragover', (event) => event.preventDefault())
  receipt.addEventListener('drop', async (event) => {
    event.preventDefault()
    const [file] = event.dataTransfer.files
    if (file !== undefined) receipt.value = await file.text()
    check()
  })
  form.hidden = false
  if (entry.value !== '') void fetchReceipt()
}

const form = document.querySelector('form[data-check-receipt]')
if (form !== null) wire(form)
