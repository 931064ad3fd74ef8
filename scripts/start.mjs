// `npm start`: from a fresh clone to a served record.
import { ensureInstalled, requireNode } from './installed.mjs'

requireNode()
ensureInstalled('running')
const { ensureBuilt } = await import('./build.mjs')
await ensureBuilt()
stopWithNpm()
process.setSourceMapsEnabled(true)
await import(new URL('../dist/server.js', import.meta.url).href)

/** npm passes a signal to a shell that dies of it and tells nobody: watch for having lost the parent. */
function stopWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}
