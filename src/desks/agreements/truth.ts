/** Whether a condition is met, in three values. */
export const TRUTHS = ['met', 'unmet', 'undetermined'] as const
export type Truth = (typeof TRUTHS)[number]

/** A rule over conditions. */
export type Rule<Condition> =
  | { readonly of: 'condition'; readonly condition: Condition }
  | { readonly of: 'all' | 'any'; readonly rules: readonly Rule<Condition>[] }
  | { readonly of: 'not'; readonly rule: Rule<Condition> }

/** Evaluates a rule in Kleene's strong three-valued logic: what is undetermined stays so, unless the rest decides alone. */
export function evaluate<Condition>(
  rule: Rule<Condition>,
  truthOf: (condition: Condition) => Truth,
): Truth {
  switch (rule.of) {
    case 'condition':
      return truthOf(rule.condition)
    case 'not':
      return not(evaluate(rule.rule, truthOf))
    case 'all':
      return allOf(rule.rules.map((one) => evaluate(one, truthOf)))
    case 'any':
      return anyOf(rule.rules.map((one) => evaluate(one, truthOf)))
  }
}

/** Met where all are met; unmet as soon as one is. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('unmet')) return 'unmet'
  return truths.includes('undetermined') ? 'undetermined' : 'met'
}

/** Met as soon as one is met; unmet where none can be. */
export function anyOf(truths: readonly Truth[]): Truth {
  return not(allOf(truths.map(not)))
}

/** The opposite; what is undetermined has none. */
export function not(truth: Truth): Truth {
  if (truth === 'undetermined') return 'undetermined'
  return truth === 'met' ? 'unmet' : 'met'
}
