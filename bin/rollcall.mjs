#!/usr/bin/env node
// `npx rollcall`: builds where the bundle is stale, then runs it in this very process.
import { isInstalled, requireNode } from '../scripts/installed.mjs'

requireNode()
if (!isInstalled('running')) {
  console.error('The packages are not installed; run `npm ci` in the folder of the checkout first.')
  process.exit(1)
}
const { ensureBuilt } = await import('../scripts/build.mjs')
await ensureBuilt()
process.setSourceMapsEnabled(true)
await import(new URL('../dist/cli.js', import.meta.url).href)
