import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser of this machine, or that of `CHROMIUM`; undefined where there is none. */
export function findChromium() {
  const given = process.env['CHROMIUM']
  return [given ?? '', ...PLACES].find((place) => place !== '' && fs.existsSync(place))
}

/** Installs Debian's Chromium where there is none and we may. */
export function ensureChromium() {
  if (findChromium() !== undefined || !mayInstall()) return
  console.log('Installing Chromium from Debian …')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env: environment })
  }
}

function mayInstall() {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return false
  // Ubuntu's package of that name only points to its app store.
  return fs.readFileSync('/etc/os-release', 'utf8').split('\n').includes('ID=debian')
}
