import type { Handling } from '#kit'
import type { Clock, Db } from '#platform'
import { type Appender, type Draft, ensureMission, type ReleaseDraft } from '#register'

import { aClaim, anApproval, aRelease, aSubject, MISSION, OPEN, RESTRICTED } from '../drafts.ts'
import { type Cell, CELLS, guardedIn, type Marked, markerOf } from './cells.ts'
import { approvalOf, entriesOf, type Made, type MadeClaim } from './marked-drafts.ts'
import { HIDDEN_MISSION, PEOPLE } from './people.ts'

const A_FIRST_PERSON = 'a first person'
const A_SECOND_PERSON = 'a second person'

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
    hashes: hashesOf(draft),
    people,
  }
}

function hashesOf(draft: Draft): Marked['hashes'] {
  if (draft.type !== 'document') return null
  return { sha256: draft.sha256 ?? '', textSha256: draft.textSha256 ?? '' }
}

/** A claim that two people released to everybody, and whose source they withheld. */
async function recordReleased(appender: Appender): Promise<readonly Marked[]> {
  const cell = movedCell('released', 's', OPEN)
  const [about, claim] = movedClaim(cell, RESTRICTED)
  await append(appender, A_FIRST_PERSON, [about, claim])
  const told = await moved(appender, cell, aRelease([claim.draft.id], { withheld: ['source'] }))
  const marked = markedOf(cell, claim, A_FIRST_PERSON)
  const sourceGuarded = { ...marked.guarded, release: 'restricted' } as const
  return [{ ...marked, sourceGuarded }, markedOf(cell, about, A_FIRST_PERSON), ...told]
}

/** A claim that everybody saw, until two people took it back into the mission. */
async function recordRecalled(appender: Appender): Promise<readonly Marked[]> {
  const cell = movedCell('recalled', 't', OPEN)
  const [about, claim] = movedClaim(cell, OPEN)
  await append(appender, A_FIRST_PERSON, [about, claim])
  const told = await moved(appender, cell, aRelease([claim.draft.id], { to: 'restricted' }))
  const kept = markedOf({ ...cell, handling: RESTRICTED }, claim, A_FIRST_PERSON)
  return [kept, markedOf(cell, about, A_FIRST_PERSON), ...told]
}

function movedCell(way: Cell['way'], letter: string, handling: Handling): Cell {
  return { way, letter, desk: 'forces', handling, place: 'PL-001' }
}

/** One person proposes to move a claim, which officers know of, and another says yes, which everybody may. */
async function moved(
  appender: Appender,
  cell: Cell,
  release: ReleaseDraft,
): Promise<readonly Marked[]> {
  const proposal = { draft: release, words: [] }
  const approval = { draft: anApproval(release.id, { handling: RESTRICTED }), words: [] }
  await append(appender, A_FIRST_PERSON, [proposal])
  await append(appender, A_SECOND_PERSON, [approval])
  const closely = { ...cell, handling: RESTRICTED }
  return [markedOf(closely, proposal, A_FIRST_PERSON), markedOf(closely, approval, A_SECOND_PERSON)]
}

function movedClaim(cell: Cell, handling: Handling): readonly [Made, MadeClaim] {
  const subject = `moved-${cell.letter}`
  const draft = aClaim({
    handling,
    subject,
    kind: 'forces.visit',
    value: { by: 'USA', on: '2024-02-20', place: null, purpose: markerOf(cell, 'cv') },
    note: markerOf(cell, 'cn'),
  })
  return [
    { draft: aSubject(subject, { title: 'Something moved' }), name: subject, words: [] },
    { draft, words: [markerOf(cell, 'cv')], source: [markerOf(cell, 'cn')] },
  ]
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
