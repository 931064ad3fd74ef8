// Runs before anything is installed: Node's own modules only.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = [20, 19]

/** Ends the process with a sentence where this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(
    `Rollcall needs Node ${OLDEST_NODE.join('.')} or later and this is ${process.versions.node}; install a newer Node from https://nodejs.org.`,
  )
  process.exit(1)
}

/** Installs exactly what package-lock.json names for `running` or `testing`, unless it is there already. */
export function ensureInstalled(purpose) {
  if (isInstalled(purpose)) return
  console.error('Installing the packages that package-lock.json names …')
  // A shared network loses a connection now and then; a second attempt costs little.
  if (runNpmCi(purpose) || runNpmCi(purpose)) return
  console.error(
    'The packages could not be installed (see above); check the network or the npm registry that `npm config get registry` names, then try again.',
  )
  process.exit(1)
}

/** Whether node_modules holds the versions of package-lock.json, as npm itself recorded them. */
export function isInstalled(purpose) {
  const wanted = readPackages('package-lock.json')
  const present = readPackages('node_modules/.package-lock.json')
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' ||
      entry.optional === true ||
      entry.devOptional === true ||
      entry.peer === true ||
      (entry.dev === true && purpose === 'running') ||
      present[name]?.version === entry.version,
  )
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

function runNpmCi(purpose) {
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    purpose === 'testing' ? '--include=dev' : '--omit=dev',
  ]
  // Within an npm script npm says where it lives; anywhere else it is on the path.
  const npm = process.env.npm_execpath
  const inScript = npm !== undefined && npm.endsWith('.js')
  const [command, ...rest] = inScript ? [process.execPath, npm, ...args] : ['npm', ...args]
  const { status } = spawnSync(command, rest, {
    cwd: root,
    // Standard output belongs to whatever follows, for instance an account as JSON.
    stdio: ['ignore', 2, 2],
    shell: !inScript && process.platform === 'win32',
  })
  return status === 0
}
