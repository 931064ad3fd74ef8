import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { hasChromium, launchChromium } from './chromium.ts'
import { type ServedRecord, serveExample } from './served-record.ts'

const WIDTHS = [1440, 390, 320]
const HEIGHT = 900
/** What makes the page scroll sideways, apart from what scrolls within its own frame. */
const TOO_WIDE = `
  document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth)
    .map((element) => element.outerHTML.slice(0, 80))
    .slice(0, 5)`
const PAGES = ['', '/contested', '/timeline', '/sources', '/search?q=police', '/glossary']

describe.skipIf(!hasChromium)('in a browser', () => {
  let record: ServedRecord
  let browser: Browser
  beforeAll(async () => {
    record = await serveExample()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await record.stop()
  })

  describe.each(WIDTHS)('at %i px', (width) => {
    test.each(PAGES)('axe finds nothing on the mission’s page "%s"', async (page) => {
      const context = await browser.newContext({ viewport: { width, height: HEIGHT } })
      const tab = await context.newPage()
      const answer = await tab.goto(`${record.origin}/m/mss-haiti${page}`)
      expect(answer?.status()).toBe(200)
      const { violations } = await new AxeBuilder({ page: tab }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await tab.evaluate(TOO_WIDE)).toEqual([])
      await context.close()
    })
  })
})
