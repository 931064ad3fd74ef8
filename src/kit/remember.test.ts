import { expect, test } from 'vitest'

import { remembering } from './remember.ts'

test('the work is done once for each text', () => {
  const done: string[] = []
  const twice = remembering(10, (text) => {
    done.push(text)
    return { text: text + text }
  })
  expect(twice('a')).toBe(twice('a'))
  expect(twice('b')).toEqual({ text: 'bb' })
  expect(done).toEqual(['a', 'b'])
})

test('no more is kept than is said, and what throws is tried again', () => {
  let tries = 0
  const counted = remembering(2, (text) => {
    tries += 1
    if (text === 'wrong') throw new Error('wrong')
    return undefined
  })
  for (const text of ['a', 'b', 'c', 'c', 'b']) counted(text)
  expect(tries).toBe(4)
  expect(() => counted('wrong')).toThrow('wrong')
  expect(() => counted('wrong')).toThrow('wrong')
  expect(tries).toBe(6)
})
