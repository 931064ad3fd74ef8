// Bundles src/main into dist/, unless nothing has changed since the last time.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { root } from './installed.mjs'

const DIST = path.join(root, 'dist')
const STAMP = path.join(DIST, 'inputs.sha256')

/** Builds dist/server.js and dist/cli.js where they are older than what they are made of. */
export async function ensureBuilt() {
  const inputs = digestOfInputs()
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === inputs) return
  // Built aside and moved into place, so that another process never starts half a bundle.
  const draft = `${DIST}.${process.pid}`
  try {
    await bundle(['src/main/server.ts', 'src/main/cli.ts'], draft)
    fs.writeFileSync(path.join(draft, path.basename(STAMP)), inputs)
    replaceDist(draft)
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
  }
}

/** Bundles programs of this checkout into a folder: a file for each, and what they share. */
export async function bundle(entryPoints, outdir) {
  const { build, stop } = await import('esbuild')
  try {
    await build({
      entryPoints,
      absWorkingDir: root,
      outdir,
      bundle: true,
      splitting: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: true,
      logLevel: 'warning',
    })
  } finally {
    await stop()
  }
}

function replaceDist(draft) {
  const old = `${draft}.old`
  if (fs.existsSync(DIST)) fs.renameSync(DIST, old)
  try {
    fs.renameSync(draft, DIST)
  } catch (error) {
    // Another process has built the same in the meantime.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  }
  fs.rmSync(old, { recursive: true, force: true })
}

/** Size and time of every source file: content would cost more than the start it saves. */
function digestOfInputs() {
  const hash = createHash('sha256')
  const sources = fs
    .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join('src', file))
  const files = [
    'package-lock.json',
    'package.json',
    'tsconfig.json',
    'scripts/build.mjs',
    ...sources,
  ]
  for (const file of files.sort()) {
    const { size, mtimeMs } = fs.statSync(path.join(root, file))
    hash.update(`${file}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt()
