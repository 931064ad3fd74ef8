import { createHash } from 'node:crypto'

import { addDays, derivedId, type Handling } from '#kit'
import type { ClaimDraft, Draft } from '#register'

import { seededRandom } from '../generate-claims.ts'

/** How much happens in a year, and the seed that makes two runs the same. */
export interface Year {
  readonly seed: number
  /** The first day of the year. */
  readonly from: string
  readonly members: number
  readonly movements: number
  readonly statusChanges: number
  readonly casualties: number
  readonly presences: number
}

/** The year that the morning pages are measured on (issue 4). */
export const A_YEAR: Year = {
  seed: 2699,
  from: '2026-01-01',
  members: 1000,
  movements: 40,
  statusChanges: 300,
  casualties: 60,
  presences: 25_000,
}

const DAYS = 365
const CONTRIBUTORS = ['KEN', 'JAM', 'BHS', 'BLZ', 'SLV', 'GTM'] as const
const AWAY = ['leave', 'duty-travel', 'sick', 'hospital'] as const
const TYPES = ['injury', 'illness', 'injury', 'fatality'] as const
const INTERNAL: Handling = { release: 'restricted', compartment: null, embargo: null }
const MEDICAL: Handling = { ...INTERNAL, compartment: 'medical' }
const AT_THE_DESK: Handling = {
  release: 'confidential',
  compartment: 'medical',
  embargo: { reason: 'Next of kin are told before this goes on.', notBefore: null },
}

/** A day's drafts, in the order in which they are recorded. */
export interface SimulatedDay {
  readonly day: string
  readonly drafts: readonly Draft[]
}

interface Happening {
  readonly day: number
  readonly drafts: readonly Draft[]
}

/**
 * A year of a mission's life, day by day: members who come and go in movements, answer roll-calls, change
 * status and get hurt. All of it is made up, names of nobody; the same seed makes the same year.
 */
export function simulateYear(year: Year): readonly SimulatedDay[] {
  const happenings = [
    ...membersOf(year),
    ...movementsOf(year),
    ...statusChangesOf(year),
    ...casualtiesOf(year),
    ...presencesOf(year),
  ]
  return Array.from({ length: DAYS }, (_, day) => ({
    day: addDays(year.from, day),
    drafts: happenings.filter((one) => one.day === day).flatMap(({ drafts }) => drafts),
  }))
}

/** Half serve from before the first day on; the others arrive with the movements of the year. */
function membersOf(year: Year): readonly Happening[] {
  return Array.from({ length: year.members }, (_, index) => {
    const day = index < year.members / 2 ? 0 : dayOfMovement(year, index % year.movements)
    const subject = memberName(index)
    const on = addDays(year.from, day)
    const value = {
      contributor: contributorOf(index),
      component: 'police',
      rank: null,
      unit: null,
      from: on,
      until: null,
    }
    return {
      day,
      drafts: [
        subjectOf(subject, `Member ${index + 1}`, INTERNAL),
        claimOf({ kind: 'people.member', subject, value, on, handling: INTERNAL }),
      ],
    }
  })
}

function movementsOf(year: Year): readonly Happening[] {
  const random = seededRandom(year.seed)
  return Array.from({ length: year.movements }, (_, index) => {
    const day = dayOfMovement(year, index)
    const subject = `movement-${year.from.slice(0, 4)}-${pad(index + 1)}`
    const people = 5 + Math.floor(random() * 40)
    const on = addDays(year.from, day)
    const value = {
      direction: index % 4 === 3 ? 'departure' : 'arrival',
      contributor: contributorOf(index),
      personnel: { low: people, high: people, unit: 'person' },
      component: 'police',
      on,
      ordinal: null,
      carrier: null,
    }
    return {
      day,
      drafts: [
        subjectOf(subject, `Movement ${index + 1}`, INTERNAL),
        claimOf({ kind: 'forces.movement', subject, value, on, handling: INTERNAL }),
      ],
    }
  })
}

/** Each is said of a member at the people desk, and counted at the forces desk. */
function statusChangesOf(year: Year): readonly Happening[] {
  const random = seededRandom(year.seed + 1)
  return Array.from({ length: year.statusChanges }, (_, index) => {
    const day = 30 + Math.floor(random() * (DAYS - 30))
    const on = addDays(year.from, day)
    const member = Math.floor(random() * (year.members / 2))
    const word = AWAY[Math.floor(random() * AWAY.length)] ?? 'leave'
    const counted = `status-change-${year.from.slice(0, 4)}-${pad(index + 1)}`
    const change = {
      contributor: contributorOf(member),
      personnel: { low: 1, high: 1, unit: 'person' },
      on,
      before: 'present',
      after: word === 'sick' ? 'leave' : word,
    }
    return {
      day,
      drafts: [
        claimOf({
          kind: 'people.member-status',
          subject: memberName(member),
          value: { status: index % 3 === 2 ? 'present' : word, since: on },
          on,
          handling: MEDICAL,
        }),
        subjectOf(counted, `Change of status ${index + 1}`, INTERNAL),
        claimOf({
          kind: 'forces.status-change',
          subject: counted,
          value: change,
          on,
          handling: INTERNAL,
        }),
      ],
    }
  })
}

