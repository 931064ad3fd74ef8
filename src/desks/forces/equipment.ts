import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type Context,
  defineAccount,
  figureSchema,
  type Row,
  rowSchema,
  askingOf,
} from '#desk-kit'
import { type Day, groupBy, type Quantity } from '#kit'
import {
  addUpFigures,
  type Asking,
  decisionsInForce,
  type Figure,
  figureOf,
  findSubjects,
  inForce,
  type StandingClaim,
} from '#register'

import { availabilityOf, serviceableOf } from './availability.ts'
import { conditionOf, CONDITIONS, holding } from './equipment-kinds.ts'
import { countedIf, datedBy, happenedBy } from './movements.ts'

type Condition = (typeof CONDITIONS)[number]

/** A class of equipment on a day: how many are held, in what condition, and how many of a hundred can be used. */
export interface EquipmentRow extends Row {
  /** Null where nobody says that any is in this condition. */
  readonly unserviceable: Figure | null
  readonly grounded: Figure | null
  readonly damaged: Figure | null
  readonly lost: Figure | null
  readonly serviceable: Figure
  /** Per cent of what is held and not lost; null where nothing is left to measure by. */
  readonly availability: Figure | null
  /** How many reports on the class give no number. */
  readonly unknowns: number
  readonly reasons: readonly ConditionReason[]
  readonly lots: readonly Lot[]
}

interface ConditionReason {
  readonly subject: string
  readonly condition: Condition
  readonly reason: string
  readonly source: string | null
  readonly on: string
  readonly figure: Figure
}

interface Lot {
  readonly subject: string
  readonly type: string
  readonly donor: string | null
  readonly owner: string | null
  readonly custody: string | null
  readonly from: string
  readonly figure: Figure
}

const nullable = figureSchema.nullable()
const party = z.string().nullable()
const equipmentRowSchema: z.ZodType<EquipmentRow> = rowSchema.extend({
  unserviceable: nullable,
  grounded: nullable,
  damaged: nullable,
  lost: nullable,
  serviceable: figureSchema,
  availability: nullable,
  unknowns: z.int().nonnegative(),
  reasons: z.array(
    z.object({
      subject: z.string(),
      condition: z.enum(CONDITIONS),
      reason: z.string(),
      source: z.string().nullable(),
      on: z.string(),
      figure: figureSchema,
    }),
  ),
  lots: z.array(
    z.object({
      subject: z.string(),
      type: z.string(),
      donor: party,
      owner: party,
      custody: party,
      from: z.string(),
      figure: figureSchema,
    }),
  ),
})

/** Equipment by class on the day asked about: held, not serviceable and why, and what can be used. */
export const equipmentAccount = defineAccount<Answer<EquipmentRow>>({
  name: 'equipment',
  title: 'forces.equipment-account',
  answer: answerSchema(equipmentRowSchema),
  async run(ctx, at) {
    const { lots, conditions } = await readEquipment(ctx, at)
    const classes = [...new Set([...lots, ...conditions].map((one) => one.class))].toSorted()
    const subjects = await findSubjects(ctx.db, ctx.mission, classes, at)
    const rows = classes.map((name) => ({
      subject: name,
      party: subjects.get(name)?.party ?? null,
      title: subjects.get(name)?.title ?? null,
      ...countClass(
        lots.filter((lot) => lot.class === name),
        conditions.filter((one) => one.class === name),
      ),
    }))
    return { ...askingOf(at), rows, total: null }
  },
})

