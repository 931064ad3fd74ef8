import fs from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { readBundle, writeBundle } from './bundle.ts'
import { parseCheckpoint } from './checkpoint.ts'
import {
  EMPTY_ROOT,
  HASH_BYTES,
  LEAF_PREFIX,
  leafHash,
  nodeHash,
  prefixedLeafHashHex,
  rootOf,
} from './hashes.ts'
import { parseVerifierKey, verdictOf } from './note-key.ts'
import {
  isConsistent,
  isIncluded,
  isIncludedInSubtree,
  isSubtreeConsistent,
} from './proof-check.ts'
import { parseTilePath, readHashTile, TILE_WIDTH, tilePath, tilesOf } from './tile.ts'
import { consistencyFrom, inclusionFrom, type ReadTile, rootFrom } from './tree-reader.ts'

// Vectors of implementations that are not ours; see vectors/CREDITS.md.

const read = (file: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'vectors', file), 'utf8'))
const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
const proof = z
  .array(bytes)
  .nullable()
  .transform((hashes) => hashes ?? [])
// Some places lie beyond what JavaScript counts exactly: such a proof must be refused as well.
const place = z.number()

function keyOf(vkey: string) {
  const key = parseVerifierKey(vkey)
  if (key === null) throw new Error(`No key: ${vkey}`)
  return key
}

function checkpointOf(text: string) {
  const checkpoint = parseCheckpoint(text)
  if (checkpoint === null) throw new Error(`No checkpoint: ${text}`)
  return checkpoint
}

describe('RFC 6962', () => {
  const known = z
    .object({
      emptyRoot: z.string(),
      emptyLeaf: z.string(),
      leaf: z.object({ dataUtf8: z.string(), hash: z.string() }),
      node: z.object({ leftUtf8: z.string(), rightUtf8: z.string(), hash: z.string() }),
    })
    .parse(read('rfc6962.json'))

  test('leaves, nodes and the empty log hash to the known answers', () => {
    const { dataUtf8 } = known.leaf
    expect(EMPTY_ROOT.toString('hex')).toBe(known.emptyRoot)
    expect(prefixedLeafHashHex(LEAF_PREFIX)).toBe(known.emptyLeaf)
    expect([
      prefixedLeafHashHex(`${LEAF_PREFIX}${dataUtf8}`),
      leafHash(dataUtf8).toString('hex'),
    ]).toEqual([known.leaf.hash, known.leaf.hash])
    expect(leafHash(Buffer.from(dataUtf8)).toString('hex')).toBe(known.leaf.hash)
    const [left, right] = [leafHash('a'), leafHash('b')]
    expect(nodeHash(left, right)).toEqual(rootOf(Buffer.concat([left, right])))
    const { leftUtf8, rightUtf8, hash } = known.node
    expect(nodeHash(Buffer.from(leftUtf8), Buffer.from(rightUtf8)).toString('hex')).toBe(hash)
  })
})

describe('the proofs of transparency-dev', () => {
  const files = Object.entries(
    z.record(z.string(), z.unknown()).parse(read('transparency-dev-merkle.json')),
  )
  const CHECKS = {
    inclusion: (file: unknown) => {
      const shape = { leafIdx: place, treeSize: place, root: bytes, leafHash: bytes, proof }
      const v = z.object({ ...shape, wantErr: z.boolean() }).parse(file)
      const leaf = { index: v.leafIdx, hash: v.leafHash }
      return [v.wantErr, isIncluded(leaf, v.proof, { size: v.treeSize, root: v.root })]
    },
    consistency: (file: unknown) => {
      const shape = { size1: place, size2: place, root1: bytes, root2: bytes, proof }
      const v = z.object({ ...shape, wantErr: z.boolean() }).parse(file)
      const [old, tree] = [
        { size: v.size1, root: v.root1 },
        { size: v.size2, root: v.root2 },
      ]
      return [v.wantErr, isConsistent(old, v.proof, tree)]
    },
    subtreeinclusion: (file: unknown) => {
      const shape = { leafIdx: place, start: place, end: place, root: bytes, leafHash: bytes }
      const v = z.object({ ...shape, proof, wantErr: z.boolean() }).parse(file)
      const leaf = { index: v.leafIdx, hash: v.leafHash }
      return [v.wantErr, isIncludedInSubtree(leaf, v.proof, v)]
    },
    subtreeconsistency: (file: unknown) => {
      const shape = { start: place, end: place, size: place, root1: bytes, root2: bytes, proof }
      const v = z.object({ ...shape, wantErr: z.boolean() }).parse(file)
      return [
        v.wantErr,
        isSubtreeConsistent({ ...v, root: v.root1 }, v.proof, { ...v, root: v.root2 }),
      ]
    },
  }

  test.each(Object.entries(CHECKS))('of %s are accepted and refused as they say', (kind, check) => {
    const own = files.filter(([file]) => file.startsWith(`${kind}/`))
    const wrong = own.filter(([, file]) => {
      const [wantErr, accepted] = check(file)
      return wantErr === accepted
    })
    expect(wrong.map(([file]) => file)).toEqual([])
    expect(own.length).toBeGreaterThan(80)
  })

  test('are 518, all of which are of these kinds', () => {
    const kinds = Object.keys(CHECKS)
    expect(files).toHaveLength(518)
    expect(files.filter(([file]) => !kinds.includes(file.split('/')[0] ?? ''))).toEqual([])
  })
})

