import { expect, test } from 'vitest'

import { kindsOf, parseDraft } from '#desk-kit'
import { desks } from '#desks'

import { A_YEAR, simulateYear } from './mission-year.ts'

const year = simulateYear(A_YEAR)
const drafts = year.flatMap((day) => day.drafts)

test('a year has as many of each as was asked for', () => {
  const claims = drafts.flatMap((draft) => (draft.type === 'claim' ? [draft.kind] : []))
  const count = (kind: string) => claims.filter((one) => one === kind).length
  expect(count('people.member')).toBe(1000)
  expect(count('forces.movement')).toBe(40)
  expect(count('people.member-status')).toBe(300)
  expect(count('forces.status-change')).toBe(300)
  expect(count('people.case')).toBe(60)
  expect(count('people.presence')).toBe(25_000)
})

test('the same seed makes the same entries, another seed others, and no id comes twice', () => {
  const small = { ...A_YEAR, members: 20, presences: 100 }
  expect(simulateYear(small)).toEqual(simulateYear(small))
  expect(simulateYear({ ...small, seed: 1 })).not.toEqual(simulateYear(small))
  expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length)
})

test('every entry is one that the door lets in', () => {
  const kinds = kindsOf(desks)
  const step = 37
  for (const draft of drafts.filter((_, index) => index % step === 0)) {
    expect(parseDraft(kinds, draft)).toEqual(draft)
  }
})
