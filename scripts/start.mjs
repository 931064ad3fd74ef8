// `npm start`: from a fresh clone to a served record.
import fs from 'node:fs'

import { ensureInstalled, requireNode } from './installed.mjs'

requireNode()
ensureInstalled('running')
const { ensureBuilt } = await import('./build.mjs')
await ensureBuilt()
stopWithNpm()
process.setSourceMapsEnabled(true)
await import(new URL('../dist/server.js', import.meta.url).href)

/** npm passes a signal to a shell that dies of it and tells nobody: watch for having lost either. */
function stopWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const began = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === began) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}

/** The ids of the shell and, where the system tells, of the npm above it. */
function ancestors() {
  try {
    const stat = fs.readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    const [, npm] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return `${process.ppid} ${npm}`
  } catch {
    return String(process.ppid)
  }
}
