import { canonicalText, cite, sha256 } from '#documents'
import { type Handling, newId } from '#kit'
import type { Clock, Db } from '#platform'
import {
  type Appender,
  type ClaimDraft,
  type DocumentDraft,
  type Draft,
  ensureMission,
} from '#register'

import {
  aClaim,
  anApproval,
  aParty,
  aRelation,
  aRelease,
  aSubject,
  MISSION,
  OPEN,
  RESTRICTED,
} from '../drafts.ts'
import { type Cell, CELLS, guardedIn, type Marked, markerOf } from './cells.ts'
import { HIDDEN_MISSION, PEOPLE } from './people.ts'

const SAID = '2024-03-01T12:00:00Z'
const A_FIRST_PERSON = 'a first person'
const A_SECOND_PERSON = 'a second person'

/** A draft, and by which words it is known. */
interface Made {
  readonly draft: Draft
  readonly words: readonly string[]
  readonly name?: string
  readonly closer?: readonly string[]
  readonly source?: readonly string[]
  readonly people?: number
}

/** Puts entries of every type on record in every cell, each with its markers. */
export async function recordCells(
  context: { readonly db: Db; readonly clock: Clock },
  appender: Appender,
): Promise<readonly Marked[]> {
  const marked: Marked[] = []
  for (const [number, cell] of CELLS.entries()) {
    const actor = recorderOf(cell)
    const made = entriesOf(cell, number)
    await append(appender, actor, made)
    const decision = made.find(({ draft }) => draft.type === 'decision')
    const answer = approvalOf(cell, decision?.draft.id ?? '')
    await append(appender, A_SECOND_PERSON, [answer])
    marked.push(...made.map((one) => markedOf(cell, one, actor)))
    marked.push(markedOf(cell, answer, A_SECOND_PERSON))
  }
  marked.push(...(await recordReleased(appender)), ...(await recordRecalled(appender)))
  return [...marked, ...(await recordHidden(context, appender))]
}

async function append(appender: Appender, actor: string, made: readonly Made[]): Promise<void> {
  await appender.append(
    { mission: MISSION, actor },
    made.map(({ draft }) => draft),
  )
}

/** Some of it is the reporter's own: what one recorded one goes on seeing, whatever its release. */
function recorderOf({ way, handling: { compartment } }: Cell): string {
  const isTheirs =
    (way === 'confidential to another' && compartment === null) ||
    (way === 'restricted' && compartment === 'medical')
  return isTheirs ? PEOPLE.reporter.id : A_FIRST_PERSON
}

function markedOf(cell: Cell, made: Made, actor: string): Marked {
  const { draft, words, name = draft.id, closer = [], source = [], people = 0 } = made
  const embargo = cell.handling.embargo === null ? [] : [markerOf(cell, 'hm')]
  return {
    id: draft.id,
    sort: draft.type,
    cell,
    name,
    guarded: guardedIn(cell, draft.type, actor),
    words,
    closer: [...closer, ...embargo],
    source,
    sourceGuarded: null,
    people,
  }
}

