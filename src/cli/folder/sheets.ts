import type {
  ApprovalDraft,
  AssessmentDraft,
  DecisionDraft,
  DocumentDraft,
  PartyDraft,
  RelationDraft,
  SubjectDraft,
} from '#register'

import { readSaid, writeSaid } from './cells.ts'
import { joinList, orNull, type Sheet, splitList } from './sheet.ts'

/** States, organisations, offices and public figures. */
export const partiesSheet: Sheet<PartyDraft> = {
  type: 'party',
  prefix: 'parties',
  columns: ['id', 'code', 'sort', 'name', 'aliases', 'of'],
  optional: ['handling'],
  toInput: (cell) => ({
    type: 'party',
    id: cell('id'),
    code: cell('code'),
    sort: cell('sort'),
    name: cell('name'),
    aliases: splitList(cell('aliases')),
    of: orNull(cell('of')),
  }),
  toCells: (party) => ({ ...party, aliases: joinList(party.aliases) }),
}

/** What claims are about. */
export const subjectsSheet: Sheet<SubjectDraft> = {
  type: 'subject',
  prefix: 'subjects',
  columns: ['id', 'subject', 'title', 'party', 'place'],
  optional: ['handling'],
  toInput: (cell) => ({
    type: 'subject',
    id: cell('id'),
    subject: cell('subject'),
    title: cell('title'),
    party: orNull(cell('party')),
    place: orNull(cell('place')),
  }),
  toCells: (subject) => ({ ...subject }),
}

/** References to documents; those whose bytes and text lie in `blobs/` name their media type and extractor. */
export const documentsSheet: Sheet<DocumentDraft> = {
  type: 'document',
  prefix: 'documents',
  columns: [
    'id',
    'key',
    'title',
    'publisher',
    'address',
    'published',
    'language',
    'sha256',
    'textSha256',
  ],
  optional: ['handling', 'mediaType', 'extractor', 'held'],
  toInput: (cell) => ({
    type: 'document',
    id: cell('id'),
    title: cell('title'),
    publisher: cell('publisher'),
    address: orNull(cell('address')),
    published: cell('published'),
    language: cell('language'),
    mediaType: orNull(cell('mediaType')),
    sha256: orNull(cell('sha256')),
    bytes: null,
    text: null,
    textSha256: orNull(cell('textSha256')),
  }),
  toCells: ({ bytes, text, ...reference }) => ({
    ...reference,
    key: reference.id,
    extractor: text?.extractor ?? null,
    held: bytes === null ? null : 'yes',
  }),
}

/** Grades on claims. */
export const assessmentsSheet: Sheet<AssessmentDraft> = {
  type: 'assessment',
  prefix: 'assessments',
  columns: ['id', 'claim', 'reliability', 'credibility', 'by', 'said', 'reason'],
  optional: ['handling'],
  toInput: (cell) => ({
    type: 'assessment',
    id: cell('id'),
    claim: cell('claim'),
    reliability: cell('reliability'),
    credibility: cell('credibility'),
    by: cell('by'),
    saidAt: readSaid(cell('said'), 'said'),
    reason: cell('reason'),
  }),
  toCells: (assessment) => ({ ...assessment, said: writeSaid(assessment.saidAt) }),
}

/** Choices among rival claims. */
export const decisionsSheet: Sheet<DecisionDraft> = {
  type: 'decision',
  prefix: 'decisions',
  columns: ['id', 'kind', 'subject', 'claims', 'by', 'said', 'reason'],
  optional: ['handling'],
  toInput: (cell) => ({
    type: 'decision',
    id: cell('id'),
    kind: cell('kind'),
    subject: cell('subject'),
    claims: splitList(cell('claims')),
    by: cell('by'),
    saidAt: readSaid(cell('said'), 'said'),
    reason: cell('reason'),
  }),
  toCells: (decision) => ({
    ...decision,
    claims: joinList(decision.claims),
    said: writeSaid(decision.saidAt),
  }),
}

/** What a second person answered to decisions of the same folder. */
export const approvalsSheet: Sheet<ApprovalDraft> = {
  type: 'approval',
  prefix: 'approvals',
  columns: ['id', 'proposal', 'verdict', 'by', 'said', 'reason'],
  optional: ['handling'],
  toInput: (cell) => ({
    type: 'approval',
    id: cell('id'),
    proposal: cell('proposal'),
    verdict: cell('verdict'),
    by: cell('by'),
    saidAt: readSaid(cell('said'), 'said'),
    reason: cell('reason'),
  }),
  toCells: (approval) => ({ ...approval, said: writeSaid(approval.saidAt) }),
}

/** Links between entries. */
export const relationsSheet: Sheet<RelationDraft> = {
  type: 'relation',
  prefix: 'relations',
  columns: ['id', 'relation', 'from', 'to', 'whose', 'by', 'said', 'reason'],
  optional: ['handling'],
  toInput: (cell) => ({
    type: 'relation',
    id: cell('id'),
    relation: cell('relation'),
    from: orNull(cell('from')),
    to: cell('to'),
    whose: cell('whose'),
    by: cell('by'),
    saidAt: readSaid(cell('said'), 'said'),
    reason: cell('reason'),
  }),
  toCells: (relation) => ({ ...relation, said: writeSaid(relation.saidAt) }),
}
