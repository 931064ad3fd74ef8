// `npm test`: installs what is missing, checks the code, runs every test. Ends with `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { ensureChromium, findChromium } from './chromium.mjs'
import { ensureGo, findGo } from './go.mjs'
import { ensureInstalled, requireNode, root } from './installed.mjs'

const CHECKS = [
  ['format', 'format:check'],
  ['lint', 'lint'],
  ['types', 'typecheck'],
  ['boundaries', 'boundaries'],
  ['dead code', 'unused'],
  ['openapi.json', 'openapi:check'],
]

requireNode()
process.chdir(root)
ensureInstalled('testing')
ensureChromium()
ensureGo()
if (findChromium() === undefined) {
  console.log(
    'No Chromium was found: install it or set CHROMIUM to its path. The tests in a browser are left out.',
  )
}

if (findGo() === undefined) {
  console.log(
    "Debian's golang-go and golang-golang-x-mod-dev were not found: that Go's own code accepts the log is left out.",
  )
}

const failedChecks = CHECKS.filter(([name, script]) => !passes(name, script)).map(([name]) => name)
const { code, closed } = await runTests(failedChecks)
// The reporter writes the closing line; where the tests could not even begin, it is still owed.
if (!closed) console.log(`\n0 passed, ${failedChecks.length + 1} failed`)
process.exitCode = code === 0 && failedChecks.length > 0 ? 1 : code

/** Runs one script of package.json and shows what it said only where it failed. */
function passes(name, script) {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8'))
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(scripts[script], {
    shell: true,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: withBin(process.env),
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (status !== 0) console.log(`${stdout}${stderr}`)
  return status === 0
}

async function runTests(failed) {
  const vitest = spawn('vitest', ['run', ...process.argv.slice(2)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...withBin(process.env),
      ROLLCALL_FAILED_CHECKS: failed.join(', '),
      ...(process.stdout.isTTY === true ? { FORCE_COLOR: '1' } : {}),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal))
  let tail = ''
  vitest.stdout.on('data', (chunk) => {
    process.stdout.write(chunk)
    tail = (tail + String(chunk)).slice(-500)
  })
  const code = await new Promise((resolve) => {
    vitest.on('error', () => resolve(1))
    vitest.on('close', (status) => resolve(status ?? 1))
  })
  return { code, closed: /^\d+ passed, \d+ failed/m.test(tail) }
}

function withBin(environment) {
  const bin = path.join(root, 'node_modules', '.bin')
  return { ...environment, PATH: `${bin}${path.delimiter}${environment.PATH}` }
}