describe("Go's golang.org/x/mod/sumdb", () => {
  const vectors = z
    .object({
      checkpoint300: z.string(),
      vkey: z.string(),
      leafHashes: z.array(bytes),
      roots: z.record(z.string(), bytes),
      inclusion: z.array(z.object({ Index: place, Size: place, Proof: proof })),
      consistency: z.array(z.object({ Size1: place, Size2: place, Proof: proof })),
    })
    .parse(read('gosumdb.json'))
  const leaves = vectors.leafHashes
  const readTile = tilesIn(leaves)
  const rootAt = (size: number) => {
    const root = vectors.roots[String(size)]
    if (root === undefined) throw new Error(`No root of ${size}.`)
    return root
  }

  test('hashes 600 leaves as we do', () => {
    expect(leaves).toHaveLength(600)
    expect(leaves).toEqual(leaves.map((_, index) => leafHash(`leaf-${index}`)))
  })

  test('has the same 600 roots', async () => {
    const sizes = Object.keys(vectors.roots).map(Number)
    expect(sizes).toHaveLength(600)
    for (const size of sizes) {
      expect(rootOf(Buffer.concat(leaves.slice(0, size)))).toEqual(rootAt(size))
      expect(await rootFrom(readTile, size)).toEqual(rootAt(size))
    }
  })

  test('makes the 185 inclusion proofs that we make, and we accept them', async () => {
    expect(vectors.inclusion).toHaveLength(185)
    for (const { Index: index, Size: size, Proof: theirs } of vectors.inclusion) {
      const leaf = { index, hash: leaves[index] ?? EMPTY_ROOT }
      expect(isIncluded(leaf, theirs, { size, root: rootAt(size) })).toBe(true)
      expect(await inclusionFrom(readTile, index, size)).toEqual(theirs)
    }
  })

  test('makes the 221 consistency proofs that we make, and we accept them', async () => {
    expect(vectors.consistency).toHaveLength(221)
    for (const { Size1: old, Size2: size, Proof: theirs } of vectors.consistency) {
      const tree = { size, root: rootAt(size) }
      expect(isConsistent({ size: old, root: rootAt(old) }, theirs, tree)).toBe(true)
      expect(await consistencyFrom(readTile, { start: 0, end: old }, size)).toEqual(theirs)
    }
  })

  test('signed a checkpoint that we accept', () => {
    const { origin, size, root, note } = checkpointOf(vectors.checkpoint300)
    expect({ origin, size, root }).toEqual({
      origin: 'mission.example/log',
      size: 300,
      root: rootAt(300),
    })
    expect(verdictOf(keyOf(vectors.vkey), note)).toBe('signed')
  })
})

describe("Tessera's log of 15 entries", () => {
  const KEY = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'
  const files = new Map(Object.entries(z.record(z.string(), bytes).parse(read('tessera.json'))))
  const getFile = (name: string) => {
    const file = files.get(name)
    if (file === undefined) throw new Error(`No file ${name}.`)
    return file
  }
  const tiles = [...files.keys()].filter((name) => name.startsWith('tile/'))
  const bundle = readBundle(getFile('tile/entries/000.p/15')) ?? []

  test('signed the checkpoints 0 to 15, and their roots are those over its entries', () => {
    const checkpoints = [...files.keys()].filter((name) => /^checkpoint\.\d+$/.test(name))
    expect(checkpoints).toHaveLength(16)
    for (const name of [...checkpoints, 'checkpoint']) {
      const { size, root, note } = checkpointOf(getFile(name).toString())
      expect(verdictOf(keyOf(KEY), note)).toBe('signed')
      expect(root).toEqual(rootOf(Buffer.concat(bundle.slice(0, size).map(leafHash))))
      expect(size).toBe(Number(name.split('.')[1] ?? 15))
    }
  })

  test('has tiles and bundles that we read, write and name alike', () => {
    expect(tiles).toHaveLength(30)
    for (const name of tiles) {
      const tile = parseTilePath(name)
      if (tile === null) throw new Error(`No tile: ${name}`)
      const entries = bundle.slice(0, tile.width)
      expect(tilePath(tile)).toBe(name)
      const isBundle = tile.level === 'entries'
      const [held, wanted] = isBundle
        ? [readBundle(getFile(name)), entries]
        : [readHashTile(getFile(name), tile), entries.map(leafHash)]
      expect(held).toEqual(wanted)
      const written = isBundle
        ? writeBundle(entries.map(String))
        : Buffer.concat(entries.map(leafHash))
      expect(written).toEqual(getFile(name))
    }
    expect(tilesOf(15)).toEqual([{ level: 0, index: 0, width: 15 }])
  })

  test('is accounted for to the last file', () => {
    expect(files.size).toBe(16 + 1 + 30)
  })
})

/** Tiles of all levels over these leaves, in memory. */
function tilesIn(leaves: readonly Buffer[]): ReadTile {
  const levels: Buffer[] = [Buffer.concat(leaves)]
  for (let below = levels[0]; below !== undefined && below.length >= TILE_BYTES;) {
    const full = below
    const count = Math.floor(full.length / TILE_BYTES)
    const roots = Array.from({ length: count }, (_, tile) =>
      rootOf(full.subarray(tile * TILE_BYTES, (tile + 1) * TILE_BYTES)),
    )
    below = Buffer.concat(roots)
    levels.push(below)
  }
  return async ({ level, index, width }) => {
    const from = index * TILE_BYTES
    return levels[level]?.subarray(from, from + width * HASH_BYTES) ?? Buffer.alloc(0)
  }
}

const TILE_BYTES = TILE_WIDTH * HASH_BYTES
