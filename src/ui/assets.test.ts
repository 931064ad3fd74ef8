import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { ASSET_FILES, makeAssets, typefaceFor } from './assets.ts'
import type { AssetBytes } from './assets.ts'

const here = join(import.meta.dirname, 'assets')
const resolve = createRequire(import.meta.url).resolve

function readAsset(name: (typeof ASSET_FILES)[number]['name']): AssetBytes {
  const file = ASSET_FILES.find((asset) => asset.name === name)
  if (file === undefined) throw new Error(`No asset is called ${name}.`)
  const folder = file.package === null ? here : dirname(resolve(`${file.package}/package.json`))
  const bytes = Buffer.concat(file.parts.map((part) => readFileSync(join(folder, part))))
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

const assets = makeAssets({
  style: readAsset('style'),
  icon: readAsset('icon'),
  font: readAsset('font'),
  passkey: readAsset('passkey'),
})

test('every file of the folder is served, under an address that changes with its bytes', () => {
  const parts = ASSET_FILES.flatMap((file) => (file.package === null ? file.parts : []))
  expect(parts.toSorted()).toEqual(readdirSync(here).toSorted())
  for (const asset of assets.list)
    expect(asset.path).toMatch(/^\/assets\/[a-z0-9-]+\.[0-9a-f]{8}\.\w+$/u)
  const addresses = assets.list.map((asset) => asset.path)
  expect(addresses).toEqual(expect.arrayContaining(Object.values(assets.addresses)))
})

test('the typeface sheet names the font’s own address', () => {
  const sheet = assets.list.find((asset) => asset.path === assets.addresses.typeface)
  const font = assets.list.find((asset) => asset.mediaType === 'font/woff2')
  expect(new TextDecoder().decode(sheet?.bytes)).toContain(`url(${font?.path ?? 'missing'})`)
})

test('style, icon and font leave a first page 24 kB of its 60', () => {
  const total = assets.list
    .filter((asset) => asset.path !== assets.addresses.passkey)
    .map((asset) => (asset.mediaType === 'font/woff2' ? asset.bytes : gzipSync(asset.bytes)).length)
    .reduce((sum, size) => sum + size, 0)
  expect(total).toBeLessThan(36_000)
})

test('the web font is kept from readers who save data or have a slow line', () => {
  expect(typefaceFor({ saveData: undefined, connection: undefined })).toBe('web')
  expect(typefaceFor({ saveData: undefined, connection: '4g' })).toBe('web')
  expect(typefaceFor({ saveData: 'on', connection: '4g' })).toBe('system')
  expect(typefaceFor({ saveData: undefined, connection: '3g' })).toBe('system')
})
