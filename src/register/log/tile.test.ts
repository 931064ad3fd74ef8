import { expect, test } from 'vitest'

import { leafHashesOf, readBundle, writeBundle } from './bundle.ts'
import { leafHash } from './hashes.ts'
import { parseTilePath, readHashTile, tilePath, tilesOf } from './tile.ts'

test.each([
  [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
  [{ level: 2, index: 1_234_067, width: 256 }, 'tile/2/x001/x234/067'],
  [{ level: 63, index: 1000, width: 5 }, 'tile/63/x001/000.p/5'],
  [{ level: 'entries' as const, index: 999, width: 255 }, 'tile/entries/999.p/255'],
])('%j lies at %s', (tile, path) => {
  expect(tilePath(tile)).toBe(path)
  expect(parseTilePath(path)).toEqual(tile)
})

test.each([
  'tile/64/000',
  'tile/00/000',
  'tile/0/0',
  'tile/0/x000/000',
  'tile/0/001/000',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/07',
  'tile/0/x999/x999/x999/x999/x999/999',
  'tile/data/000',
  'tile/0/../000',
])('no tile lies at %s', (path) => {
  expect(parseTilePath(path)).toBeNull()
})

test('a log of 70,000 entries has the tiles that the specification counts', () => {
  const tiles = tilesOf(70_000)
  const full = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256)
  expect([0, 1, 2].map((level) => full(level).length)).toEqual([273, 1, 0])
  expect(tiles.filter(({ width }) => width < 256)).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  expect(tilesOf(0)).toEqual([])
})

test('a tile of another width than it says is none', () => {
  expect(readHashTile(Buffer.alloc(64), { level: 0, index: 0, width: 3 })).toBeNull()
})

test('a bundle that is cut is none, and an entry of 64 KiB does not go into one', () => {
  const bundle = writeBundle(['one', '', 'è'])
  expect(readBundle(bundle)?.map(String)).toEqual(['one', '', 'è'])
  expect([readBundle(bundle.subarray(0, -1)), readBundle(bundle.subarray(0, 1))]).toEqual([
    null,
    null,
  ])
  expect(leafHashesOf(bundle)).toEqual(Buffer.concat(['one', '', 'è'].map(leafHash)))
  expect(leafHashesOf(bundle.subarray(0, -1))).toBeNull()
  expect(() => writeBundle(['a'.repeat(65_536)])).toThrow('65535 fit')
})
