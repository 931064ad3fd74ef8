import { type Browser, chromium } from 'playwright-core'

import { findChromium } from '../scripts/chromium.mjs'

// Without these it looks for updates and calls its maker, and does not start as root.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Whether this machine has a browser: tests that need one are skipped where it has none. */
export const hasChromium = findChromium() !== undefined

/** Starts the machine's Chromium; the caller closes it. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium for this test.')
  return chromium.launch({ executablePath, args: [...QUIET, ...more] })
}
