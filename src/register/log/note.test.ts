import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { checkpointText, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { leafHash } from './hashes.ts'
import {
  cosignedAt,
  cosignText,
  parseVerifierKey,
  signingKeyOf,
  signText,
  verdictOf,
  writeVerifierKey,
} from './note-key.ts'
import { parseNote, parseSignatures, signatureLine, writeNote } from './note.ts'

const HEAD = { origin: 'rollcall.example/mss', size: 7, root: leafHash('a') }
const aKey = (name: string, use: 'log' | 'witness' = 'log') =>
  signingKeyOf(name, use, generateKeyPairSync('ed25519').privateKey)
const log = aKey(HEAD.origin)
const witness = aKey('witness.example', 'witness')

function noteOf(text: string) {
  const note = parseNote(text)
  if (note === null) throw new Error(`No note: ${text}`)
  return note
}

describe('a note', () => {
  test('is read as it is written, also with empty lines in its text', () => {
    const text = 'one\n\ntwo\n'
    const note = { text, signatures: [signText(log, text), signText(aKey('b.example'), text)] }
    expect(noteOf(writeNote(note))).toEqual(note)
  })

  test("is the specification's own example", () => {
    const example =
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n'
    const { text, signatures } = noteOf(example)
    expect(text.split('\n')).toHaveLength(5)
    expect(signatures.map(({ name, keyId }) => [name, keyId.toString(16)])).toEqual([
      ['quasimodo.example/salvatore', '367ba04b'],
    ])
  })

  const signed = signCheckpoint(HEAD, [log])
  test.each([
    ['without a signature', checkpointText(HEAD)],
    ['without its last line feed', signed.slice(0, -1)],
    ['with a carriage return', signed.replace('\n', '\r\n')],
    ['with half a character', signed.replace('rollcall', '\ud800')],
    ['with a signature in other base64', signed.replace(/(\S)=*\n$/, '$1*\n')],
    ['with a minus for the dash', signed.replace('— ', '- ')],
    ['with a key of two words', signed.replace(/— (\S+)/, '— $1 b')],
    [
      'with more than a hundred signatures',
      `${signed}${signed.split('\n\n')[1]?.repeat(101) ?? ''}`,
    ],
  ])('%s is none', (_what, text) => {
    expect(parseNote(text)).toBeNull()
  })
})

describe('a signature', () => {
  test('holds for its text and its key only', () => {
    const note = noteOf(signCheckpoint(HEAD, [log]))
    expect(verdictOf(log, note)).toBe('signed')
    expect(verdictOf(log, { ...note, text: note.text.replace('7', '8') })).toBe('false')
    expect(verdictOf(aKey(HEAD.origin), note)).toBe('unsigned')
    expect(verdictOf({ ...log, name: 'other.example' }, note)).toBe('unsigned')
  })

  test('that is false spoils a true one of the same key', () => {
    const note = noteOf(signCheckpoint(HEAD, [log]))
    const twisted = signText(log, 'something else\n')
    expect(verdictOf(log, { ...note, signatures: [...note.signatures, twisted] })).toBe('false')
  })

  test('of a witness holds for its second, and not as that of a log', () => {
    const text = checkpointText(HEAD)
    const cosigned = cosignText(witness, text, 1_679_315_147)
    const note = { text, signatures: [cosigned] }
    expect(verdictOf(witness, note)).toBe('signed')
    expect(cosignedAt(cosigned)).toBe(1_679_315_147)
    const later = Buffer.from(cosigned.signature)
    later.writeBigUInt64BE(1_679_315_148n)
    expect(verdictOf(witness, { text, signatures: [{ ...cosigned, signature: later }] })).toBe(
      'false',
    )
    expect(verdictOf({ ...witness, use: 'log' }, note)).toBe('false')
  })

  test('lines alone are read as they come from a witness', () => {
    const text = checkpointText(HEAD)
    const both = [cosignText(witness, text, 1), cosignText(aKey('w2.example', 'witness'), text, 2)]
    expect(parseSignatures(both.map(signatureLine).join(''))).toEqual(both)
    expect(parseSignatures('nothing')).toBeNull()
  })
})

describe('a key', () => {
  test.each([log, witness])(
    'is read as it is written: $use',
    ({ privateKey: _privateKey, ...key }) => {
      expect(parseVerifierKey(writeVerifierKey(key))).toEqual(key)
    },
  )

  test.each([
    ['another name', (vkey: string) => vkey.replace('rollcall', 'relicall')],
    ['another id', (vkey: string) => vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['another kind', (vkey: string) => vkey.replace(/\+A([A-Za-z0-9+/=]+)$/, '+B$1')],
    ['half a key', (vkey: string) => vkey.slice(0, -8)],
    ['no name', (vkey: string) => vkey.replace(/^[^+]+/, '')],
  ])('with %s is none', (_what, twist) => {
    expect(parseVerifierKey(twist(writeVerifierKey(log)))).toBeNull()
  })
})

describe('a checkpoint', () => {
  test('is read as it is signed, by as many keys as there are', () => {
    const next = aKey(HEAD.origin)
    const { note, ...head } = parseCheckpoint(signCheckpoint(HEAD, [log, next])) ?? {}
    expect(head).toEqual(HEAD)
    expect(note === undefined ? [] : [log, next].map((key) => verdictOf(key, note))).toEqual([
      'signed',
      'signed',
    ])
  })

  test.each([
    ['a size with a leading zero', '\n7\n', '\n07\n'],
    ['a negative size', '\n7\n', '\n-7\n'],
    ['a size that cannot be counted', '\n7\n', '\n9007199254740993\n'],
    ['a root that is too short', /\n[^\n]{44}\n/, '\nAAAA\n'],
    ['no origin', /^[^\n]+/, ''],
    ['a line of its own at the end', /=\n\n/, '=\nmore\n\n'],
  ])('with %s is none', (_what, from, to) => {
    expect(parseCheckpoint(signCheckpoint(HEAD, [log]).replace(from, to))).toBeNull()
  })
})
