import lighthouse from 'lighthouse'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { hasChromium, launchChromium } from './chromium.ts'
import { freePort } from './free-port.ts'
import { type ServedRecord, serveExample } from './served-record.ts'

const PAGE_BYTES = 60_000
const SCRIPT_BYTES = 15_000

describe.skipIf(!hasChromium)('the first page', () => {
  let record: ServedRecord
  let browser: Browser
  let debuggingPort: number
  beforeAll(async () => {
    record = await serveExample()
    debuggingPort = await freePort()
    browser = await launchChromium([`--remote-debugging-port=${debuggingPort}`])
  })
  afterAll(async () => {
    await browser.close()
    await record.stop()
  })

  test('is light: 60 kB over the wire with its styles and typeface, 15 kB of it scripts', async () => {
    const tab = await browser.newPage()
    const sent = new Map<string, { readonly type: string; readonly url: string; bytes: number }>()
    const protocol = await tab.context().newCDPSession(tab)
    await protocol.send('Network.enable')
    protocol.on('Network.responseReceived', ({ requestId, type, response }) => {
      sent.set(requestId, { type, url: response.url, bytes: 0 })
    })
    protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const response = sent.get(requestId)
      if (response !== undefined) response.bytes = encodedDataLength
    })
    await tab.goto(record.origin, { waitUntil: 'networkidle' })
    const responses = [...sent.values()]
    // The browser draws its own date picker's icon from a data: address.
    const foreign = (some: typeof responses) =>
      some.filter(({ url }) => !url.startsWith('data:') && new URL(url).origin !== record.origin)
    const total = (some: typeof responses) => some.reduce((sum, { bytes }) => sum + bytes, 0)

    expect(responses.map(({ type }) => type)).toContain('Document')
    expect(foreign(responses)).toEqual([])
    expect(total(responses)).toBeLessThanOrEqual(PAGE_BYTES)
    expect(total(responses.filter(({ type }) => type === 'Script'))).toBeLessThanOrEqual(
      SCRIPT_BYTES,
    )
    await tab.close()
  })

  test('reads the same with scripts off', async () => {
    const without = await browser.newContext({ javaScriptEnabled: false })
    const tab = await without.newPage()
    await tab.goto(record.origin)
    expect(await tab.getByRole('heading', { level: 1 }).count()).toBe(1)
    await without.close()
  })

  test('has full marks for accessibility from Lighthouse', async () => {
    const result = await lighthouse(`${record.origin}/m/mss-haiti`, {
      port: debuggingPort,
      onlyCategories: ['accessibility'],
      logLevel: 'error',
    })
    const audits = Object.values(result?.lhr.audits ?? {})
    expect(audits.filter(({ score }) => score === 0).map(({ id }) => id)).toEqual([])
    expect(result?.lhr.categories['accessibility']?.score).toBe(1)
  })
})
