import type { Draft, Receipt } from '#register'

import type { Context } from './context.ts'
import type { Desk, Kind } from './desk.ts'
import { draftSchema } from './draft-schema.ts'
import { FaultyInput, faultsIn } from './faulty-input.ts'
import { checkKindRules } from './kind-rules.ts'
import { checkMayRecord } from './may-record.ts'

/** The kinds of all desks by name. */
export function kindsOf(desks: readonly Desk[]): ReadonlyMap<string, Kind> {
  return new Map(desks.flatMap((desk) => desk.kinds.map((kind) => [kind.name, kind] as const)))
}

/** What rival values are compared by, kind by kind: the register does not know the kinds. */
export function comparisonOf(
  kinds: ReadonlyMap<string, Kind>,
): (kind: string, value: object) => unknown {
  return (name, value) => {
    const compare = kinds.get(name)?.compare
    return compare === undefined ? value : compare(value)
  }
}

/** Checks entries once, at the door, and puts them on record together; returns where they rest. */
export async function recordEntries(
  ctx: Context,
  kinds: ReadonlyMap<string, Kind>,
  inputs: readonly unknown[],
): Promise<readonly Receipt[]> {
  return recordDrafts(
    ctx,
    kinds,
    inputs.map((input) => parseDraft(kinds, input)),
  )
}

/** Puts checked entries on record together, if whoever sends them may and no rule of a kind forbids it. */
export async function recordDrafts(
  ctx: Context,
  kinds: ReadonlyMap<string, Kind>,
  drafts: readonly Draft[],
): Promise<readonly Receipt[]> {
  await checkMayRecord(ctx, drafts)
  await checkKindRules(ctx, kinds, drafts)
  return ctx.appender.append({ mission: ctx.mission, actor: ctx.actor.id }, drafts)
}

/** Checks one entry; refuses it with every fault there is, each with its field. */
export function parseDraft(kinds: ReadonlyMap<string, Kind>, input: unknown): Draft {
  const parsed = draftSchema.safeParse(input)
  if (!parsed.success) throw new FaultyInput(faultsIn(parsed.error))
  const draft = parsed.data
  if (draft.type !== 'claim') return draft
  const kind = kinds.get(draft.kind)
  if (kind === undefined) {
    throw new FaultyInput([
      {
        field: 'kind',
        sentence: `"${draft.kind}" is not a kind of claim; choose one that a desk declares, such as forces.pledge.`,
      },
    ])
  }
  const value = kind.value.safeParse(draft.value)
  if (!value.success) {
    throw new FaultyInput(
      faultsIn(value.error).map(({ field, sentence }) => ({
        field: field === '' ? 'value' : `value.${field}`,
        sentence,
      })),
    )
  }
  return { ...draft, value: { ...value.data } }
}