function entriesOf(cell: Cell, number: number): readonly Made[] {
  const { handling } = cell
  const word = (field: string) => markerOf(cell, field)
  const document = documentOf(cell)
  const [one, other] = rivalsOf(cell, document.draft)
  const judged = { by: partyOf(cell), saidAt: SAID, handling }
  const claims = [one, other, ...pledgeOf(cell, number)]
  return [
    {
      draft: {
        ...aParty(partyOf(cell)),
        handling,
        name: `The office ${word('pn')}`,
        aliases: [`Office ${word('pa')}`],
      },
      words: [word('pn'), word('pa'), word('pc')],
    },
    {
      draft: aSubject(word('ss'), {
        handling,
        title: `About ${word('st')}`,
        place: cell.desk === 'forces' ? cell.place : null,
      }),
      name: word('ss'),
      words: [word('st'), word('ss')],
      closer: cell.desk === 'forces' ? [cell.place.toLowerCase()] : [],
    },
    document,
    ...claims,
    {
      draft: aRelation(one.draft.id, {
        ...judged,
        relation: 'contradicts',
        from: other.draft.id,
        reason: `Another number: ${word('rr')}`,
      }),
      words: [word('rr')],
    },
    {
      draft: {
        type: 'assessment',
        id: newId(),
        claim: one.draft.id,
        reliability: 'B',
        credibility: '2',
        reason: `Often right: ${word('ar')}`,
        ...judged,
      },
      words: [word('ar')],
    },
    {
      draft: {
        type: 'decision',
        id: newId(),
        kind: one.draft.kind,
        subject: word('ss'),
        claims: [one.draft.id],
        reason: `The latest letter: ${word('er')}`,
        ...judged,
      },
      words: [word('er')],
    },
    {
      draft: aRelease([one.draft.id], { ...judged, reason: `It may be known: ${word('lr')}` }),
      words: [word('lr')],
    },
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

interface MadeClaim extends Made {
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

function approvalOf(cell: Cell, decision: string): Made {
  const reason = `Agreed: ${markerOf(cell, 'vr')}`
  const draft = anApproval(decision, { handling: withoutEmbargo(cell.handling), reason })
  // An answer cannot be embargoed and public at once: it is as close as what it answers.
  return { draft, words: [markerOf(cell, 'vr')] }
}

function withoutEmbargo(handling: Handling): Handling {
  if (handling.embargo === null) return handling
  return { ...handling, release: 'confidential', embargo: null }
}

/** A claim that two people released to everybody, and whose source they withheld. */
async function recordReleased(appender: Appender): Promise<readonly Marked[]> {
  const cell: Cell = {
    way: 'released',
    letter: 's',
    desk: 'forces',
    handling: OPEN,
    place: 'PL-001',
  }
  const claim = await recordClaim(appender, cell, RESTRICTED)
  const release = aRelease([claim.draft.id], { withheld: ['source'] })
  await append(appender, A_FIRST_PERSON, [{ draft: release, words: [] }])
  await append(appender, A_SECOND_PERSON, [{ draft: anApproval(release.id), words: [] }])
  const marked = markedOf(cell, claim, A_FIRST_PERSON)
  return [{ ...marked, sourceGuarded: { ...marked.guarded, release: 'restricted' } }]
}

/** A claim that everybody saw, until two people took it back into the mission. */
async function recordRecalled(appender: Appender): Promise<readonly Marked[]> {
  const cell: Cell = {
    way: 'recalled',
    letter: 't',
    desk: 'forces',
    handling: OPEN,
    place: 'PL-001',
  }
  const claim = await recordClaim(appender, cell, OPEN)
  const recall = aRelease([claim.draft.id], { to: 'restricted' })
  await append(appender, A_FIRST_PERSON, [{ draft: recall, words: [] }])
  await append(appender, A_SECOND_PERSON, [{ draft: anApproval(recall.id), words: [] }])
  return [markedOf({ ...cell, handling: RESTRICTED }, claim, A_FIRST_PERSON)]
}

async function recordClaim(appender: Appender, cell: Cell, handling: Handling): Promise<MadeClaim> {
  const subject = `moved-${cell.letter}`
  const draft = aClaim({
    handling,
    subject,
    kind: 'forces.visit',
    value: { by: 'USA', on: '2024-02-20', place: null, purpose: markerOf(cell, 'cv') },
    note: markerOf(cell, 'cn'),
  })
  const about = aSubject(subject, { title: 'Something moved' })
  await append(appender, A_FIRST_PERSON, [
    { draft: about, words: [] },
    { draft, words: [] },
  ])
  return { draft, words: [markerOf(cell, 'cv')], source: [markerOf(cell, 'cn')] }
}

/** A mission of which nobody outside it so much as knows. */
async function recordHidden(
  context: { readonly db: Db; readonly clock: Clock },
  appender: Appender,
): Promise<readonly Marked[]> {
  const cell: Cell = {
    way: 'hidden',
    letter: 'u',
    desk: 'forces',
    handling: RESTRICTED,
    place: 'PL-001',
  }
  const title = `Nobody knows of ${markerOf(cell, 'mt')}`
  await ensureMission(context, { mission: HIDDEN_MISSION, title, party: null })
  const subject = aSubject(markerOf(cell, 'ss'), {
    handling: RESTRICTED,
    title: markerOf(cell, 'st'),
  })
  await appender.append({ mission: HIDDEN_MISSION, actor: A_FIRST_PERSON }, [subject])
  const words = [markerOf(cell, 'st'), markerOf(cell, 'ss'), markerOf(cell, 'mt')]
  const marked = markedOf(cell, { draft: subject, name: subject.subject, words }, A_FIRST_PERSON)
  return [{ ...marked, guarded: { ...marked.guarded, mission: HIDDEN_MISSION } }]
}
