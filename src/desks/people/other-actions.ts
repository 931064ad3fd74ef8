import { z } from 'zod'

import {
  defineAction,
  edtfSchema,
  momentSchema,
  oneOf,
  ownClaim,
  ownParty,
  ownSubject,
  partySchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'
import { dayOfInstant } from '#kit'
import { RefusedError } from '#platform'
import { inForce } from '#register'

import { markOf } from './deeds.ts'
import { evacuationRequest, patient, POINTS, PRECEDENCES, timeKinds } from './evacuation-kinds.ts'
import { AT_THE_DESK, CLEARED, INTERNAL, KEPT_AT_THE_DESK, MEDICAL, OFFICERS } from './handling.ts'
import { member, presence } from './member-kinds.ts'
import { familyContact } from './missing-kinds.ts'

/** A contact with the family of somebody missing. */
export const logFamilyContact = defineAction({
  name: 'log-family-contact',
  title: 'people.log-family-contact',
  keptTo: AT_THE_DESK,
  input: z.strictObject({
    person: subjectSchema,
    by: partySchema,
    on: edtfSchema,
    speaker: textSchema,
    way: oneOf(['visit', 'meeting', 'call', 'letter', 'other']),
    matter: textSchema,
    promised: textSchema.nullable(),
  }),
  async prefill(ctx, at, given) {
    const person = given['person']
    const own = { ...(await ownParty(ctx)), on: at.validOn }
    return person === undefined ? own : { ...own, person }
  },
  async run(_ctx, _at, { person, by, speaker, ...said }, deed) {
    const value = { ...said, by: speaker }
    const kind = familyContact.name
    const handling = KEPT_AT_THE_DESK
    const valid = fromThen(deed.saidAt)
    return [ownClaim(deed, 'contact', { kind, subject: person, value, valid, by, handling })]
  },
  after: 'people/missing',
})

const PATIENT = z.strictObject({
  letter: oneOf(['a', 'b', 'c', 'd', 'e']),
  word: oneOf(PRECEDENCES),
  type: oneOf(['litter', 'ambulatory']),
  contributor: partySchema.nullable(),
  case: subjectSchema.nullable(),
})

/** A request by its nine lines, with every patient's precedence and type. */
export const requestEvacuation = defineAction({
  name: 'request-evacuation',
  title: 'people.request-evacuation',
  keptTo: CLEARED,
  input: z.strictObject({
    by: partySchema,
    pickup: textSchema,
    frequency: textSchema,
    patients: z.array(PATIENT).min(1, 'A request is for one patient at least; add a patient.'),
    equipment: z.array(oneOf(['none', 'hoist', 'extraction', 'ventilator'])),
    security: oneOf(['none', 'possible', 'enemy', 'escort']),
    marking: oneOf(['panels', 'pyrotechnic', 'smoke', 'none', 'other']),
    nationality: textSchema,
    terrain: textSchema.nullable(),
  }),
  prefill: ownParty,
  async run(_ctx, _at, { by, patients, ...lines }, deed) {
    const evacuation = `evacuation-${markOf(deed)}`
    const said = { by, valid: fromThen(deed.saidAt), handling: MEDICAL }
    const about = { ...said, subject: evacuation }
    const received = timeKinds[POINTS.indexOf('received')]?.name ?? ''
    const open = (name: string, subject: string, title: string) =>
      ownSubject(deed, name, { subject, title, handling: MEDICAL })
    return [
      open('subject', evacuation, 'An evacuation'),
      ownClaim(deed, 'request', { ...about, kind: evacuationRequest.name, value: lines }),
      ownClaim(deed, 'received', { ...about, kind: received, value: { at: deed.saidAt } }),
      ...patients.flatMap((one, place) => {
        const subject = `${evacuation}-${place + 1}`
        const value = { evacuation, ...one }
        return [
          open(`subject-${place}`, subject, 'A patient'),
          ownClaim(deed, `patient-${place}`, { ...said, subject, kind: patient.name, value }),
        ]
      }),
    ]
  },
  after: 'people/evacuations',
})

/** One moment of an evacuation, of a patient or of the whole flight; now, where no other is given. */
export const recordEvacuationTime = defineAction({
  name: 'record-evacuation-time',
  title: 'people.record-evacuation-time',
  keptTo: CLEARED,
  input: z.strictObject({
    evacuation: subjectSchema,
    by: partySchema,
    point: oneOf(POINTS),
    at: momentSchema.nullable(),
  }),
  async prefill(ctx, _at, given) {
    const evacuation = given['evacuation']
    return { ...(await ownParty(ctx)), ...(evacuation === undefined ? {} : { evacuation }) }
  },
  async run(ctx, _at, { evacuation, by, point, at }, deed) {
    const moment = at ?? deed.saidAt
    checkNotToCome(moment, ctx.clock.now())
    const kind = timeKinds[POINTS.indexOf(point)]?.name ?? ''
    const value = { at: moment }
    const said = { kind, subject: evacuation, value, by, handling: MEDICAL }
    return [ownClaim(deed, 'time', { ...said, valid: fromThen(moment) })]
  },
  after: 'people/evacuations',
})

/** A roll-call: who answered, who is accounted for elsewhere and who was found absent, all at one moment. */
export const reportPresence = defineAction({
  name: 'report-presence',
  title: 'people.report-presence',
  keptTo: OFFICERS,
  input: z.strictObject({
    by: partySchema,
    at: momentSchema.nullable(),
    how: oneOf(['seen', 'called', 'reported']),
    present: z.array(subjectSchema),
    accounted: z.array(subjectSchema),
    absent: z.array(subjectSchema),
  }),
  async prefill(ctx, at, given) {
    const own = await ownParty(ctx)
    const contributor = given['contributor']
    if (contributor === undefined) return own
    const serving = await inForce(ctx.db, ctx.mission, [member.name], at)
    const present = serving
      .filter(({ value }) => member.read(value).contributor === contributor)
      .map(({ subject }) => subject)
    return { ...own, how: 'seen' as const, present: [...new Set(present)].toSorted() }
  },
  async run(ctx, _at, { by, at, how, ...lists }, deed) {
    const moment = at ?? deed.saidAt
    checkNotToCome(moment, ctx.clock.now())
    const answered = STATES.flatMap((state) => lists[state].map((subject) => ({ subject, state })))
    checkOnce(answered.map(({ subject }) => subject))
    return answered.map(({ subject, state }) =>
      ownClaim(deed, `presence-${subject}`, {
        kind: presence.name,
        subject,
        value: { state, at: moment, how },
        valid: fromThen(moment),
        by,
        handling: INTERNAL,
        saidAt: moment,
      }),
    )
  },
  after: 'people/roll-call',
})

const STATES = ['present', 'accounted', 'absent'] as const

/** From the day of a moment on, until something else is said. */
function fromThen(moment: string): string {
  return `${dayOfInstant(moment)}/..`
}

function checkNotToCome(moment: string, now: string): void {
  if (moment <= now) return
  throw new RefusedError(
    'incorrect',
    'people.not_yet',
    `The moment ${moment} is still to come; give one that has passed, or leave it empty for now.`,
  )
}

function checkOnce(subjects: readonly string[]): void {
  const twice = subjects.find((subject, place) => subjects.indexOf(subject) !== place)
  if (twice === undefined && subjects.length > 0) return
  throw new RefusedError(
    'incorrect',
    'people.roll_call',
    twice === undefined
      ? 'Nobody is named; write at least one member under present, elsewhere or absent.'
      : `"${twice}" is named twice; a member is present, accounted for elsewhere or absent.`,
  )
}

/** What is done about missing persons, evacuations and the roll-call. */
export const otherActions = [
  logFamilyContact,
  requestEvacuation,
  recordEvacuationTime,
  reportPresence,
]
