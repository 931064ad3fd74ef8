import type { Child } from 'hono/jsx'
import { z } from 'zod'

import {
  type Context,
  type Deed,
  defineAction,
  edtfSchema,
  oneOf,
  ownClaim,
  ownParty,
  ownSubject,
  partySchema,
  quantitySchema,
  sentBefore,
  subjectSchema,
  textSchema,
} from '#desk-kit'
import { RefusedError } from '#platform'
import { type Asking, type Draft, inForceOn } from '#register'
import { type Reader, text } from '#ui'

import { conditionOf, CONDITIONS } from './equipment-kinds.ts'
import { EquipmentTable } from './equipment-page.tsx'
import { equipmentAccount } from './equipment.ts'
import { lastDay } from './movements.ts'

const inputSchema = z.strictObject({
  class: subjectSchema,
  amount: quantitySchema('vehicle', 'aircraft', 'kit', 'item'),
  condition: oneOf(CONDITIONS),
  on: edtfSchema,
  reason: textSchema,
  source: textSchema,
  by: partySchema,
  incident: subjectSchema.nullable(),
  board: subjectSchema.nullable(),
})
type Grounding = z.infer<typeof inputSchema>

/** Takes any number of items of a class out of use at once, with reason and source. */
export const groundClass = defineAction<Grounding>({
  name: 'ground-class',
  title: 'forces.ground-class',
  input: inputSchema,
  after: 'forces/equipment',
  async prefill(ctx, at, given) {
    const { class: name } = given
    return {
      on: at.validOn,
      condition: 'grounded',
      ...(await ownParty(ctx)),
      ...(name === undefined ? {} : { class: name }),
    }
  },
  show: showEquipment,
  async run(ctx, at, input, deed) {
    if ((await sentBefore(ctx, deed, 'condition')) === null) await checkHeld(ctx, at, input)
    const { by, ...value } = input
    const subject = `condition-${deed.id}`
    const title = `${input.condition}: ${input.reason}`.slice(0, 300)
    const saying = {
      kind: conditionOf.name,
      subject,
      value,
      valid: `${input.on}/..`,
      by,
    }
    return [ownSubject(deed, 'subject', { subject, title }), ownClaim(deed, 'condition', saying)]
  },
})

const returnSchema = z.strictObject({
  condition: subjectSchema,
  amount: quantitySchema('vehicle', 'aircraft', 'kit', 'item'),
  on: edtfSchema,
  reason: textSchema,
  by: partySchema,
})
type Returning = z.infer<typeof returnSchema>

/** Puts items that were out of use back into service: what is left out of use is said anew. */
export const returnToService = defineAction<Returning>({
  name: 'return-to-service',
  title: 'forces.return-to-service',
  input: returnSchema,
  after: 'forces/equipment',
  async prefill(ctx, at, given) {
    const { condition } = given
    return {
      on: at.validOn,
      ...(await ownParty(ctx)),
      ...(condition === undefined ? {} : { condition }),
    }
  },
  show: showEquipment,
  run: returnDrafts,
})

async function returnDrafts(
  ctx: Context,
  at: Asking,
  input: Returning,
  deed: Deed,
): Promise<readonly Draft[]> {
  const sent = await sentBefore(ctx, deed, 'condition')
  const value = sent === null ? await remainingOf(ctx, at, input) : conditionOf.read(sent['value'])
  const { condition: subject, on, by, reason } = input
  const saying = { kind: conditionOf.name, subject, value, valid: `${on}/..`, by, note: reason }
  return [ownClaim(deed, 'condition', saying)]
}

/** What is left out of use when so many have come back. */
async function remainingOf(ctx: Context, at: Asking, { condition, on, amount }: Returning) {
  const standing = await inForceOn(ctx.db, ctx.mission, condition, onDay(at, on))
  const before = standing.findLast(({ kind }) => kind === conditionOf.name)
  if (before === undefined) {
    throw new RefusedError(
      'not_found',
      'forces.condition_unknown',
      `Nothing on record says on ${on} that "${condition}" is out of use; name the subject of a forces.condition.`,
    )
  }
  const said = conditionOf.read(before.value)
  const { low, high, unit } = said.amount
  const least = low === null ? null : Math.max(0, low - (amount.high ?? low))
  const most = high === null ? null : Math.max(0, high - (amount.low ?? 0))
  return { ...said, amount: { low: least, high: most, unit } }
}

async function showEquipment(
  ctx: Context,
  at: Asking,
  { reader }: { readonly reader: Reader },
): Promise<Child> {
  const { rows } = await equipmentAccount.run(ctx, at)
  return (
    <>
      <p class="lead">{text(reader, 'forces.equipment.lead')}</p>
      <EquipmentTable reader={reader} rows={rows} />
    </>
  )
}

/** More than can still be used cannot be taken out of use. */
async function checkHeld(ctx: Context, at: Asking, { class: name, amount, on }: Grounding) {
  const { rows } = await equipmentAccount.run(ctx, onDay(at, on))
  const row = rows.find(({ subject }) => subject === name)
  if (row === undefined) {
    throw new RefusedError(
      'not_found',
      'forces.class_unknown',
      `No equipment of the class "${name}" is held on ${on}; record a forces.holding first, or choose one of: ${rows.map(({ subject }) => subject).join(', ')}.`,
    )
  }
  const { high } = row.serviceable
  if (high === null || amount.low === null || amount.low <= high) return
  throw new RefusedError(
    'conflict',
    'forces.more_than_held',
    `At most ${high} of "${name}" can be used on ${on}, so ${amount.low} cannot be taken out of use; look at forces/equipment.`,
  )
}

/** The asking on the last day that a date can mean; on the day asked about where that is open. */
function onDay(at: Asking, on: string): Asking {
  const last = lastDay(on)
  return last === '' ? at : { ...at, validOn: last }
}
