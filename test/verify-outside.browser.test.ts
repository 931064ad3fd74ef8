import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { hasChromium, launchChromium } from './chromium.ts'
import { type ServedRecord, serveExample } from './served-record.ts'

// What somebody outside does who does not believe the server: the stand-alone file, and the page in their browser.

const TOOL = path.resolve('tools/rollcall-verify.mjs')
const TESSERA = path.resolve('src/register/log/vectors/tessera.json')
const TESSERA_KEY = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'
const M = 'mss-haiti'

describe('somebody outside', () => {
  let record: ServedRecord
  let folder: string
  let claim: string
  let receipt: string
  beforeAll(async () => {
    record = await serveExample()
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-outside-'))
    const list = await textOf(`/api/v1/missions/${M}/claims?limit=1`)
    const page = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(list))
    claim = page.items[0]?.id ?? ''
    receipt = await textOf(`/log/${M}/proof/${claim}.tlog-proof`)
  })
  afterAll(async () => {
    fs.rmSync(folder, { recursive: true, force: true })
    await record.stop()
  })

  const textOf = async (address: string) => (await fetch(`${record.origin}${address}`)).text()
  const keep = (name: string, text: string) => {
    const file = path.join(folder, name)
    fs.writeFileSync(file, text)
    return file
  }
  const keyOf = async () => {
    const keys = z.object({ keys: z.array(z.object({ vkey: z.string() })) })
    return keys.parse(JSON.parse(await textOf(`/log/${M}/keys`))).keys[0]?.vkey ?? ''
  }
  /** The same receipt, with one word of what it shows changed. */
  const altered = () =>
    receipt.replace(/^extra (.*)$/m, (_, extra: string) => {
      const shown = Buffer.from(extra, 'base64').toString().replace('"modality":"', '"modality":"x')
      return `extra ${Buffer.from(shown).toString('base64')}`
    })

  test('finds the served file to be the one in the repository, below 300 lines', async () => {
    const served = await textOf('/verify/rollcall-verify.mjs')
    expect(served).toBe(fs.readFileSync(TOOL, 'utf8'))
    expect(served.split('\n').length).toBeLessThan(300)
    expect(served).not.toMatch(/from '(?!node:)/)
  })

  test('checks a whole server from the leaves to what its API shows, and that it only grew', async () => {
    const kept = keep('checkpoint', await textOf(`/log/${M}/checkpoint`))
    const { code, said } = await run('server', record.origin, M, '--kept', kept)
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('only grew') })
    expect(said).toMatch(/\d{3,} entries are what their places of the log say/)
  })

  test('checks a receipt by the key of the log', async () => {
    const file = keep('good.tlog-proof', receipt)
    const { code, said } = await run('receipt', file, '--key', await keyOf())
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('is in the log as shown: '),
    })
    expect(said).toContain('statement')
  })

  test.each([
    ['what is shown', () => altered(), 'is not what was recorded'],
    ['the place', () => receipt.replace(/^index (\d+)$/m, 'index 1$1'), 'not for the place'],
    [
      'the proof',
      () => receipt.replace(/\n(?=[A-Za-z0-9+/]{43}=\n)[A-Za-z0-9+/]/, '\n/'),
      'not in the log',
    ],
    [
      'the signature',
      () =>
        receipt.replace(
          /(.)(.{12})\n$/,
          (_all, one: string, rest: string) => `${one === 'A' ? 'B' : 'A'}${rest}\n`,
        ),
      'false',
    ],
  ])('finds that a receipt was altered: %s', async (_what, change, found) => {
    expect(change()).not.toBe(receipt)
    const { code, said } = await run(
      'receipt',
      keep('bad.tlog-proof', change()),
      '--key',
      await keyOf(),
    )
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(found) })
  })

  test('names the entry of a download that was altered', async () => {
    const lines = (await textOf(`/m/${M}/download/entries.ndjson`)).trimEnd().split('\n')
    const good = await run('download', keep('entries.ndjson', lines.join('\n')))
    expect(good).toEqual({
      code: 0,
      said: expect.stringContaining(`${lines.length} entries are what their leaves say`),
    })
    expect(lines.length).toBeGreaterThan(500)
    const bad = lines.map((line, at) => (at === 7 ? line.replace('"type":"', '"type":"x') : line))
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(lines[7] ?? ''))
    const { code, said } = await run('download', keep('entries.ndjson', bad.join('\n')))
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(id) })
  })

  test('checks a checkpoint of another C2SP log, signed by its own key', async () => {
    const files = z
      .record(z.string(), z.string())
      .parse(JSON.parse(fs.readFileSync(TESSERA, 'utf8')))
    const file = keep('tessera', Buffer.from(files['checkpoint'] ?? '', 'base64').toString())
    const { code, said } = await run('checkpoint', file, '--key', TESSERA_KEY)
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('signatures are true'),
    })
  })

  describe.skipIf(!hasChromium)('in a browser', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await launchChromium()
    })
    afterAll(async () => {
      await browser.close()
    })

    test('sees a good receipt accepted and one with a changed word refused', async () => {
      const tab = await browser.newPage()
      const refused: string[] = []
      tab.on('console', (message) => {
        if (message.type() === 'error') refused.push(message.text())
      })
      await tab.goto(`${record.origin}/m/${M}/verify?entry=${claim}`)
      const output = tab.locator('form[data-check-receipt] output')
      await output.filter({ hasText: 'In order' }).waitFor()
      expect(await output.textContent()).toContain(
        'exactly as shown (handling, source, statement)'.slice(0, 16),
      )
      await tab.getByRole('textbox', { name: 'receipt' }).fill(altered())
      await tab.getByRole('button', { name: 'Check', exact: true }).click()
      await output.filter({ hasText: 'Not in order' }).waitFor()
      expect(await output.textContent()).toContain('not what was recorded')
      expect(refused).toEqual([])
      await tab.close()
    })

    test('is told the same without scripts, in French, within a narrow window', async () => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: { width: 320, height: 700 },
      })
      const tab = await context.newPage()
      await tab.goto(`${record.origin}/m/${M}/verify?lang=fr`)
      expect(await tab.getByRole('heading', { level: 1 }).textContent()).toBe('Vérifiez vous-même')
      expect(await tab.locator('form[data-check-receipt]').isVisible()).toBe(false)
      expect(await tab.getByRole('link', { name: 'rollcall-verify.mjs' }).count()).toBe(1)
      const { scrolled, wide } = z
        .object({ scrolled: z.number(), wide: z.number() })
        .parse(
          await tab.evaluate(
            '({ scrolled: document.documentElement.scrollWidth, wide: window.innerWidth })',
          ),
        )
      expect(scrolled).toBeLessThanOrEqual(wide)
      await context.close()
    })
  })
})

async function run(...argv: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [TOOL, ...argv], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: `${out}${err}` })
    })
  })
}
