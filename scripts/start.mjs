// `npm start`: from a fresh clone to a served record.
import { spawn } from 'node:child_process'
import path from 'node:path'

import { ensureInstalled, requireNode, root } from './installed.mjs'

requireNode()
ensureInstalled('running')
const { ensureBuilt } = await import('./build.mjs')
await ensureBuilt()

const server = spawn(
  process.execPath,
  ['--enable-source-maps', path.join(root, 'dist/server.js'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The server closes its database and ends; this process ends with it.
  process.on(signal, () => server.kill(signal))
}
server.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 0)
})
