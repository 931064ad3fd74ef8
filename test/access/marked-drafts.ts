import { canonicalText, cite, sha256 } from '#documents'
import { type Handling, newId } from '#kit'
import type { ClaimDraft, DocumentDraft, Draft } from '#register'

import { aClaim, anApproval, aParty, aRelation, aRelease, aSubject } from '../drafts.ts'
import { type Cell, markerOf } from './cells.ts'

const SAID = '2024-03-01T12:00:00Z'

/** A draft, and by which words it is known. */
export interface Made {
  readonly draft: Draft
  readonly words: readonly string[]
  readonly name?: string
  readonly closer?: readonly string[]
  readonly source?: readonly string[]
  readonly people?: number
}

/** An entry of every type, handled as the cell says, each text with its marker. */
export function entriesOf(cell: Cell, number: number): readonly Made[] {
  const document = documentOf(cell)
  const [one, other] = rivalsOf(cell, document.draft)
  return [
    ...namesOf(cell),
    document,
    one,
    other,
    ...pledgeOf(cell, number),
    ...judgementsOf(cell, one.draft, other.draft),
  ]
}

/** Whoever speaks in a cell, and what is spoken of. */
function namesOf(cell: Cell): readonly Made[] {
  const word = (field: string) => markerOf(cell, field)
  const { handling } = cell
  const name = `The office ${word('pn')}`
  const aliases = [`Office ${word('pa')}`]
  const place = cell.desk === 'forces' ? cell.place : null
  return [
    {
      draft: { ...aParty(partyOf(cell)), handling, name, aliases },
      words: [word('pn'), word('pa'), word('pc')],
    },
    {
      draft: aSubject(word('ss'), { handling, title: `About ${word('st')}`, place }),
      name: word('ss'),
      words: [word('st'), word('ss')],
      closer: place === null ? [] : [place.toLowerCase()],
    },
  ]
}

/** What is said of a cell's claims, each with its reason. */
function judgementsOf(cell: Cell, one: ClaimDraft, other: ClaimDraft): readonly Made[] {
  const said = (field: string) => ({
    by: partyOf(cell),
    saidAt: SAID,
    handling: cell.handling,
    reason: `For this reason: ${markerOf(cell, field)}`,
  })
  const contradicts = { relation: 'contradicts', from: other.id } as const
  const graded = { claim: one.id, reliability: 'B', credibility: '2' } as const
  const chosen = { kind: one.kind, subject: markerOf(cell, 'ss'), claims: [one.id] }
  return [
    { draft: aRelation(one.id, { ...said('rr'), ...contradicts }), words: [markerOf(cell, 'rr')] },
    {
      draft: { type: 'assessment', id: newId(), ...graded, ...said('ar') },
      words: [markerOf(cell, 'ar')],
    },
    {
      draft: { type: 'decision', id: newId(), ...chosen, ...said('er') },
      words: [markerOf(cell, 'er')],
    },
    { draft: aRelease([one.id], said('lr')), words: [markerOf(cell, 'lr')] },
  ]
}

function partyOf(cell: Cell): string {
  return markerOf(cell, 'pc').toUpperCase()
}

function documentOf(cell: Cell): Made & { readonly draft: DocumentDraft } {
  const word = (field: string) => markerOf(cell, field)
  const content = canonicalText(`It was written so.\n\nThe passage ${word('dx')} says it.\n`)
  const bytes = new TextEncoder().encode(content)
  return {
    draft: {
      type: 'document',
      id: newId(),
      handling: cell.handling,
      title: `A letter ${word('dt')}`,
      publisher: `The press ${word('dp')}`,
      address: `https://example.org/${word('da')}`,
      published: '2024-02-29',
      language: 'en',
      mediaType: 'text/plain',
      sha256: sha256(bytes),
      bytes,
      text: { extractor: 'rollcall-text/1', content },
      textSha256: sha256(content),
    },
    words: [word('dt'), word('dp'), word('da'), word('dx')],
  }
}

/** The same of a claim. */
export interface MadeClaim extends Made {
  readonly draft: ClaimDraft
}

/** Two that do not agree, so that the subject is contested and there is something to decide. */
function rivalsOf(cell: Cell, document: DocumentDraft): readonly [MadeClaim, MadeClaim] {
  const word = (field: string) => markerOf(cell, field)
  const content = document.text?.content ?? ''
  const said = { handling: cell.handling, subject: word('ss'), kind: kindAt(cell) }
  const isPlaced = cell.desk === 'forces'
  return [
    {
      draft: aClaim({
        ...said,
        value: valueAt(cell, `First ${word('cv')}`, isPlaced ? cell.place : null),
        assertedBy: partyOf(cell),
        document: document.id,
        citations: [
          cite(content, { quote: `The passage ${word('dx')} says it`, locator: word('cl') }),
        ],
        note: `Noted: ${word('cn')}`,
      }),
      words: [word('cv')],
      closer: isPlaced ? [cell.place.toLowerCase()] : [],
      source: [word('cn'), word('cl')],
    },
    {
      draft: aClaim({
        ...said,
        value: valueAt(cell, `Second ${word('bv')}`, null),
        assertedBy: 'USA',
        note: `Noted: ${word('bn')}`,
      }),
      words: [word('bv')],
      source: [word('bn')],
    },
  ]
}

function kindAt({ desk }: Cell): string {
  return desk === 'forces' ? 'forces.visit' : 'funds.cost-estimate'
}

function valueAt(cell: Cell, words: string, place: string | null): ClaimDraft['value'] {
  if (cell.desk === 'forces') return { by: partyOf(cell), on: '2024-02-20', place, purpose: words }
  return { amount: { low: 100, high: 100, unit: 'USD/100' }, period: null, scope: words }
}

function pledgeOf(cell: Cell, number: number): readonly MadeClaim[] {
  if (cell.desk !== 'forces') return []
  const people = 2 ** number
  const personnel = { low: people, high: people, unit: 'person' }
  const draft = aClaim({
    handling: cell.handling,
    subject: markerOf(cell, 'ss'),
    value: { personnel, component: 'police', stage: 'pledge' },
    note: `Noted: ${markerOf(cell, 'gn')}`,
  })
  return [{ draft, words: [], source: [markerOf(cell, 'gn')], people }]
}

/** The yes of a second person to the cell's decision. */
export function approvalOf(cell: Cell, decision: string): Made {
  const reason = `Agreed: ${markerOf(cell, 'vr')}`
  const draft = anApproval(decision, { handling: withoutEmbargo(cell.handling), reason })
  // An answer cannot be embargoed and public at once: it is as close as what it answers.
  return { draft, words: [markerOf(cell, 'vr')] }
}

function withoutEmbargo(handling: Handling): Handling {
  if (handling.embargo === null) return handling
  return { ...handling, release: 'confidential', embargo: null }
}
