// `npm test`: installs what is missing, checks the code, runs every test. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
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

/** What was counted where no test was run. */
const NONE = { passed: 0, failed: 0, skipped: 0 }

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

/** What runs; all of it is ended where this program is. */
const running = new Set()
let isStopped = false
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopped = true
    for (const child of running) child.kill(signal)
  })
}

// The checks run beside the tests, one by one: they take the moments in which a core would idle.
const countsFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-counts-'))
const countsFile = path.join(countsFolder, 'counts.json')
const [failedChecks, code] = await Promise.all([runChecks(), runTests(countsFile)])
const counted = fs.existsSync(countsFile) ? JSON.parse(fs.readFileSync(countsFile, 'utf8')) : NONE
// Tests that could not even begin are none that failed: one failure is still owed.
const failedTests = code === 0 ? 0 : Math.max(1, counted.failed)
close(failedChecks, { ...counted, failed: failedTests })
fs.rmSync(countsFolder, { recursive: true })
process.exitCode = code === 0 && failedChecks.length > 0 ? 1 : code

/** Runs the checks one after another; answers the names of those that failed. */
async function runChecks() {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8'))
  const failed = []
  for (const [name, script] of CHECKS) {
    if (isStopped || !(await passes(name, scripts[script]))) failed.push(name)
  }
  return failed
}

/** Runs one script of package.json and shows what it said only where it failed. */
async function passes(name, command) {
  const started = performance.now()
  const [program, ...rest] = command.split(' ')
  // Without a shell, which would die of a signal and leave the check running.
  const check = spawn(program, rest, {
    shell: process.platform === 'win32',
    env: withBin(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [check.stdout, check.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  }
  const status = await ended(check)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (status !== 0) console.log(said)
  return status === 0
}

/** Runs the tests; how many passed and failed is written to a file. Answers the exit code. */
async function runTests(counts) {
  const vitest = spawn('vitest', ['run', ...process.argv.slice(2)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    env: {
      ...withBin(process.env),
      ROLLCALL_COUNTS: counts,
      ...(process.stdout.isTTY === true ? { FORCE_COLOR: '1' } : {}),
    },
  })
  // Through a pipe it draws no moving lines, between which the checks could not be told.
  vitest.stdout.on('data', (chunk) => process.stdout.write(chunk))
  return ended(vitest)
}

/** The exit code of a process; 1 where it did not start or a signal ended it. */
async function ended(child) {
  running.add(child)
  const status = await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', (code) => resolve(code ?? 1))
  })
  running.delete(child)
  return status
}

/** Ends the run with `N passed, N failed`, a line any CI can read. */
function close(failed, counts) {
  if (failed.length > 0) console.log(`\nFailed checks (see above): ${failed.join(', ')}`)
  const rest = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`
  console.log(`\n${counts.passed} passed, ${counts.failed + failed.length} failed${rest}`)
}

function withBin(environment) {
  const bin = path.join(root, 'node_modules', '.bin')
  return { ...environment, PATH: `${bin}${path.delimiter}${environment.PATH}` }
}
