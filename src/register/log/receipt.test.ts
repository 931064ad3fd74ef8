import { generateKeyPairSync } from 'node:crypto'

import { expect, test } from 'vitest'

import { signCheckpoint } from './checkpoint.ts'
import { leafHash } from './hashes.ts'
import { signingKeyOf } from './note-key.ts'
import { parseReceipt, writeReceipt } from './receipt.ts'

const key = signingKeyOf('a.example', 'log', generateKeyPairSync('ed25519').privateKey)
const checkpoint = signCheckpoint({ origin: 'a.example', size: 9, root: leafHash('r') }, [key])
const receipt = { extra: null, index: 0, proof: [leafHash('b'), leafHash('c')], checkpoint }

test.each([
  ['with nothing beside it', receipt],
  ['with what its leaf is made from', { ...receipt, extra: Buffer.from('{"a":1}'), index: 73_894 }],
  ['of the only leaf', { ...receipt, proof: [] }],
])('a receipt %s is read as it is written', (_what, one) => {
  expect(parseReceipt(writeReceipt(one))).toMatchObject(one)
})

const written = writeReceipt(receipt)
test.each([
  ['of another version', written.replace('@v1', '@v2')],
  ['without an index', written.replace('index 0\n', '')],
  ['with an index of letters', written.replace('index 0', 'index none')],
  ['with a negative index', written.replace('index 0', 'index -5')],
  ['with extra data that are not base64', written.replace('index', 'extra !!\nindex')],
  ['with a hash that is too long', written.replace(/\n[^\n]{44}\n/, `\n${'A'.repeat(88)}\n`)],
  ['with an unsigned checkpoint', written.slice(0, written.lastIndexOf('\n\n') + 1)],
  [
    'with more hashes than any tree has',
    written.replace(/(\n[^\n]{44})\n/, `${'$1'.repeat(64)}\n`),
  ],
])('a receipt %s is none', (_what, text) => {
  expect(parseReceipt(text)).toBeNull()
})
