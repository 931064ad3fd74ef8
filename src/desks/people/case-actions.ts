import { z } from 'zod'

import {
  type Context,
  type Deed,
  defineAction,
  edtfSchema,
  oneOf,
  ownClaim,
  ownDecision,
  ownParty,
  ownSubject,
  partySchema,
  subjectSchema,
  textSchema,
} from '#desk-kit'
import { dayOfInstant } from '#kit'

import { casualtyCase, consent, LEARNED, nextOfKin, REPORTED } from './case-kinds.ts'
import { firstDayOf } from './cases.ts'
import { getStanding, markOf } from './deeds.ts'
import { AT_THE_DESK, KEPT_AT_THE_DESK, UNDER_EMBARGO } from './handling.ts'

/** What is not known yet when a casualty is first reported. */
const NOT_YET = {
  treatment: null,
  evacuation: null,
  remains: null,
  postMortem: 'unstated',
  repatriation: null,
  inquiry: 'undecided',
} as const

/** The first report of a casualty: at the desk and under embargo, whatever its form says. */
export const reportCasualty = defineAction({
  name: 'report-casualty',
  title: 'people.report-casualty',
  keptTo: AT_THE_DESK,
  input: z.strictObject({ by: partySchema, ...REPORTED }),
  prefill: ownParty,
  async run(_ctx, _at, { by, ...said }, deed) {
    const subject = `casualty-${markOf(deed)}`
    const handling = UNDER_EMBARGO
    const value = { notice: 'initial', ...said, ...NOT_YET }
    return [
      ownSubject(deed, 'subject', { subject, title: 'A casualty', handling }),
      caseClaim(deed, { subject, by, value }),
    ]
  },
  after: 'people/casualties',
})

/** What is known by now of a casualty: a new version, which is authorised anew. */
export const updateCasualty = defineAction({
  name: 'update-casualty',
  title: 'people.update-casualty',
  keptTo: AT_THE_DESK,
  input: z.strictObject({
    case: subjectSchema,
    notice: oneOf(['update', 'final']),
    by: partySchema,
    ...REPORTED,
    ...LEARNED,
  }),
  async prefill(ctx, at, given) {
    const own = await ownParty(ctx)
    const subject = given['case']
    if (subject === undefined) return own
    const claim = (await getStanding(ctx, at, { kind: casualtyCase.name, subject })).at(-1)
    if (claim === undefined) return own
    const { notice: _, ...said } = casualtyCase.read(claim.value)
    return { ...own, ...said, case: subject, notice: 'update' as const }
  },
  async run(ctx, at, { case: subject, by, ...value }, deed) {
    await getStanding(ctx, at, { kind: casualtyCase.name, subject })
    return [caseClaim(deed, { subject, by, value })]
  },
  after: 'people/casualties',
})

function caseClaim(
  deed: Deed,
  { subject, by, value }: { readonly subject: string; readonly by: string; readonly value: object },
) {
  const said = casualtyCase.read(value)
  return ownClaim(deed, 'case', {
    kind: casualtyCase.name,
    subject,
    value: said,
    by,
    valid: `${firstDayOf(said.at)}/..`,
    handling: UNDER_EMBARGO,
  })
}

const AUTHORISED = {
  case: casualtyCase.name,
  'next-of-kin': nextOfKin.name,
  consent: consent.name,
} as const

/** The first authoriser's yes to a notification, to next of kin being told, or to the State's consent; a second follows. */
export const authoriseCasualty = defineAction({
  name: 'authorise-casualty',
  title: 'people.authorise-casualty',
  keptTo: AT_THE_DESK,
  input: z.strictObject({
    case: subjectSchema,
    what: oneOf(['case', 'next-of-kin', 'consent']),
    by: partySchema,
    reason: textSchema,
  }),
  async prefill(ctx, _at, given) {
    const subject = given['case']
    return { ...(await ownParty(ctx)), ...(subject === undefined ? {} : { case: subject }) }
  },
  async run(ctx, at, { case: subject, what, by, reason }, deed) {
    const kind = AUTHORISED[what]
    const claims = await getStanding(ctx, at, { kind, subject })
    const chosen = claims.slice(-1).map(({ id }) => id)
    const handling = KEPT_AT_THE_DESK
    return [ownDecision(deed, { kind, subject, claims: chosen, by, reason, handling })]
  },
  after: 'people/casualties',
})

/** That next of kin were told, or are being sought. */
export const tellNextOfKin = defineAction({
  name: 'tell-next-of-kin',
  title: 'people.tell-next-of-kin',
  keptTo: AT_THE_DESK,
  input: z.strictObject({
    case: subjectSchema,
    by: partySchema,
    told: oneOf(['told', 'being-sought', 'not-reached']),
    teller: textSchema.nullable(),
    on: edtfSchema.nullable(),
  }),
  prefill: async (ctx, _at, given) => aboutCase(ctx, given['case']),
  async run(ctx, at, { case: subject, by, told, teller, on }, deed) {
    await getStanding(ctx, at, { kind: casualtyCase.name, subject })
    const value = { told, by: teller, on }
    return [kept(deed, { kind: nextOfKin.name, subject, value, by })]
  },
  after: 'people/casualties',
})

/** Whether the State that sent a member consents. */
export const recordConsent = defineAction({
  name: 'record-consent',
  title: 'people.record-consent',
  keptTo: AT_THE_DESK,
  input: z.strictObject({
    case: subjectSchema,
    by: partySchema,
    state: partySchema,
    consent: oneOf(['given', 'refused', 'awaited']),
    on: edtfSchema.nullable(),
  }),
  prefill: async (ctx, _at, given) => aboutCase(ctx, given['case']),
  async run(ctx, at, { case: subject, by, ...value }, deed) {
    await getStanding(ctx, at, { kind: casualtyCase.name, subject })
    return [kept(deed, { kind: consent.name, subject, value, by })]
  },
  after: 'people/casualties',
})

async function aboutCase(ctx: Context, subject: string | undefined) {
  return { ...(await ownParty(ctx)), ...(subject === undefined ? {} : { case: subject }) }
}

function kept(
  deed: Deed,
  saying: {
    readonly kind: string
    readonly subject: string
    readonly value: object
    readonly by: string
  },
) {
  const valid = `${dayOfInstant(deed.saidAt)}/..`
  return ownClaim(deed, 'said', { ...saying, valid, handling: KEPT_AT_THE_DESK })
}

/** What is done about casualties. */
export const caseActions = [
  reportCasualty,
  updateCasualty,
  authoriseCasualty,
  tellNextOfKin,
  recordConsent,
]
