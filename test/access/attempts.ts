import { type Action, type Actor, can, type Guarded, type Handling, newId, PUBLIC } from '#kit'
import type { Appender, Draft } from '#register'

import {
  aClaim,
  anApproval,
  anErasure,
  aParty,
  aRelation,
  aRelease,
  aSubject,
  MISSION,
} from '../drafts.ts'
import { type Cell, CELLS, guardedIn, type Marked, NOW, reads, type Sort } from './cells.ts'
import { answeredAs } from './people.ts'

/** An entry that somebody sends, and how it has to be answered. */
export interface Attempt {
  readonly what: string
  readonly draft: Draft
  readonly status: number
}

/** Who has proposed what somebody is to answer. */
const PROPOSER = 'a third person'

/** One entry of every type in every cell, as somebody might send it. */
export async function attemptsOf(
  person: Actor,
  entries: readonly Marked[],
  appender: Appender,
): Promise<readonly Attempt[]> {
  const actor = answeredAs(person)
  const proposals = CELLS.map((cell) => proposalIn(cell, entries))
  await appender.append({ mission: MISSION, actor: PROPOSER }, proposals)
  return CELLS.flatMap((cell, place) => {
    const proposal = proposals[place]
    if (proposal === undefined) throw new Error('Every cell has a proposal to answer.')
    return [
      ...recording(actor, cell),
      ...judging(actor, cell, entries),
      ...proposing(actor, cell, entries),
      answering(actor, cell, { entries, proposal }),
    ]
  })
}

function proposalIn(cell: Cell, entries: readonly Marked[]) {
  return aRelease([claimIn(cell, entries).id], { handling: closeTo(cell), to: 'restricted' })
}

/** Something new that is about nothing which not everybody sees. */
function recording(actor: Actor, cell: Cell): readonly Attempt[] {
  const { handling } = cell
  const id = newId()
  const claim = aClaim({
    handling,
    subject: 'moved-s',
    kind: cell.desk === 'forces' ? 'forces.offer' : 'funds.coverage',
    value:
      cell.desk === 'forces'
        ? { role: 'contribute', status: 'offered', matter: null }
        : { share: { low: 5, high: 5, unit: 'percent' }, of: 'what is needed' },
    valid: '2024-04-01/..',
  })
  const drafts: readonly Draft[] = [
    claim,
    { ...aParty(`T-${id.slice(-12).toUpperCase()}`), handling },
    aSubject(`new-${id}`, { handling }),
    { ...DOCUMENT, id: newId(), handling },
  ]
  return drafts.map((draft) => ({
    what: `a new ${draft.type} ${cell.way} in ${handling.compartment ?? 'no'} compartment`,
    draft,
    status: statusOf(actor, [['record', guardedIn(cell, draft.type, actor.id)]]),
  }))
}

/** What is said of a claim: whoever does not see it is told that it never was. */
function judging(actor: Actor, cell: Cell, entries: readonly Marked[]): readonly Attempt[] {
  const claim = claimIn(cell, entries)
  const judged = { handling: closeTo(cell), by: 'USA', saidAt: '2024-03-02T12:00:00Z' }
  const other = entries.findLast((entry) => entry.sort === 'claim' && entry.cell === cell)
  const drafts: readonly Draft[] = [
    {
      type: 'assessment',
      id: newId(),
      claim: claim.id,
      reliability: 'C',
      credibility: '3',
      reason: 'Now and then right.',
      ...judged,
    },
    aRelation(claim.id, { ...judged, relation: 'corroborates', from: other?.id ?? claim.id }),
  ]
  const object = closely(cell, 'claim', actor.id)
  return drafts.map((draft) => ({
    what: `a ${draft.type} about a claim ${cell.way} in ${cell.handling.compartment ?? 'no'} compartment`,
    draft,
    status: unseen(actor, claim) ?? statusOf(actor, [['record', object]]),
  }))
}

/** A decision, a release and an erasure: they wait, and change nothing yet. */
function proposing(actor: Actor, cell: Cell, entries: readonly Marked[]): readonly Attempt[] {
  const claim = claimIn(cell, entries)
  const subject = entries.find((entry) => entry.sort === 'subject' && entry.cell === cell)
  const handling = closeTo(cell)
  const proposed = closely(cell, 'decision', actor.id)
  const where = `${cell.way} in ${cell.handling.compartment ?? 'no'} compartment`
  return [
    {
      what: `a decision about a claim ${where}`,
      draft: {
        type: 'decision',
        id: newId(),
        handling,
        kind: cell.desk === 'forces' ? 'forces.visit' : 'funds.cost-estimate',
        subject: subject?.name ?? '',
        claims: [claim.id],
        by: 'USA',
        saidAt: '2024-03-02T12:00:00Z',
        reason: 'The later letter.',
      },
      status: unseen(actor, claim) ?? statusOf(actor, [['propose', proposed]]),
    },
    ...[
      aRelease([claim.id], { handling, to: 'partner' }),
      anErasure([{ entry: claim.id, parts: ['source'] }], { handling }),
    ].map((draft) => ({
      what: `${draft.type === 'release' ? 'a release' : 'an erasure'} of a claim ${where}`,
      draft,
      status:
        unseen(actor, claim) ??
        statusOf(actor, [
          ['propose', { ...proposed, desk: null }],
          ['propose', { ...claim.guarded, recordedBy: null }],
        ]),
    })),
  ]
}

function answering(
  actor: Actor,
  cell: Cell,
  { entries, proposal }: { readonly entries: readonly Marked[]; readonly proposal: Draft },
): Attempt {
  const claim = claimIn(cell, entries)
  const object = closely(cell, 'release', PROPOSER)
  return {
    what: `an answer to a release ${cell.way} in ${cell.handling.compartment ?? 'no'} compartment`,
    draft: anApproval(proposal.id, { handling: closeTo(cell), verdict: 'refused' }),
    status:
      unseen(actor, { guarded: object }, 404) ??
      unseen(actor, claim) ??
      statusOf(actor, [
        ['approve', object],
        ['approve', { ...claim.guarded, recordedBy: PROPOSER }],
      ]),
  }
}

/** As open as what it is about, and never more open than one person may record. */
function closeTo({ handling: { release, compartment, embargo } }: Cell): Handling {
  const isClose = release === 'confidential' || embargo !== null
  return { release: isClose ? 'confidential' : 'restricted', compartment, embargo: null }
}

function closely(cell: Cell, sort: Sort, recordedBy: string): Guarded {
  return guardedIn({ ...cell, handling: closeTo(cell) }, sort, recordedBy)
}

function statusOf(actor: Actor, asked: readonly (readonly [Action, Guarded])[]): number {
  return asked.every(([action, object]) => can(actor, action, object, NOW).may) ? 201 : 403
}

/** The answer to whoever names what they do not see; nobody in particular learns not even that. */
function unseen(
  actor: Actor,
  entry: Pick<Marked, 'guarded'>,
  status: number = 400,
): number | undefined {
  if (actor.id === PUBLIC.id) return 403
  return reads(actor, entry) ? undefined : status
}

function claimIn(cell: Cell, entries: readonly Marked[]): Marked {
  const claim = entries.find((entry) => entry.sort === 'claim' && entry.cell === cell)
  if (claim === undefined) throw new Error(`No claim is ${cell.way}.`)
  return claim
}

const DOCUMENT = {
  type: 'document',
  title: 'A letter',
  publisher: 'The press',
  address: null,
  published: '2024-02-29',
  language: 'en',
  mediaType: null,
  sha256: null,
  bytes: null,
  text: null,
  textSha256: null,
} as const
