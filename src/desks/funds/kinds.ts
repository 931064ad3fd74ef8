import { z } from 'zod'

import {
  defineKind,
  edtfSchema,
  endsAfterItBegins,
  moneySchema,
  oneOf,
  partySchema,
  quantitySchema,
  textSchema,
} from '#desk-kit'

/** The measures of a fund's size, from promise to use; they never mix and never add up. */
export const FUND_MEASURES = [
  'pledged',
  'agreed',
  'received',
  'disbursed',
  'set-aside',
  'frozen',
  'available',
  'unstated',
] as const

/** A fund, who keeps it and what it may be used for. */
export const fund = defineKind({
  name: 'funds.fund',
  title: 'funds.fund',
  value: z.strictObject({
    administrator: partySchema.nullable(),
    purpose: textSchema,
    uses: z.array(textSchema),
  }),
  quantity: null,
})

/** How much a fund held or was promised on a day; the measure says which, and measures never mix. */
export const position = defineKind({
  name: 'funds.position',
  title: 'funds.position',
  value: z.strictObject({
    measure: oneOf(FUND_MEASURES),
    amount: moneySchema,
    asAt: edtfSchema,
  }),
  quantity: (value) => value.amount,
})

/** What one donor gave or promised, at which stage and through which channel. */
export const contribution = defineKind({
  name: 'funds.contribution',
  title: 'funds.contribution',
  value: z.strictObject({
    donor: partySchema,
    stage: oneOf([
      'considered',
      'pledged',
      'agreed',
      'received',
      'disbursed',
      'frozen',
      'waived',
      'unstated',
    ]),
    amount: moneySchema,
    channel: oneOf([
      'trust-fund',
      'bilateral',
      'in-kind',
      'waiver',
      'contract',
      'diplomatic',
      'unstated',
    ]),
    on: edtfSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** Who gave, where no amounts are given. */
export const donorList = defineKind({
  name: 'funds.donor-list',
  title: 'funds.donor-list',
  value: z.strictObject({
    donors: z.array(partySchema),
    count: quantitySchema('party'),
    complete: oneOf(['complete', 'among-others', 'unstated']),
  }),
  quantity: (value) => value.count,
})

/** What the mission or a part of it is said to cost, over how long. */
export const costEstimate = defineKind({
  name: 'funds.cost-estimate',
  title: 'funds.cost-estimate',
  value: z.strictObject({
    amount: moneySchema,
    period: quantitySchema('month').nullable(),
    scope: textSchema,
  }),
  quantity: (value) => value.amount,
})

/** How much of the need was covered. */
export const coverage = defineKind({
  name: 'funds.coverage',
  title: 'funds.coverage',
  value: z.strictObject({ share: quantitySchema('percent'), of: textSchema }),
  quantity: (value) => value.share,
})

/** What one member is paid, per what and by whom. */
export const allowance = defineKind({
  name: 'funds.allowance',
  title: 'funds.allowance',
  value: z.strictObject({
    amount: moneySchema,
    per: oneOf(['day', 'month', 'payment']),
    sort: oneOf(['mission-allowance', 'subsistence', 'base-pay', 'total', 'unstated']),
    payer: partySchema.nullable(),
    recipients: textSchema,
  }),
  quantity: (value) => value.amount,
})

/** A rate of reimbursement and from when it holds. */
export const rate = defineKind({
  name: 'funds.rate',
  title: 'funds.rate',
  value: z
    .strictObject({
      amount: moneySchema,
      per: oneOf(['person-month', 'item-month']),
      from: edtfSchema.nullable(),
      until: edtfSchema.nullable(),
      basis: textSchema.nullable(),
    })
    .superRefine(endsAfterItBegins),
  quantity: (value) => value.amount,
})

/** A payment that is late, for whom and by how long. */
export const arrears = defineKind({
  name: 'funds.arrears',
  title: 'funds.arrears',
  value: z.strictObject({
    due: textSchema,
    delay: quantitySchema('day', 'month'),
    people: quantitySchema('person').nullable(),
  }),
  quantity: (value) => value.delay,
})

/** A loan or other financing of a State, apart from the mission's own money. */
export const financing = defineKind({
  name: 'funds.financing',
  title: 'funds.financing',
  value: z.strictObject({
    lender: partySchema,
    borrower: partySchema,
    amount: moneySchema,
    on: edtfSchema.nullable(),
  }),
  quantity: (value) => value.amount,
})

/** Every kind of claim that the funds desk puts on record. */
export const fundsKinds = [
  fund,
  position,
  contribution,
  donorList,
  costEstimate,
  coverage,
  allowance,
  rate,
  arrears,
  financing,
]
