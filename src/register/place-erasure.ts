import { RefusedError } from '#platform'

import type { Batch } from './batch.ts'
import type { Erasable, ErasureDraft } from './erasure-draft.ts'
import { leavesRemains, partsToErase, remainsPart } from './erasure-parts.ts'
import type { Doomed } from './known-erasures.ts'
import type { KnownProposal } from './known-proposals.ts'
import { livingClaims } from './lane-history.ts'
import { redrawLane } from './lane-state.ts'
import type { KnownEntry } from './lookup.ts'
import { checkParty } from './place-claim.ts'
import { getEntry, getHistory, getLane } from './place-relation.ts'

/** How many entries a refusal names. */
const NAMED = 5

/** Notes what an erasure would erase; nothing is erased before somebody else approves it. */
export function placeErasure(batch: Batch, draft: ErasureDraft, seq: number): void {
  checkParty(batch, draft.by)
  const doomed = draft.targets.map((target) => {
    const entry = getEntry(batch, target.entry, seq)
    const before = batch.erased.get(entry.seq)
    const parts = partsToErase(target, entry, before)
    const leaves = before !== undefined && leavesRemains(entry.type, before.parts)
    const remainsAt = leaves ? before.approval : null
    return { entry, parts, remainsAt, before: before?.parts ?? new Set<Erasable>() }
  })
  checkOnce(doomed)
  checkNamers(batch, doomed)
  for (const one of doomed) {
    for (const [target, part] of rowsOf(one)) {
      batch.rows.add('erasure', [seq, target, part, draft.legalBasis])
    }
  }
}

/** Erases what was approved: from here on nothing of it stands, and the eraser may take it away. */
export function erase(batch: Batch, proposal: KnownProposal, approval: number): void {
  const { erasing } = proposal
  if (erasing === null) return
  checkNamers(batch, erasing.doomed)
  for (const one of erasing.doomed) {
    checkUnchanged(batch, one)
    for (const [target, part] of rowsOf(one)) {
      const basis = erasing.legalBasis
      batch.rows.add('erased', [target, part, proposal.seq, approval, 'approved', basis])
    }
    const isFallen = one.entry.type === 'claim' && one.parts.includes('statement')
    if (isFallen) fell(batch, one.entry, approval)
    const before = batch.erased.get(one.entry.seq)?.parts ?? []
    batch.erased.set(one.entry.seq, { parts: new Set([...before, ...one.parts]), approval })
  }
}

/** The rows that name what is erased: its parts, and what remained of it until now. */
function rowsOf({ entry, parts, remainsAt }: Doomed): readonly (readonly [number, string])[] {
  const own = parts.map((part) => [entry.seq, part] as const)
  return remainsAt === null ? own : [...own, [remainsAt, remainsPart(entry.seq)]]
}

/** A claim that is erased stands no longer; at earlier states it stood, whatever it said. */
function fell(batch: Batch, claim: KnownEntry, seq: number): void {
  const history = getHistory(batch, claim)
  history.claims.delete(claim.seq)
  redrawLane(getLane(batch, claim).state, livingClaims(history), seq, batch.rows)
}

function checkOnce(doomed: readonly Doomed[]): void {
  const seen = new Set<number>()
  for (const { entry } of doomed) {
    if (seen.has(entry.seq)) {
      throw new RefusedError(
        'incorrect',
        'register.erasure_twice',
        `Entry ${entry.id} is named twice; name it once, with all its parts that are to be erased.`,
      )
    }
    seen.add(entry.seq)
  }
}

/** Something else of the entry may have been erased while this waited. */
function checkUnchanged(batch: Batch, { entry, parts, remainsAt }: Doomed): void {
  const now = batch.erased.get(entry.seq)
  const leaves = now !== undefined && leavesRemains(entry.type, now.parts)
  const isSame = (leaves ? now.approval : null) === remainsAt
  if (isSame && parts.every((part) => now?.parts.has(part) !== true)) return
  throw new RefusedError(
    'conflict',
    'register.erased_meanwhile',
    `Entry ${now?.approval ?? 0} erased something of entry ${entry.id} while this waited; refuse it and propose anew what is left.`,
  )
}

/** A name is not erased while another entry still says it. */
function checkNamers({ namers }: Batch, doomed: readonly Doomed[]): void {
  for (const { entry, parts } of doomed) {
    if (!parts.includes('name')) continue
    const left = (namers.get(entry.seq) ?? []).filter(({ seq, part }) => !goes(doomed, seq, part))
    if (left.length === 0) continue
    const ids = [...new Set(left.map(({ id }) => id))]
    const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''
    throw new RefusedError(
      'conflict',
      'register.erasure_named',
      `The name of entry ${entry.id} is still said by ${ids.slice(0, NAMED).join(', ')}${more}; erase these with it, or leave the part "name" out.`,
    )
  }
}

function goes(doomed: readonly Doomed[], seq: number, part: string): boolean {
  return doomed.some(({ entry, parts }) => entry.seq === seq && isAmong(part, parts))
}

function isAmong(part: string, parts: readonly Erasable[]): boolean {
  return parts.some((one) => one === part)
}
