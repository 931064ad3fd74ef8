import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { allOf, anyOf, evaluate, not, type Rule, type Truth, TRUTHS } from './truth.ts'

const truth = fc.constantFrom(...TRUTHS)
const truths = fc.array(truth, { maxLength: 6 })

const NAMES = ['a', 'b', 'c', 'd'] as const
type Name = (typeof NAMES)[number]

const { rule } = fc.letrec<{ rule: Rule<Name> }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    fc.record({ of: fc.constant('condition'), condition: fc.constantFrom(...NAMES) }),
    fc.record({
      of: fc.constantFrom('all', 'any'),
      rules: fc.array(tie('rule'), { maxLength: 4 }),
    }),
    fc.record({ of: fc.constant('not'), rule: tie('rule') }),
  ),
}))

const valuation = fc.record({ a: truth, b: truth, c: truth, d: truth })

describe('the three-valued logic of gates', () => {
  test('is Kleene’s: the tables of all, any and not', () => {
    const [met, unmet, open] = TRUTHS
    const table = (how: (both: readonly Truth[]) => Truth) =>
      TRUTHS.map((a) => TRUTHS.map((b) => how([a, b])))
    expect(table(allOf)).toEqual([
      [met, unmet, open],
      [unmet, unmet, unmet],
      [open, unmet, open],
    ])
    expect(table(anyOf)).toEqual([
      [met, met, met],
      [met, unmet, open],
      [met, open, open],
    ])
    expect(TRUTHS.map(not)).toEqual([unmet, met, open])
  })

  test('nothing to be met is met, and nothing to choose from is unmet', () => {
    expect([allOf([]), anyOf([])]).toEqual(['met', 'unmet'])
  })

  test('De Morgan’s laws and double negation hold', () => {
    fc.assert(
      fc.property(truths, (some) => {
        expect(not(allOf(some))).toBe(anyOf(some.map(not)))
        expect(not(anyOf(some))).toBe(allOf(some.map(not)))
        expect(some.map((one) => not(not(one)))).toEqual(some)
      }),
    )
  })

  test('the order and the grouping of conditions change nothing, and saying one twice neither', () => {
    fc.assert(
      fc.property(truths, truths, (some, others) => {
        for (const how of [allOf, anyOf]) {
          expect(how([...some, ...others])).toBe(how([...others, ...some]))
          expect(how([how(some), how(others)])).toBe(how([...some, ...others]))
          expect(how([...some, ...some])).toBe(how(some))
        }
      }),
    )
  })

  test('each of all and any distributes over the other', () => {
    fc.assert(
      fc.property(truth, truths, (one, some) => {
        expect(allOf([one, anyOf(some)])).toBe(anyOf(some.map((other) => allOf([one, other]))))
        expect(anyOf([one, allOf(some)])).toBe(allOf(some.map((other) => anyOf([one, other]))))
      }),
    )
  })

  test('what is decided stays so, however what is undetermined comes out', () => {
    fc.assert(
      fc.property(rule, valuation, valuation, (one, now, later) => {
        const refined = (name: Name) => (now[name] === 'undetermined' ? later[name] : now[name])
        const before = evaluate(one, (name) => now[name])
        const after = evaluate(one, refined)
        expect(before === 'undetermined' ? 'undetermined' : after).toBe(before)
      }),
    )
  })

  test('with nothing undetermined it is the logic of true and false', () => {
    fc.assert(
      fc.property(
        rule,
        fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean(), d: fc.boolean() }),
        (one, so) => {
          const holds = (part: Rule<Name>): boolean => {
            switch (part.of) {
              case 'condition':
                return so[part.condition]
              case 'not':
                return !holds(part.rule)
              case 'all':
                return part.rules.every(holds)
              case 'any':
                return part.rules.some(holds)
            }
          }
          expect(evaluate(one, (name) => (so[name] ? 'met' : 'unmet'))).toBe(
            holds(one) ? 'met' : 'unmet',
          )
        },
      ),
    )
  })
})
