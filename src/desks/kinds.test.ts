import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { desks } from './index.ts'

const kinds = desks.flatMap((desk) => desk.kinds.map((kind) => ({ desk, kind, name: kind.name })))

describe('the kinds of all desks', () => {
  test('every name is used once, because names are written to disk', () => {
    const names = kinds.map(({ name }) => name)
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
  })

  test.each(kinds)('$name belongs to its desk and is its own message key', ({ desk, kind }) => {
    expect(kind.name).toMatch(new RegExp(`^${desk.name}\\.[a-z]+(?:-[a-z]+)*$`))
    expect(kind.title).toBe(kind.name)
  })

  test.each(kinds)(
    '$name, its fields and their words are said in English and French',
    ({ desk, kind }) => {
      const keys = [kind.name, ...keysOf(kind.name, kind.value)]
      for (const words of [desk.messages.en, desk.messages.fr]) {
        expect(keys.filter((key) => (words[key] ?? '').trim() === '')).toEqual([])
      }
    },
  )

  test.each(kinds)('$name refuses a field nobody declared', ({ kind }) => {
    const outcome = kind.value.safeParse({ undeclared: true })
    expect(outcome.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys')
  })
})

/** The message keys of a value's fields, of fields within fields and of the words they choose from. */
function keysOf(path: string, schema: unknown): readonly string[] {
  if (schema instanceof z.ZodNullable) return keysOf(path, schema.unwrap())
  if (schema instanceof z.ZodArray) return keysOf(path, schema.element)
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => `${path}.${String(word)}`)
  if (!(schema instanceof z.ZodObject) || 'low' in schema.shape) return []
  return Object.entries(schema.shape).flatMap(([field, inner]) => [
    `${path}.${field}`,
    ...keysOf(`${path}.${field}`, inner),
  ])
}
