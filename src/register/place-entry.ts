import { hash } from 'node:crypto'

import { endOfDay, IncorrectValue, isInstant, latestInstantOf, parseEdtf, secondOf } from '#kit'
import { RefusedError } from '#platform'

import type { Batch, Item } from './batch.ts'
import type {
  ApprovalDraft,
  AssessmentDraft,
  DecisionDraft,
  DocumentDraft,
  Draft,
  PartyDraft,
  SubjectDraft,
} from './entry.ts'
import { audienceOf } from './handling.ts'
import { commitmentsOf, leafHashOf, newSalt, type Part, payloadRootOf } from './leaf.ts'
import { type Keeping, partsOf } from './parts.ts'
import { placeApproval, placeProposal } from './place-approval.ts'
import { checkParty, placeClaim } from './place-claim.ts'
import { placeHandling } from './place-handling.ts'
import { getEntry, placeRelation } from './place-relation.ts'
import { searchWordsOf } from './search-words.ts'
import { remainsIn, wordsLeftIn } from './what-is-left.ts'

/** What an entry says, read, salted and hashed: all of it that does not depend on its place. */
export interface SpokenEntry {
  readonly draft: Draft
  readonly keeping: Keeping
  readonly parts: readonly Part[]
  /** One line a part: its name and its salted hash. */
  readonly commitments: readonly string[]
  readonly payloadRoot: string
  /** The words it is found by; null where nobody would look for it. */
  readonly words: string | null
}

/** Makes an entry ready to be put at a place. */
export function speakEntry({ draft, actor, delayHours }: Item): SpokenEntry {
  const keeping = { actor, delayHours }
  const parts = partsOf(draft, keeping)
  const commitments = commitmentsOf(parts)
  const payloadRoot = payloadRootOf(commitments)
  return { draft, keeping, parts, commitments, payloadRoot, words: searchWordsOf(draft) }
}

/** Puts one entry of a batch at its place: its leaf and payload, then what is derived from it. */
export function placeEntry(
  batch: Batch,
  spoken: SpokenEntry,
  { seq, recordedAt }: { seq: number; recordedAt: string },
): void {
  const { mission, rows } = batch
  const { draft, keeping, words } = spoken
  const { parts, commitments, payloadRoot } = withRemains(batch, spoken)
  const { id, type } = draft
  const leafHash = leafHashOf({ v: 1, mission, seq, id, type, recordedAt, payloadRoot })
  rows.add('entry', [seq, id, type, recordedAt, payloadRoot, leafHash])
  for (const { part, salt, body } of parts) rows.add('payload', [seq, part, salt, body])
  rows.add('commitment', [seq, commitments.join('\n')])
  placeSaid(batch, { draft, keeping }, { seq, recordedAt })
  if (words !== null) rows.add('search', [seq, words, seq])
  if (draft.type === 'approval') placeWordsLeft(batch, draft, seq)
}

type Hashed = Pick<SpokenEntry, 'parts' | 'commitments' | 'payloadRoot'>

/** An approval that erases keeps, in parts of its own, what remains of what it erases. */
function withRemains({ proposals, subjects, partySeqs }: Batch, spoken: SpokenEntry): Hashed {
  const { draft } = spoken
  if (draft.type !== 'approval' || draft.verdict === 'refused') return spoken
  const remains = remainsIn(proposals.get(draft.proposal)?.erasing ?? null, (name) => {
    const seq = subjects.get(name)?.seq ?? partySeqs.get(name)
    return seq === undefined ? name : `#${seq}`
  })
  if (remains.length === 0) return spoken
  const parts = [...spoken.parts, ...remains.map((part) => ({ ...part, salt: newSalt() }))]
  const commitments = commitmentsOf(parts)
  return { parts, commitments, payloadRoot: payloadRootOf(commitments) }
}

/** The words by which what is erased in part is still found. */
function placeWordsLeft({ proposals, rows }: Batch, draft: ApprovalDraft, seq: number): void {
  const erasing = draft.verdict === 'approved' ? proposals.get(draft.proposal)?.erasing : null
  for (const { target, words } of wordsLeftIn(erasing ?? null)) {
    rows.add('search', [target, words, seq])
  }
}

/** Writes all that is derived from what an entry says, but for the words it is found by. */
export function placeSaid(
  batch: Batch,
  { draft, keeping }: Pick<SpokenEntry, 'draft' | 'keeping'>,
  { seq, recordedAt }: { seq: number; recordedAt: string },
): void {
  checkSaid(draft)
  placeDerived(batch, { draft, actor: keeping.actor }, { seq, recordedAt })
  placeHandling(batch, { draft, keeping }, { seq, recordedAt })
}

