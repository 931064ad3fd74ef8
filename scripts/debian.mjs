import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** Installs packages of Debian where this is Debian and we may. */
export function installFromDebian(what, packages) {
  if (!mayInstall()) return
  console.log(`Installing ${what} from Debian …`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env: environment })
  }
}

function mayInstall() {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return false
  // Ubuntu's packages of these names are others.
  return fs.readFileSync('/etc/os-release', 'utf8').split('\n').includes('ID=debian')
}
