import { expect, test } from 'vitest'

import { type Move, netOf } from './movements.ts'

function move(direction: Move['direction'], low: number | null, high: number | null): Move {
  return {
    subject: 'a-move',
    contributor: 'KEN',
    direction,
    on: '2024-06-25',
    first: '2024-06-25',
    last: '2024-06-25',
    figure: {
      low,
      high,
      unit: 'person',
      disputed: false,
      unquantified: low === null && high === null ? 1 : 0,
      basis: [],
    },
    claims: [],
  }
}

test('departures are taken from arrivals by interval arithmetic', () => {
  expect(
    netOf([move('arrival', 200, 400), move('arrival', 200, 200), move('departure', 90, 100)]),
  ).toMatchObject({ low: 300, high: 510 })
})

test('a rotation changes nobody’s number', () => {
  expect(netOf([move('arrival', 400, 400), move('rotation', 100, 100)])).toMatchObject({
    low: 400,
    high: 400,
  })
})

test('nobody is present less than nobody, however many may have left', () => {
  expect(netOf([move('arrival', 10, 10), move('departure', 5, null)])).toMatchObject({
    low: 0,
    high: 5,
  })
})

test('an arrival without a number is counted as such', () => {
  expect(netOf([move('arrival', 400, 400), move('arrival', null, null)])).toMatchObject({
    low: 400,
    high: 400,
    unquantified: 1,
  })
})
