import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, partySchema, quantitySchema, textSchema } from '#desk-kit'

import { caseKinds } from './case-kinds.ts'
import { checkEventRelease } from './case-rules.ts'
import { evacuationKinds } from './evacuation-kinds.ts'
import { memberKinds } from './member-kinds.ts'
import { missingKinds } from './missing-kinds.ts'
import { rule } from './rule-kinds.ts'

const groupSchema = oneOf(['mission', 'host-force', 'civilian', 'armed-group', 'unstated'])

/** People killed, hurt or missing in one event; nobody is named. */
export const casualty = defineKind({
  name: 'people.casualty',
  title: 'people.casualty',
  value: z.strictObject({
    category: oneOf(['killed', 'injured', 'seriously-injured', 'missing', 'died-of-wounds']),
    people: quantitySchema('person'),
    group: groupSchema,
    nationality: partySchema.nullable(),
    cause: oneOf(['hostile', 'accident', 'illness', 'unstated']),
    on: edtfSchema.nullable(),
  }),
  quantity: (value) => value.people,
  checkRelease: checkEventRelease,
})

/** A running count of casualties as somebody gave it. */
export const casualtyCount = defineKind({
  name: 'people.casualty-count',
  title: 'people.casualty-count',
  value: z.strictObject({
    category: oneOf([
      'killed',
      'injured',
      'missing',
      'injured-or-missing',
      'killed-or-injured',
      'treated',
    ]),
    people: quantitySchema('person'),
    nationality: partySchema.nullable(),
    window: edtfSchema.nullable(),
  }),
  quantity: (value) => value.people,
})

/** What an authority holds to have become of one person; nobody is named. */
export const status = defineKind({
  name: 'people.status',
  title: 'people.status',
  value: z.strictObject({
    status: oneOf([
      'present',
      'unaccounted',
      'missing',
      'search-under-way',
      'presumed-dead',
      'killed',
      'remains-recovered',
      'found-alive',
      'undetermined',
    ]),
    since: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** Rank and day of deployment of one person, as a source gives them. */
export const service = defineKind({
  name: 'people.service',
  title: 'people.service',
  value: z.strictObject({
    rank: oneOf(['constable', 'corporal', 'officer', 'unstated']),
    left: edtfSchema.nullable(),
    arrived: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** What was told to whom about a person: family, court, public. */
export const notice = defineKind({
  name: 'people.notice',
  title: 'people.notice',
  value: z.strictObject({ to: partySchema, on: edtfSchema.nullable(), matter: textSchema }),
  quantity: null,
})

/** A search for somebody missing. */
export const search = defineKind({
  name: 'people.search',
  title: 'people.search',
  value: z.strictObject({
    status: oneOf(['under-way', 'suspended', 'ended']),
    by: z.array(partySchema),
    matter: textSchema,
  }),
  quantity: null,
})

/** The taking of hurt people or remains to another place. */
export const evacuation = defineKind({
  name: 'people.evacuation',
  title: 'people.evacuation',
  value: z.strictObject({
    sort: oneOf(['casualty', 'medical', 'remains']),
    people: quantitySchema('person'),
    to: textSchema,
    on: edtfSchema.nullable(),
  }),
  quantity: (value) => value.people,
})

/** Where and in what condition hurt people are treated. */
export const treatment = defineKind({
  name: 'people.treatment',
  title: 'people.treatment',
  value: z.strictObject({
    people: quantitySchema('person'),
    facility: textSchema.nullable(),
    condition: oneOf(['stable', 'serious', 'critical', 'discharged', 'unstated']),
  }),
  quantity: (value) => value.people,
  checkRelease: checkEventRelease,
})

/** A rule on casualties, their notification or their evacuation. */
export const standard = defineKind({
  name: 'people.standard',
  title: 'people.standard',
  value: z.strictObject({
    measure: textSchema,
    amount: quantitySchema(),
    basis: textSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** Every kind of claim that the people desk puts on record. */
export const peopleKinds = [
  casualty,
  casualtyCount,
  status,
  service,
  notice,
  search,
  evacuation,
  treatment,
  standard,
  ...memberKinds,
  ...caseKinds,
  ...missingKinds,
  ...evacuationKinds,
  rule,
]