function placeDerived(
  batch: Batch,
  { draft, actor }: { readonly draft: Draft; readonly actor: string },
  place: { seq: number; recordedAt: string },
): void {
  const { seq } = place
  switch (draft.type) {
    case 'party':
      return placeParty(batch, draft, seq)
    case 'subject':
      return placeSubject(batch, draft, seq)
    case 'document':
      return placeDocument(batch, draft, seq)
    case 'claim':
      return placeClaim(batch, draft, seq)
    case 'assessment':
      return placeAssessment(batch, draft, seq)
    case 'relation':
      return placeRelation(batch, draft, seq)
    case 'decision':
      placeDecision(batch, draft, seq)
      return placeProposal(batch, draft, { seq, actor })
    case 'release':
    case 'erasure':
      return placeProposal(batch, draft, { seq, actor })
    case 'approval':
      return placeApproval(batch, { draft, actor }, place)
  }
}

function placeParty(batch: Batch, { code, of }: PartyDraft, seq: number): void {
  if (batch.parties.has(code)) {
    throw new RefusedError(
      'conflict',
      'register.party_taken',
      `The code "${code}" is taken by another party; choose another code.`,
    )
  }
  if (of !== null) checkParty(batch, of)
  batch.parties.add(code)
  batch.rows.add('party', [seq, code])
}

function placeSubject(
  batch: Batch,
  { subject, party, place, handling }: SubjectDraft,
  seq: number,
): void {
  if (batch.subjects.has(subject)) {
    throw new RefusedError(
      'conflict',
      'register.subject_taken',
      `A subject is already called "${subject}"; record claims about it, or choose another name.`,
    )
  }
  if (party !== null) checkParty(batch, party)
  batch.subjects.set(subject, { seq, place, openTo: [audienceOf(handling)] })
  batch.rows.add('subject', [seq, subject, place])
}

function placeDocument(batch: Batch, draft: DocumentDraft, seq: number): void {
  batch.documents.set(draft.id, seq)
  batch.rows.add('document', [seq, draft.id, saidOf(draft), draft.sha256, draft.textSha256])
  if (draft.bytes !== null) {
    const sha256 = hash('sha256', draft.bytes)
    if (sha256 !== draft.sha256) throw mismatch(draft, 'bytes', sha256)
    batch.rows.add('blob', [sha256, Buffer.from(draft.bytes).toString('hex')])
  }
  if (draft.text !== null) {
    const sha256 = hash('sha256', draft.text.content)
    if (sha256 !== draft.textSha256) throw mismatch(draft, 'text', sha256)
    batch.rows.add('canonical_text', [sha256, draft.text.extractor, draft.text.content])
  }
}

/** When a document has surely spoken: the end of its latest day, or of its earliest where the end is open. */
function saidOf({ title, published }: DocumentDraft): number {
  const edtf = withSentence(() => parseEdtf(published), `Document "${title}"`)
  const instant =
    latestInstantOf(edtf) ?? (edtf.from.earliest === null ? null : endOfDay(edtf.from.earliest))
  if (instant !== null) return secondOf(instant)
  throw new RefusedError(
    'incorrect',
    'register.document_undated',
    `Document "${title}" has no date that bounds when it was published; give at least a year.`,
  )
}

function placeAssessment(batch: Batch, draft: AssessmentDraft, seq: number): void {
  const claim = getEntry(batch, draft.claim, seq)
  if (claim.type !== 'claim') {
    throw new RefusedError(
      'incorrect',
      'register.assessment_target',
      `A grade belongs to a claim; entry ${draft.claim} is a ${claim.type}.`,
    )
  }
  checkParty(batch, draft.by)
  batch.rows.add('assessment', [seq, claim.seq, secondOf(draft.saidAt)])
}

function placeDecision(batch: Batch, draft: DecisionDraft, seq: number): void {
  const subject = batch.subjects.get(draft.subject)
  const kindId = batch.kinds.get(draft.kind)
  if (subject === undefined || kindId === undefined) {
    throw new RefusedError(
      'incorrect',
      'register.subject_unknown',
      `No subject is called "${draft.subject}"; name the subject that is disputed.`,
    )
  }
  checkParty(batch, draft.by)
  for (const id of draft.claims) {
    const claim = getEntry(batch, id, seq)
    if (claim.subject !== draft.subject || claim.kind !== draft.kind) {
      throw new RefusedError(
        'incorrect',
        'register.decision_claim',
        `Entry ${id} is not a ${draft.kind} claim about "${draft.subject}"; choose among the rival claims.`,
      )
    }
  }
  batch.rows.add('decision', [seq, kindId, subject.seq, secondOf(draft.saidAt)])
}

function checkSaid(draft: Draft): void {
  if (!('saidAt' in draft) || isInstant(draft.saidAt)) return
  throw new RefusedError(
    'incorrect',
    'register.said_at',
    `"${draft.saidAt}" is not an instant; write it in UTC, such as 2024-02-28T23:59:59Z.`,
  )
}

function mismatch({ title }: DocumentDraft, what: string, sha256: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'register.hash',
    `The ${what} of document "${title}" hash to ${sha256}, not to what the entry says; take the document in again.`,
  )
}

function withSentence<Value>(read: () => Value, where: string): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof IncorrectValue)) throw error
    throw new RefusedError('incorrect', error.code, `${where}: ${error.message}`, { cause: error })
  }
}
