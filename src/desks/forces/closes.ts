import type { Context } from '#desk-kit'
import { canonicalJson, type Quantity } from '#kit'
import {
  type Asking,
  decisionsInForce,
  type Figure,
  findClaims,
  inForceOn,
  type StoredClaim,
} from '#register'

import { type ClosedLine, dayClose } from './ledger-kinds.ts'
import type { LedgerLine } from './ledger-lines.ts'

/** A day's close as it stands: approved by a second person, or proposed and waiting. */
export interface DayClose {
  readonly state: 'proposed' | 'closed'
  readonly claim: StoredClaim
  readonly seq: number
  readonly knownAt: string
  readonly lines: readonly ClosedLine[]
}

/** A line as a close froze it, and whether the record has come to say something else since. */
export interface RowClose {
  readonly state: 'proposed' | 'closed'
  readonly claim: string
  readonly seq: number
  readonly knownAt: string
  /** What was computed when the day was closed; null where the close has no such line. */
  readonly computed: Figure | null
  readonly reasons: readonly { readonly reason: string; readonly note: string }[]
  readonly changed: boolean
}

/** The subject that a close of the day is about. */
export function closingSubject(day: string): string {
  return `day-${day}`
}

/** What an approved decision chose as the close of the day asked about, else what is proposed; null where neither is. */
export async function closeOn(ctx: Context, at: Asking): Promise<DayClose | null> {
  const subject = closingSubject(at.validOn)
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at, subject)
  const chosen = decisions.find(({ kind }) => kind === dayClose.name)?.claims[0]
  if (chosen !== undefined) {
    const claim = (await findClaims(ctx.db, ctx.mission, [chosen], at)).get(chosen)
    if (claim !== undefined) return closeIn(claim, 'closed')
  }
  const standing = await inForceOn(ctx.db, ctx.mission, subject, at)
  const proposed = standing.findLast(({ kind }) => kind === dayClose.name)
  return proposed === undefined ? null : closeIn(proposed, 'proposed')
}

function closeIn(claim: StoredClaim, state: DayClose['state']): DayClose {
  const { seq, knownAt, lines } = dayClose.read(claim.value)
  return { state, claim, seq, knownAt, lines }
}

/** What a close says of one line; `changed` where the record has come to say something else since. */
export function closeOf(line: LedgerLine, close: DayClose | null): RowClose | null {
  if (close === null) return null
  const frozen = close.lines.find(({ contributor }) => contributor === line.contributor)
  const { state, seq, knownAt } = close
  return {
    state,
    claim: close.claim.id,
    seq,
    knownAt,
    computed: frozen === undefined ? null : figureIn(frozen.computed, close.claim),
    reasons: frozen?.reasons ?? [],
    changed: frozen === undefined || !saysTheSame(frozen, line),
  }
}

/** The numbers of a line, as a close freezes them. */
export function numbersOf({
  computed,
  reported,
}: LedgerLine): Omit<ClosedLine, 'contributor' | 'reasons'> {
  const { low, high, unit } = computed
  return {
    computed: { low, high, unit },
    reported: reported.map(({ claim, personnel }) => ({ claim, personnel })),
  }
}

/** Whether a frozen line has the numbers of one that is computed anew. */
export function saysTheSame({ computed, reported }: ClosedLine, line: LedgerLine): boolean {
  return canonicalJson({ computed, reported }) === canonicalJson(numbersOf(line))
}

function figureIn({ low, high, unit }: Quantity, claim: StoredClaim): Figure {
  const { id, assertedBy, reportedBy } = claim
  const basis = { claim: id, assertedBy, reportedBy, low, high, chosen: true }
  return { low, high, unit, disputed: false, unquantified: 0, basis: [basis] }
}
