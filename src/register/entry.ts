import type { Compartment, Day, Handling, Instant, Release } from '#kit'

import type { ErasureDraft } from './erasure-draft.ts'

/** What can be put on record. Entries are never changed. */
export const ENTRY_TYPES = [
  'party',
  'subject',
  'document',
  'claim',
  'assessment',
  'relation',
  'decision',
  'release',
  'approval',
  'erasure',
] as const
export type EntryType = (typeof ENTRY_TYPES)[number]

/** What every entry carries: a client-made UUIDv7, so that sending twice records once, and how far it may go. */
interface EntryBase {
  readonly id: string
  readonly handling: Handling
}

/** A State, organisation, unit, office, group or public figure. ISO 3166-1 alpha-3 code where one exists. */
export interface PartyDraft extends EntryBase {
  readonly type: 'party'
  readonly code: string
  readonly sort: 'state' | 'organisation' | 'unit' | 'office' | 'group' | 'person'
  readonly name: string
  readonly aliases: readonly string[]
  /** The State or organisation it belongs to or speaks for; null where it stands alone. */
  readonly of: string | null
}

/** The one thing that claims are about: this pledge, this movement, this agreement. */
export interface SubjectDraft extends EntryBase {
  readonly type: 'subject'
  /** Lower-case slug, unique in the mission: `pledge-ben`. */
  readonly subject: string
  readonly title: string
  readonly party: string | null
  /** P-code or gazetteer id. */
  readonly place: string | null
}

/** A source as it was. Bytes and text are null where this record holds only the reference. */
export interface DocumentDraft extends EntryBase {
  readonly type: 'document'
  readonly title: string
  /** The publisher's name as printed. */
  readonly publisher: string
  readonly address: string | null
  /** EDTF level 1. */
  readonly published: string
  /** BCP 47. */
  readonly language: string
  readonly mediaType: string | null
  readonly sha256: string | null
  readonly bytes: Uint8Array | null
  /** The canonical text that citations point into. */
  readonly text: { readonly extractor: string; readonly content: string } | null
  /** SHA-256 of the canonical text: known also where the text itself is not held. */
  readonly textSha256: string | null
}

/**
 * Where in a document: W3C TextPositionSelector (UTF-16 code units) tied to the canonical text's hash.
 * The quote itself is kept only where the record may hold it; its hash always is.
 */
export interface Citation {
  readonly textSha256: string
  readonly start: number
  readonly end: number
  readonly quoteSha256: string
  readonly quote: string | null
  /** Page, paragraph or section as printed. */
  readonly locator: string | null
}

export const MODALITIES = ['affirmed', 'denied', 'planned', 'estimated'] as const
export type Modality = (typeof MODALITIES)[number]

/** The order in which rivals are preferred when no decision stands, strongest first (docs/GLOSSARY.md, authority). */
export const AUTHORITIES = [
  'legal-instrument',
  'formal-notification',
  'mission-record',
  'official-statement',
  'press-quote',
  'press-paraphrase',
  'anonymous',
] as const
export type Authority = (typeof AUTHORITIES)[number]

/** Party A says, in document D, that subject S is or does X during V. */
export interface ClaimDraft extends EntryBase {
  readonly type: 'claim'
  /** `forces.pledge`. */
  readonly kind: string
  readonly subject: string
  readonly value: Readonly<Record<string, unknown>>
  readonly modality: Modality
  /** Valid time, EDTF level 1. */
  readonly valid: string
  /** When the source said it. */
  readonly saidAt: Instant
  readonly assertedBy: string
  /** Who passed it on, where that is somebody else. */
  readonly reportedBy: string | null
  /** Entry id of the document. */
  readonly document: string | null
  readonly authority: Authority
  readonly citations: readonly Citation[]
  readonly note: string | null
}

export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export const CREDIBILITIES = ['1', '2', '3', '4', '5', '6'] as const

/** A grade on a claim. F and 6 mean "not judged" and never enter arithmetic. */
export interface AssessmentDraft extends EntryBase {
  readonly type: 'assessment'
  readonly claim: string
  readonly reliability: (typeof RELIABILITIES)[number]
  readonly credibility: (typeof CREDIBILITIES)[number]
  readonly by: string
  readonly saidAt: Instant
  readonly reason: string
}

export const RELATIONS = [
  'corroborates',
  'contradicts',
  'corrects',
  'supersedes',
  'withdraws',
  'same-origin',
  'same-as',
] as const
export type RelationName = (typeof RELATIONS)[number]

