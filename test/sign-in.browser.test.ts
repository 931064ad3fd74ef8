import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { hasChromium, launchChromium } from './chromium.ts'
import { type ServedRecord, serveExample } from './served-record.ts'
import { codeAt } from './visitor.ts'

const PASSWORD = 'a slow river at dusk'
const TOO_WIDE = 'document.documentElement.scrollWidth > innerWidth'

// Passkeys are made and used in a real browser, with an authenticator that the browser itself plays.

describe.skipIf(!hasChromium)('signing in with a browser', () => {
  let record: ServedRecord
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let totp = ''
  /** What the browser sent when a passkey signed in. */
  let answered = ''

  beforeAll(async () => {
    record = await serveExample()
    browser = await launchChromium()
    context = await browser.newContext({ baseURL: record.origin.replace('127.0.0.1', 'localhost') })
    page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
  })
  afterAll(async () => {
    await browser.close()
    await record.stop()
  })

  const click = async (name: string) => {
    await page.getByRole('button', { name }).click()
    await page.waitForLoadState()
  }

  test('the printed link makes the first administrator, whose role does not count yet', async () => {
    await page.goto(record.welcome)
    await page.getByLabel('Sign-in name').fill('amina')
    await page.getByLabel('Name shown to others').fill('A. Mwangi')
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByLabel('The same once more').fill(PASSWORD)
    await click('Set password and sign in')
    await page.waitForURL('**/account')
    expect(await page.getByText('Your roles count only after').count()).toBe(1)
    expect((await page.goto('/administer'))?.status()).toBe(403)
  })

  test('a passkey is made, and with it the role counts', async () => {
    await page.goto('/account')
    await click('Add a passkey')
    await page.waitForURL('**/account?done=passkey')
    expect(await page.getByText('Your roles count only after').count()).toBe(0)
    expect((await page.goto('/administer'))?.status()).toBe(200)
  })

  test('an authenticator app is set up from the picture of its secret', async () => {
    await page.goto('/account')
    await click('Set up an authenticator app')
    expect(await page.getByRole('img', { name: 'QR code' }).isVisible()).toBe(true)
    totp = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    await page
      .getByLabel('The code that the app shows')
      .fill(codeAt(totp, new Date().toISOString()))
    await click('Finish')
    expect(await page.locator('.codes li').count()).toBe(10)
  })

  test('the passkey alone signs in', async () => {
    await page.goto('/account')
    await click('Sign out')
    await page.waitForURL('**/sign-in')
    page.on('request', (request) => {
      if (request.url().endsWith('/sign-in/passkey')) answered = request.postData() ?? ''
    })
    await click('Use a passkey')
    await page.waitForURL(`${record.origin.replace('127.0.0.1', 'localhost')}/`)
    expect(await page.getByRole('link', { name: 'A. Mwangi' }).count()).toBe(1)
    expect((await page.goto('/administer'))?.status()).toBe(200)
  })

  test('the same answer of a passkey is not taken again', async () => {
    await page.goto('/account')
    await click('Sign out')
    await page.waitForURL('**/sign-in')
    const csrf = (await page.locator('input[name=csrf]').first().getAttribute('value')) ?? ''
    const answer = new URLSearchParams(answered).get('answer') ?? ''
    expect(answer).toContain('"signature"')
    const replay = async (text: string) => {
      const form = { csrf, next: '/', answer: text }
      const headers = { origin: new URL(page.url()).origin }
      return (
        await context.request.post('/sign-in/passkey', { form, headers, maxRedirects: 0 })
      ).status()
    }
    expect(await replay(answer)).toBe(401)
    expect(await replay('{}')).toBe(401)
    await click('Use a passkey')
    await page.waitForURL(`${record.origin.replace('127.0.0.1', 'localhost')}/`)
  })

  describe.each([1440, 390, 320])('at %i px', (width) => {
    test.each([
      '/account',
      '/account/password',
      '/account/tokens',
      '/administer',
      '/administer/invite',
      '/audit',
      '/account?lang=fr',
      '/administer/invite?lang=fr',
    ])('axe finds nothing on %s', async (path) => {
      await page.setViewportSize({ width, height: 900 })
      expect((await page.goto(path))?.status()).toBe(200)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate(TOO_WIDE)).toBe(false)
    })
  })

  test('without scripts a password and a code do, and no passkey is offered', async () => {
    const plain = await browser.newContext({ baseURL: record.origin, javaScriptEnabled: false })
    const tab = await plain.newPage()
    await tab.goto('/sign-in?next=/account')
    expect(await tab.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0)
    await tab.getByLabel('Sign-in name').fill('amina')
    await tab.getByLabel('Password').fill(PASSWORD)
    await tab.getByRole('button', { name: 'Sign in' }).click()
    await tab.waitForURL('**/sign-in/code?*')
    const later = new Date(Date.now() + 30_000).toISOString()
    await tab.getByLabel('Code').fill(codeAt(totp, later))
    await tab.getByRole('button', { name: 'Continue' }).click()
    await tab.waitForURL('**/account')
    expect(await tab.getByRole('heading', { name: 'A. Mwangi' }).count()).toBe(1)
    await plain.close()
  })
})