function casualtiesOf(year: Year): readonly Happening[] {
  const random = seededRandom(year.seed + 2)
  return Array.from({ length: year.casualties }, (_, index) => {
    const day = Math.floor(random() * DAYS)
    const on = addDays(year.from, day)
    const member = Math.floor(random() * (year.members / 2))
    const subject = `case-${year.from.slice(0, 4)}-${pad(index + 1)}`
    const type = TYPES[index % TYPES.length] ?? 'injury'
    const value = {
      ...NOTICE,
      contributor: contributorOf(member),
      member: memberName(member),
      type,
    }
    return {
      day,
      drafts: [
        subjectOf(subject, `Case ${index + 1}`, AT_THE_DESK),
        claimOf({
          kind: 'people.case',
          subject,
          value: { ...value, at: on, condition: type === 'fatality' ? 'dead' : 'stable' },
          on,
          handling: AT_THE_DESK,
        }),
      ],
    }
  })
}

const NOTICE = {
  notice: 'initial',
  category: 'police',
  event: null,
  cause: 'accident',
  place: null,
  circumstances: 'Made up by the simulator.',
  duty: 'on',
  treatment: null,
  facility: null,
  evacuation: null,
  remains: null,
  postMortem: 'none',
  repatriation: null,
  inquiry: 'no',
} as const

/** The roll is called of a part of the members each day, so that everybody's turn comes round. */
function presencesOf(year: Year): readonly Happening[] {
  const random = seededRandom(year.seed + 3)
  return Array.from({ length: year.presences }, (_, index) => {
    const day = Math.floor((index * DAYS) / year.presences)
    const turnOf = index % year.members
    const half = year.members / 2
    const hasArrived = turnOf < half || dayOfMovement(year, turnOf % year.movements) <= day
    const member = hasArrived ? turnOf : turnOf - half
    const on = addDays(year.from, day)
    const turn = random()
    const answered = turn < 0.95 ? 'present' : 'accounted'
    const state = turn < 0.99 ? answered : 'absent'
    const at = `${on}T${pad(6 + Math.floor(random() * 12), 2)}:${pad(index % 60, 2)}:${pad(Math.floor(random() * 60), 2)}Z`
    const value = { state, at, how: 'seen' }
    const subject = memberName(member)
    const kind = 'people.presence'
    return { day, drafts: [claimOf({ kind, subject, value, on, saidAt: at, handling: INTERNAL })] }
  })
}

function dayOfMovement({ movements }: Year, index: number): number {
  return Math.floor((index * (DAYS - 40)) / movements)
}

/** Seven of ten come from the State that leads. */
function contributorOf(index: number): string {
  return index % 10 < 7 ? 'KEN' : (CONTRIBUTORS[1 + (index % 5)] ?? 'JAM')
}

function memberName(index: number): string {
  return `member-${pad(index + 1)}`
}

function pad(number: number, digits = 4): string {
  return String(number).padStart(digits, '0')
}

function subjectOf(subject: string, title: string, handling: Handling): Draft {
  const id = idOf(`subject ${subject}`)
  return { type: 'subject', id, handling, subject, title, party: null, place: null }
}

interface Said {
  readonly kind: string
  readonly subject: string
  readonly value: object
  readonly on: string
  readonly saidAt?: string
  readonly handling: Handling
}

/** What the mission's own officers say, from a day on. */
function claimOf({ kind, subject, value, on, handling, saidAt }: Said): ClaimDraft {
  const said = saidAt ?? `${on}T05:00:00Z`
  return {
    type: 'claim',
    id: idOf(`${kind} ${subject} ${said} ${JSON.stringify(value)}`),
    handling,
    kind,
    subject,
    value: { ...value },
    modality: 'affirmed',
    valid: `${on}/..`,
    saidAt: said,
    assertedBy: 'MSS',
    reportedBy: null,
    document: null,
    authority: 'mission-record',
    citations: [],
    note: null,
  }
}

/** Ids follow from what they are of, so that the same year is the same entries. */
function idOf(what: string): string {
  const hash = createHash('sha256').update(what).digest('hex')
  return derivedId(`01940000-${hash.slice(0, 4)}-7000-8000-${hash.slice(4, 16)}`, what)
}
