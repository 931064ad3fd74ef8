import fc from 'fast-check'
import { expect, test } from 'vitest'

import { addClaim, type Box, type LaneClaim, projectLane, REACH, type Reach } from './reach.ts'

const DAYS = 12
const SAID = 8

const span = (max: number) =>
  fc
    .tuple(fc.nat(max - 1), fc.integer({ min: 1, max }))
    .map(([from, length]) => ({ from, to: Math.min(max, from + length) }))

const laneClaim: fc.Arbitrary<Omit<LaneClaim, 'claim'>> = fc
  .record({
    outer: span(DAYS),
    hasInner: fc.boolean(),
    cutFrom: fc.nat(3),
    cutTo: fc.nat(3),
    said: fc.nat(SAID - 1),
    isAlwaysOpen: fc.boolean(),
    ended: fc.nat(SAID),
    back: fc.nat(SAID),
  })
  .map(({ outer, hasInner, cutFrom, cutTo, said, isAlwaysOpen, ended, back }) => {
    const inner = { from: outer.from + cutFrom, to: outer.to - cutTo }
    const end = Math.max(said, ended)
    const lives = isAlwaysOpen
      ? [{ from: said, to: SAID }]
      : [
          { from: said, to: end },
          { from: Math.max(end, back), to: SAID },
        ]
    return { said, outer, inner: hasInner && inner.from < inner.to ? inner : null, lives }
  })

const lane = fc
  .array(laneClaim, { maxLength: 7 })
  .map((claims) => claims.map((claim, index) => ({ ...claim, claim: index + 1 })))

/** The definition, read point by point: what of a lane stands on this day, from what was said by then. */
function readLane(claims: readonly LaneClaim[], day: number, knownAt: number): Map<number, Reach> {
  const holds = ({ from, to }: { from: number; to: number }, at: number) => from <= at && at < to
  const alive = claims.filter(
    (claim) => claim.lives.some((life) => holds(life, knownAt)) && holds(claim.outer, day),
  )
  const answer = new Map<number, Reach>()
  let isShadowed = false
  for (const said of [...new Set(alive.map((claim) => claim.said))].sort((a, b) => b - a)) {
    const group = alive.filter((claim) => claim.said === said)
    const isSure = (claim: LaneClaim) => claim.inner !== null && holds(claim.inner, day)
    for (const claim of group) {
      const own = isShadowed ? REACH.shadowed : REACH.stands
      answer.set(claim.claim, isSure(claim) ? own : REACH.open)
    }
    if (group.some(isSure)) break
    isShadowed = true
  }
  return answer
}

function readBoxes(boxes: readonly Box[], day: number, knownAt: number): Map<number, Reach> {
  const hits = boxes.filter(
    ({ valid, saidSpan }) =>
      valid.from <= day && day < valid.to && saidSpan.from <= knownAt && knownAt < saidSpan.to,
  )
  expect(new Set(hits.map((box) => box.claim)).size).toBe(hits.length)
  return new Map(hits.map((box) => [box.claim, box.reach]))
}

function everyPoint(check: (day: number, knownAt: number) => void): void {
  for (let day = 0; day < DAYS; day++)
    for (let knownAt = 0; knownAt < SAID; knownAt++) check(day, knownAt)
}

const sorted = (answer: Map<number, Reach>) => [...answer].sort(([a], [b]) => a - b)

test('boxes equal the definition at every point', () => {
  fc.assert(
    fc.property(lane, (claims) => {
      const boxes = projectLane(claims)
      everyPoint((day, knownAt) =>
        expect(sorted(readBoxes(boxes, day, knownAt))).toEqual(
          sorted(readLane(claims, day, knownAt)),
        ),
      )
    }),
    { numRuns: 300 },
  )
})

test('the order in which claims arrive does not change what they reach', () => {
  fc.assert(
    fc.property(
      lane.chain((claims) =>
        fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
      ),
      ([claims, shuffled]) => {
        const [a, b] = [projectLane(claims), projectLane(shuffled)]
        everyPoint((day, knownAt) =>
          expect(sorted(readBoxes(a, day, knownAt))).toEqual(sorted(readBoxes(b, day, knownAt))),
        )
      },
    ),
  )
})

test('a later-said claim replaces an earlier one only on the days both cover', () => {
  const first: LaneClaim = {
    claim: 1,
    said: 1,
    outer: { from: 0, to: 10 },
    inner: { from: 0, to: 10 },
    lives: [{ from: 1, to: SAID }],
  }
  const second: LaneClaim = {
    claim: 2,
    said: 3,
    outer: { from: 4, to: 6 },
    inner: { from: 4, to: 6 },
    lives: [{ from: 3, to: SAID }],
  }
  const boxes = projectLane([first, second])
  expect([...readBoxes(boxes, 5, 2).keys()]).toEqual([1])
  expect([...readBoxes(boxes, 5, 3).keys()]).toEqual([2])
  expect([...readBoxes(boxes, 7, 3).keys()]).toEqual([1])
})

test('a claim that touches nothing leaves the other boxes alone', () => {
  const claim = (id: number, from: number): LaneClaim => ({
    claim: id,
    said: id,
    outer: { from, to: from + 1 },
    inner: { from, to: from + 1 },
    lives: [{ from: id, to: SAID }],
  })
  const boxes = projectLane([claim(1, 0)])
  expect(addClaim(boxes, claim(2, 5)).removed).toEqual([])
})
