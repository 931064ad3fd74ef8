import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { checkpointText } from './checkpoint.ts'
import { leafHash } from './hashes.ts'
import { cosignText, signingKeyOf, signText, writeVerifierKey } from './note-key.ts'
import { parsePolicy, satisfies } from './policy.ts'

const ORIGIN = 'rollcall.example/mss'
const text = checkpointText({ origin: ORIGIN, size: 1, root: leafHash('a') })
const makeKey = (name: string, use: 'log' | 'witness') =>
  signingKeyOf(name, use, generateKeyPairSync('ed25519').privateKey)
const log = makeKey(ORIGIN, 'log')
const [x1, x2, x3, y1, y2] = ['x1', 'x2', 'x3', 'y1', 'y2'].map((name) => makeKey(name, 'witness'))
const WITNESSES = [x1, x2, x3, y1, y2].flatMap((key) => (key === undefined ? [] : [key]))
const line = (name: string) =>
  `witness ${name} ${writeVerifierKey(WITNESSES.find((key) => key.name === name) ?? log)}`
const TWO_GROUPS = [
  `# as in the specification`,
  `log ${writeVerifierKey(log)} https://rollcall.example/log/mss`,
  '',
  ...['x1', 'x2', 'x3'].map(line),
  'group X 2 x1 x2 x3',
  ` \t${line('y1')}   https://y1.example/`,
  line('y2'),
  'group Y any y1 y2',
  'group both all X Y',
  'quorum both',
].join('\n')

function policyOf(lines: string) {
  const outcome = parsePolicy(lines)
  if (outcome.kind === 'fault') throw new Error(`line ${outcome.line}: ${outcome.reason}`)
  return outcome.policy
}

function noteBy(names: readonly string[], signsLog: 'by the log' | 'by nobody' = 'by the log') {
  const cosigned = WITNESSES.filter(({ name }) => names.includes(name)).map((key) =>
    cosignText(key, text, 1_700_000_000),
  )
  return {
    text,
    signatures: signsLog === 'by the log' ? [signText(log, text), ...cosigned] : cosigned,
  }
}

describe('a quorum', () => {
  const policy = policyOf(TWO_GROUPS)

  test.each([
    [['x1', 'x3', 'y2'], true],
    [['x1', 'x2', 'x3', 'y1', 'y2'], true],
    [['x1', 'y1', 'y2'], false],
    [['x1', 'x2', 'x3'], false],
    [[], false],
  ])('of two groups, signed by %j: %s', (names, holds) => {
    expect(satisfies(policy, noteBy(names))).toBe(holds)
  })

  test('holds for nothing without the signature of a log that is named', () => {
    expect(satisfies(policy, noteBy(['x1', 'x2', 'y1'], 'by nobody'))).toBe(false)
  })

  test('of none asks for the log alone, and for nobody where no log is named', () => {
    const none = policyOf(`log ${writeVerifierKey(log)}\nquorum none\n`)
    expect([noteBy([]), noteBy([], 'by nobody')].map((note) => satisfies(none, note))).toEqual([
      true,
      false,
    ])
    expect(satisfies(policyOf('quorum none\n'), noteBy(['x1'], 'by nobody'))).toBe(true)
  })

  test('of one witness asks for that one', () => {
    const one = policyOf(`${line('x2')}\nquorum x2\n`)
    expect([['x2'], ['x1']].map((names) => satisfies(one, noteBy(names)))).toEqual([true, false])
  })

  test('does not take the word of a log for the checkpoint of another', () => {
    const foreign = makeKey('other.example', 'log')
    const note = { text, signatures: [signText(foreign, text)] }
    expect(satisfies(policyOf(`log ${writeVerifierKey(foreign)}\nquorum none\n`), note)).toBe(false)
  })
})

test('keeps the addresses of logs and witnesses', () => {
  const { logs, witnesses } = policyOf(TWO_GROUPS)
  expect(logs.map(({ url }) => url)).toEqual(['https://rollcall.example/log/mss'])
  expect(['x1', 'y1'].map((name) => witnesses.get(name)?.url)).toEqual([
    null,
    'https://y1.example/',
  ])
})

test.each([
  ['no quorum', line('x1'), 'there is no quorum line'],
  ['two quorums', 'quorum none\nquorum none', 'there is one quorum'],
  ['a quorum that is named later', `quorum x1\n${line('x1')}`, 'is not named on an earlier line'],
  [
    'a member in two groups',
    `${line('x1')}\ngroup a any x1\ngroup b any x1\nquorum a`,
    'is in a group already',
  ],
  [
    'a group that asks for more than it has',
    `${line('x1')}\ngroup a 2 x1\nquorum a`,
    'a number up to 1',
  ],
  ['a group that asks for nobody', `${line('x1')}\ngroup a 0 x1\nquorum a`, 'a number up to 1'],
  ['the name none', line('x1').replace(' x1 ', ' none '), 'is taken'],
  [
    'a key twice under two names',
    `${line('x1')}\n${line('x1').replace(' x1 ', ' again ')}`,
    'named twice',
  ],
  ['a log as a witness', `witness a ${writeVerifierKey(log)}`, 'with the key of a witness'],
  ['a witness as a log', line('x1').replace(/^witness x1/, 'log'), 'with the key of a log'],
  ['another word', 'trust everybody', '"trust" is none of'],
  ['a control character', 'quorum none\r', 'a control character'],
])('a policy with %s is refused', (_what, lines, reason) => {
  expect(parsePolicy(lines)).toMatchObject({
    kind: 'fault',
    reason: expect.stringContaining(reason),
  })
})
