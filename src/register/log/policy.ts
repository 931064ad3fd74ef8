import { parseVerifierKey, type VerifierKey, verdictOf } from './note-key.ts'
import type { Note } from './note.ts'

/** A log or witness that a policy names, and where it answers. */
export interface PolicyKey {
  readonly key: VerifierKey
  readonly url: string | null
}

/** A rule over witnesses: one of them, or so many of several rules. */
export type Rule =
  | { readonly kind: 'witness'; readonly key: VerifierKey }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly Rule[] }

/** Whose signatures make a checkpoint trustworthy (C2SP tlog-policy). */
export interface Policy {
  readonly logs: readonly PolicyKey[]
  readonly witnesses: ReadonlyMap<string, PolicyKey>
  /** Null where no witness is asked for. */
  readonly quorum: Rule | null
}

/** A policy, or the line that has not the form of one, from 1. */
export type PolicyOutcome =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'fault'; readonly line: number; readonly reason: string }

/** Reads a policy file. */
export function parsePolicy(text: string): PolicyOutcome {
  const draft: Draft = { logs: [], witnesses: new Map(), rules: new Map(), grouped: new Set() }
  // oxlint-disable-next-line no-control-regex -- the specification forbids them
  const isForbidden = /[\0-\x08\v-\x1f\x7f]/
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    if (words[0]?.startsWith('#') !== false) continue
    const reason = isForbidden.test(line) ? 'a control character' : note(draft, words)
    if (reason !== null) return { kind: 'fault', line: index + 1, reason }
  }
  const { logs, witnesses, quorum } = draft
  if (quorum === undefined) {
    return { kind: 'fault', line: text.split('\n').length, reason: 'there is no quorum line' }
  }
  return { kind: 'policy', policy: { logs, witnesses, quorum } }
}

/** Whether a note is signed as a policy asks: by one of its logs, where it names any, and by its quorum. */
export function satisfies({ logs, quorum }: Policy, checkpoint: Note): boolean {
  const isLogged = logs.length === 0 || logs.some(({ key }) => hasSigned(key, checkpoint))
  return isLogged && (quorum === null || holds(quorum, checkpoint))
}

interface Draft {
  readonly logs: PolicyKey[]
  readonly witnesses: Map<string, PolicyKey>
  readonly rules: Map<string, Rule>
  readonly grouped: Set<string>
  quorum?: Rule | null
}

function holds(rule: Rule, checkpoint: Note): boolean {
  if (rule.kind === 'witness') return hasSigned(rule.key, checkpoint)
  const holding = rule.members.filter((member) => holds(member, checkpoint))
  return holding.length >= rule.threshold
}

/** The name of a log's key is its origin; a log cannot vouch for another. */
function hasSigned(key: VerifierKey, checkpoint: Note): boolean {
  const [origin] = checkpoint.text.split('\n', 1)
  return (key.use === 'witness' || origin === key.name) && verdictOf(key, checkpoint) === 'signed'
}

/** Takes in a line; what is wrong with it, or null. */
function note(draft: Draft, words: readonly string[]): string | null {
  const [what = '', ...rest] = words
  if (what === 'log') return noteLog(draft, rest)
  if (what === 'witness') return noteWitness(draft, rest)
  if (what === 'group') return noteGroup(draft, rest)
  if (what === 'quorum') return noteQuorum(draft, rest)
  return `"${what}" is none of log, witness, group and quorum`
}

function noteLog({ logs }: Draft, [vkey = '', url, ...more]: readonly string[]): string | null {
  const key = parseVerifierKey(vkey)
  if (key?.use !== 'log' || more.length > 0)
    return 'a log is "log VKEY [URL]" with the key of a log'
  if (logs.some((known) => isSameKey(known.key, key))) return 'the key is named twice'
  logs.push({ key, url: url ?? null })
  return null
}

function noteWitness(
  draft: Draft,
  [name = '', vkey = '', url, ...more]: readonly string[],
): string | null {
  const key = parseVerifierKey(vkey)
  if (key?.use !== 'witness' || more.length > 0) {
    return 'a witness is "witness NAME VKEY [URL]" with the key of a witness'
  }
  if (isTaken(draft, name)) return `the name "${name}" is taken`
  const isKnown = [...draft.witnesses.values()].some((known) => isSameKey(known.key, key))
  if (isKnown) return 'the key is named twice'
  draft.witnesses.set(name, { key, url: url ?? null })
  draft.rules.set(name, { kind: 'witness', key })
  return null
}

function noteGroup(draft: Draft, [name = '', count = '', ...names]: readonly string[]) {
  if (names.length === 0) return 'a group is "group NAME any|all|NUMBER MEMBER…"'
  if (isTaken(draft, name)) return `the name "${name}" is taken`
  const members: Rule[] = []
  for (const member of names) {
    const rule = draft.rules.get(member)
    if (rule === undefined) return `"${member}" is not named on an earlier line`
    if (draft.grouped.has(member)) return `"${member}" is in a group already`
    draft.grouped.add(member)
    members.push(rule)
  }
  const threshold = thresholdOf(count, members.length)
  if (threshold === null) return `"${count}" is neither any, all nor a number up to ${names.length}`
  draft.rules.set(name, { kind: 'group', threshold, members })
  return null
}

function noteQuorum(draft: Draft, [name = '', ...more]: readonly string[]): string | null {
  if (draft.quorum !== undefined || more.length > 0) return 'there is one quorum, of one name'
  const rule = name === 'none' ? null : draft.rules.get(name)
  if (rule === undefined) return `"${name}" is not named on an earlier line`
  draft.quorum = rule
  return null
}

function thresholdOf(count: string, members: number): number | null {
  if (count === 'any') return 1
  if (count === 'all') return members
  const threshold = /^[1-9]\d{0,4}$/.test(count) ? Number(count) : Number.NaN
  return threshold <= members ? threshold : null
}

function isTaken({ rules }: Draft, name: string): boolean {
  return name === 'none' || rules.has(name)
}

function isSameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.publicKey.equals(b.publicKey)
}
