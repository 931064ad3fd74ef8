import { IncorrectValue, isStateCode, parseEdtf, secondOf, validTime } from '#kit'
import { RefusedError } from '#platform'

import { type Batch, type BatchLane, type KnownSubject, laneKey } from './batch.ts'
import type { ClaimDraft } from './entry.ts'
import { apartOf, audienceOf, reaches } from './handling.ts'
import { emptyHistory } from './lane-history.ts'
import { placeClaim as placeInLane } from './lane-state.ts'
import { livesOf } from './lives.ts'
import type { LaneClaim } from './reach.ts'

/** A claim's three times in numbers: valid days and the second it was said. */
export function timesOf(draft: ClaimDraft): Omit<LaneClaim, 'claim' | 'lives'> {
  try {
    const { outer, inner } = validTime(parseEdtf(draft.valid))
    return { said: secondOf(draft.saidAt), outer, inner }
  } catch (error) {
    if (!(error instanceof IncorrectValue)) throw error
    throw new RefusedError('incorrect', error.code, `Claim on ${draft.subject}: ${error.message}`, {
      cause: error,
    })
  }
}

/** Writes a claim's derived rows and cuts its lane. */
export function placeClaim(batch: Batch, draft: ClaimDraft, seq: number): void {
  const subject = batch.subjects.get(draft.subject)
  if (subject === undefined) {
    throw incorrect(
      'register.subject_unknown',
      `No subject is called "${draft.subject}"; put the subject on record first.`,
    )
  }
  checkSubject(draft, subject)
  checkParty(batch, draft.assertedBy)
  if (draft.reportedBy !== null) checkParty(batch, draft.reportedBy)
  const times = timesOf(draft)
  const { state, history } = laneOf(batch, draft, subject.seq, seq)
  const { said, outer, inner } = times
  batch.rows.add('claim', [
    seq,
    state.lane,
    documentOf(batch, draft.document),
    said,
    outer.from,
    outer.to,
    inner?.from ?? null,
    inner?.to ?? null,
  ])
  batch.rows.noteSaid(said)
  batch.rows.noteDays(outer.from, outer.to)
  if (inner !== null) batch.rows.noteDays(inner.from, inner.to)
  history?.claims.set(seq, { claim: seq, ...times })
  placeInLane(state, { claim: seq, ...times, lives: livesOf(said, []) }, seq, batch.rows)
}

/** Whoever sees a claim must be able to see what it is about. */
function checkSubject({ subject, handling }: ClaimDraft, { openTo }: KnownSubject): void {
  if (reaches(openTo, audienceOf(handling))) return
  throw incorrect(
    'register.less_open',
    `The subject "${subject}" is not open to everybody who would see this claim; release the subject first, or keep the claim as close.`,
  )
}

/** Refuses a party that nobody has put on record; States are known by their ISO 3166-1 code. */
export function checkParty({ parties }: Batch, code: string): void {
  if (parties.has(code) || isStateCode(code)) return
  throw incorrect(
    'register.party_unknown',
    `No party has the code "${code}"; use an ISO 3166-1 code such as KEN, or put the party on record first.`,
  )
}

function laneOf(batch: Batch, draft: ClaimDraft, subject: number, seq: number): BatchLane {
  const apart = apartOf(audienceOf(draft.handling))
  const key = laneKey({ ...draft, apart })
  const known = batch.lanes.get(key)
  if (known !== undefined) return known
  const kindId = batch.kinds.get(draft.kind)
  if (kindId === undefined) throw new Error(`kind ${draft.kind} has no number`)
  const lane: BatchLane = {
    state: { lane: seq, kindId, apart, boxes: [] },
    history: batch.histories.get(key) ?? emptyHistory(),
  }
  batch.rows.add('lane', [seq, kindId, subject, draft.assertedBy, apart, null])
  batch.lanes.set(key, lane)
  return lane
}

function documentOf({ documents }: Batch, id: string | null): number | null {
  if (id === null) return null
  const seq = documents.get(id)
  if (seq !== undefined) return seq
  throw incorrect(
    'register.document_unknown',
    `No document has the id ${id}; take the document in first.`,
  )
}

function incorrect(code: string, sentence: string): RefusedError {
  return new RefusedError('incorrect', code, sentence)
}
