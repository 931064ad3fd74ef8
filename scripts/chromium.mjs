import fs from 'node:fs'

import { installFromDebian } from './debian.mjs'

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
  if (findChromium() === undefined) installFromDebian('Chromium', ['chromium'])
}
