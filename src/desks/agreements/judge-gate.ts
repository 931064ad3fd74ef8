import { groupBy } from '#kit'

import { findingOf, type Inputs, opposed } from './findings.ts'
import type { Gate, WrittenCondition } from './gate-kind.ts'
import { evaluate, type Rule, type Truth } from './truth.ts'
import type { Finding } from './weigh.ts'

/** Whether a deployment is lawful by its gate. Words: `agreements.gates.state.<name>`. */
export const GATE_STATES = ['lawful', 'not-lawful', 'undetermined', 'no-gate'] as const
export type GateState = (typeof GATE_STATES)[number]

/** A condition of a gate and how far it is met. */
export type JudgedCondition = WrittenCondition & Finding

/** A gate judged on a day: what follows, and condition by condition why. */
export interface Judged {
  readonly state: Exclude<GateState, 'no-gate'>
  readonly disputed: boolean
  readonly conditions: readonly JudgedCondition[]
}

/** Judges a gate by what stands on a day. */
export function judgeGate({ conditions }: Gate, inputs: Inputs): Judged {
  const judged = conditions.map((condition) => ({
    ...condition,
    ...asDemanded(condition, findingOf(condition, inputs)),
  }))
  return {
    state: STATE[evaluate(ruleOf(judged), ({ truth }) => truth)],
    disputed: judged.some(({ disputed }) => disputed),
    conditions: judged,
  }
}

/** A gate's conditions as a rule: all that have no mark, and one of every mark. */
export function ruleOf<Condition extends Pick<WrittenCondition, 'alternative'>>(
  conditions: readonly Condition[],
): Rule<Condition> {
  const leaf = (condition: Condition) => ({ of: 'condition' as const, condition })
  const alone = conditions.filter(({ alternative }) => alternative === null)
  const marked = groupBy(
    conditions.filter(({ alternative }) => alternative !== null),
    ({ alternative }) => alternative,
  )
  const any = [...marked.values()].map((group) => ({ of: 'any' as const, rules: group.map(leaf) }))
  return { of: 'all', rules: [...alone.map(leaf), ...any] }
}

function asDemanded({ must }: WrittenCondition, finding: Finding): Finding {
  return must === 'be-so' ? finding : opposed(finding)
}

const STATE: Readonly<Record<Truth, Judged['state']>> = {
  met: 'lawful',
  unmet: 'not-lawful',
  undetermined: 'undetermined',
}
