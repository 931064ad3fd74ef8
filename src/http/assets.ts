import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import type { Hono } from 'hono'

import { packageRoot } from '#platform'
import { ASSET_FILES, makeAssets } from '#ui'
import type { AssetBytes, Assets } from '#ui'

type AssetFile = (typeof ASSET_FILES)[number]

/** Reads what pages load and gives every file an address that changes with its content. */
export function readAssets(): Assets {
  const [style, icon, font, passkey] = ASSET_FILES
  return makeAssets({
    style: readParts(style),
    icon: readParts(icon),
    font: readParts(font),
    passkey: readParts(passkey),
  })
}

/** Serves the assets; an address names one content for ever, so browsers need never ask again. */
export function mountAssets(app: Hono, { list }: Assets): void {
  for (const { path: address, mediaType, bytes } of list) {
    app.get(address, (request) => {
      request.header('cache-control', 'public, max-age=31536000, immutable')
      request.header('content-type', mediaType)
      return request.body(new Uint8Array(bytes))
    })
  }
}

function readParts(file: AssetFile): AssetBytes {
  const folder = folderOf(file)
  const bytes = Buffer.concat(file.parts.map((part) => fs.readFileSync(path.join(folder, part))))
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

function folderOf(file: AssetFile): string {
  if (file.package === null) return path.join(packageRoot(), 'src', 'ui', 'assets')
  const require = createRequire(import.meta.url)
  return path.dirname(require.resolve(`${file.package}/package.json`))
}