/** What is held and what is not serviceable, as it stands; a promise of equipment is not held. */
export async function readEquipment(ctx: Context, at: Asking) {
  const claims = await inForce(ctx.db, ctx.mission, [holding.name, conditionOf.name], at)
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
  const told = claims.filter(({ modality }) => modality !== 'planned')
  const decided = new Map(
    decisions.map(({ kind, subject, claims: chosen }) => [`${kind} ${subject}`, chosen]),
  )
  const figures = [...groupBy(told, ({ kind, subject }) => `${kind} ${subject}`)].map(
    ([key, rivals]) => ({
      rivals,
      figure: figureOf({
        claims: rivals,
        decided: decided.get(key) ?? null,
        unit: unitOf(rivals),
        quantityOf: amountOf,
      }),
    }),
  )
  return {
    lots: figures.flatMap((one) => lotsIn(one, at.validOn)),
    conditions: figures.flatMap((one) => conditionsIn(one, at.validOn)),
  }
}

interface Told {
  readonly rivals: readonly StandingClaim[]
  readonly figure: Figure
}

/** What is told of equipment, under the class that it belongs to. */
interface Classed<What> {
  readonly class: string
  readonly told: What
}

function lotsIn({ rivals, figure }: Told, day: Day): readonly Classed<Lot>[] {
  const claim = chosenIn(rivals, figure, holding.name)
  if (claim === undefined) return []
  const { from, until, type, donor, owner, custody, ...lot } = holding.read(claim.value)
  const came = happenedBy(datedBy(from), day)
  const gone = until === null ? 'no' : happenedBy(datedBy(until), day)
  if (came === 'no' || gone === 'yes') return []
  const counted = countedIf(figure, came === 'yes' && gone === 'no' ? 'yes' : 'possibly')
  const told = { subject: claim.subject, type, donor, owner, custody, from, figure: counted }
  return [{ class: lot.class, told }]
}

function conditionsIn({ rivals, figure }: Told, day: Day): readonly Classed<ConditionReason>[] {
  const claim = chosenIn(rivals, figure, conditionOf.name)
  if (claim === undefined) return []
  const { on, class: name, condition, reason, source } = conditionOf.read(claim.value)
  const since = happenedBy(datedBy(on), day)
  if (since === 'no') return []
  const counted = countedIf(figure, since)
  const told = { subject: claim.subject, condition, reason, source, on, figure: counted }
  return [{ class: name, told }]
}

function chosenIn(rivals: readonly StandingClaim[], { basis }: Figure, kind: string) {
  const chosen = basis.find((one) => one.chosen)?.claim
  return rivals
    .filter((claim) => claim.kind === kind)
    .toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen))[0]
}

function countClass(
  lots: readonly Classed<Lot>[],
  conditions: readonly Classed<ConditionReason>[],
): Omit<EquipmentRow, 'subject' | 'party' | 'title'> {
  const figures = lots.map(({ told }) => told.figure)
  const unit = figures[0]?.unit ?? conditions[0]?.told.figure.unit ?? 'item'
  const held = addUpFigures(figures, unit)
  const inCondition = (condition: Condition) => {
    const own = conditions.filter(({ told }) => told.condition === condition)
    return addUpFigures(
      own.map(({ told }) => told.figure),
      unit,
    )
  }
  const all = CONDITIONS.map(inCondition)
  const serviceable = serviceableOf(held, all)
  const shown = (condition: Condition) => {
    const figure = inCondition(condition)
    return figure.basis.length === 0 ? null : figure
  }
  return {
    figure: held,
    unserviceable: shown('unserviceable'),
    grounded: shown('grounded'),
    damaged: shown('damaged'),
    lost: shown('lost'),
    serviceable,
    availability: availabilityOf(
      serviceableOf(held, [inCondition('lost')]),
      CONDITIONS.filter((condition) => condition !== 'lost').map(inCondition),
    ),
    unknowns: serviceable.unquantified,
    reasons: conditions.map(({ told }) => told),
    lots: lots.map(({ told }) => told),
  }
}

function amountOf({ kind, value }: StandingClaim): Quantity {
  return kind === holding.name ? holding.read(value).amount : conditionOf.read(value).amount
}

function unitOf(rivals: readonly StandingClaim[]): string {
  const [first] = rivals
  return first === undefined ? 'item' : amountOf(first).unit
}