/**
 * A link between two entries. `corrects`, `supersedes` and `withdraws` end the target's reach from
 * `saidAt` on; a correction of the record's own slip (`whose: 'record'`) takes it away as if never said.
 * `withdraws` may also name a relation or a decision: that is how same-as is undone.
 */
export interface RelationDraft extends EntryBase {
  readonly type: 'relation'
  readonly relation: RelationName
  /** Entry id; null only for a withdrawal, which needs no replacement. For same-as: a subject entry. */
  readonly from: string | null
  readonly to: string
  readonly whose: 'source' | 'record'
  readonly by: string
  readonly saidAt: Instant
  readonly reason: string
}

/** An officer's reasoned choice of the figure that stands while the sources disagree. */
export interface DecisionDraft extends EntryBase {
  readonly type: 'decision'
  readonly kind: string
  readonly subject: string
  /** Entry ids of the claims whose hull stands. */
  readonly claims: readonly string[]
  readonly by: string
  readonly saidAt: Instant
  readonly reason: string
}

/** The field groups that a release can leave behind. */
export const WITHHELD = ['source'] as const
export type Withheld = (typeof WITHHELD)[number]

/** Who may see entries from now on, once somebody else has approved it. Until then nothing changes. */
export interface ReleaseDraft extends EntryBase {
  readonly type: 'release'
  /** Entry ids of what is to go further, or less far. */
  readonly targets: readonly string[]
  readonly to: Release
  /** The compartment in which they lie afterwards. */
  readonly compartment: Compartment | null
  /** What of them does not go along. */
  readonly withheld: readonly Withheld[]
  readonly by: string
  readonly saidAt: Instant
  readonly reason: string
}

/** A second person's answer to what somebody else proposed: a decision, a release or an erasure. */
export interface ApprovalDraft extends EntryBase {
  readonly type: 'approval'
  /** Entry id of what was proposed. */
  readonly proposal: string
  readonly verdict: 'approved' | 'refused'
  readonly by: string
  readonly saidAt: Instant
  readonly reason: string
}

/** What takes effect only when a second person has approved it. */
export type Proposal = DecisionDraft | ReleaseDraft | ErasureDraft

export type Draft =
  | PartyDraft
  | SubjectDraft
  | DocumentDraft
  | ClaimDraft
  | AssessmentDraft
  | RelationDraft
  | DecisionDraft
  | ReleaseDraft
  | ApprovalDraft
  | ErasureDraft

/** Where an entry rests: its place on the record and the instant it was taken in. */
export interface Receipt {
  readonly id: string
  readonly seq: number
  readonly recordedAt: Instant
  /** False where the same id with the same content was on record already. */
  readonly fresh: boolean
}

/** How a reader asks, after defaults are filled in and `recordAt` is resolved to a place. */
export interface Asking {
  readonly validOn: Day
  readonly knownAt: Instant
  readonly recordAt: RecordPoint
}

/** A state of the record: everything up to and including `seq`. */
export interface RecordPoint {
  readonly seq: number
  readonly at: Instant
  /** The root of the log over these entries, hexadecimal. */
  readonly root: string
}

/** A claim that stands on the day asked about, from what had been said by then. */
export interface StandingClaim {
  readonly id: string
  readonly seq: number
  readonly recordedAt: Instant
  readonly kind: string
  readonly subject: string
  readonly value: Readonly<Record<string, unknown>>
  readonly modality: Modality
  readonly valid: string
  readonly saidAt: Instant
  /** `possible` where imprecise dates leave open whether it stands on the day. */
  readonly reach: 'certain' | 'possible'
  readonly assertedBy: string
  readonly reportedBy: string | null
  readonly document: string | null
  readonly authority: Authority
  readonly citations: readonly Citation[]
  readonly note: string | null
}

/** One claim behind a figure. */
export interface Basis {
  readonly claim: string
  readonly assertedBy: string
  readonly reportedBy: string | null
  readonly low: number | null
  readonly high: number | null
  readonly chosen: boolean
}

/** A number ready to show. Open bounds are null; a figure that nobody quantified has both open and counts in `unquantified`. */
export interface Figure {
  readonly low: number | null
  readonly high: number | null
  readonly unit: string
  readonly disputed: boolean
  readonly unquantified: number
  readonly basis: readonly Basis[]
}
