import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Db, fixedClock } from '#platform'
import { type Appender, listWaiting, resolveAsking } from '#register'

import { cliOn, NOW } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { aHeldDocument } from './drafts-of-all-kinds.ts'
import { aClaim, anApproval, aSubject, MISSION, openRecord } from './drafts.ts'

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-erase-'))
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

const WORD = 'zwolfhexerq'
const BASIS = 'Data protection act, section 12'

describeOnEngines('erasing by commands', (open, engine) => {
  let db: Db
  let run: ReturnType<typeof cliOn>
  let appender: Appender
  const clock = fixedClock(NOW)
  const document = aHeldDocument({ title: `Notes of the ${WORD}` })
  const claim = aClaim({ subject: 'case-1', note: `Told by the ${WORD}.`, document: document.id })
  const other = aClaim({ subject: 'case-1', assertedBy: 'KEN', document: document.id })

  beforeAll(async () => {
    db = (await open()).db
    run = cliOn(db)
    appender = await openRecord(db, clock)
    await appender.append({ mission: MISSION, actor: 'one' }, [aSubject('case-1'), document])
    await appender.append({ mission: MISSION, actor: 'one' }, [claim, other])
  })

  const waiting = async () =>
    listWaiting(db, MISSION, await resolveAsking({ db, clock }, MISSION, {}))
  const approve = async (id: string) =>
    appender.append({ mission: MISSION, actor: 'two' }, [anApproval(id)])
  const exported = async (name: string): Promise<string> => {
    const folder = path.join(scratch, `${engine}-${name}`)
    expect(await run('export', folder)).toMatchObject({ code: 0 })
    return folder
  }
  const textIn = (folder: string): string =>
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => fs.readFileSync(path.join(file.parentPath, file.name), 'utf8'))
      .join('\n')

  test('what is missing on the command line is said before anything is proposed', async () => {
    const { code, err } = await run('erase', '--entry', claim.id)
    expect(code).toBe(2)
    expect(err).toContain('needs --legal-basis')
    const wrong = await run(
      'erase',
      '--entry',
      claim.id,
      '--part',
      'words',
      '--legal-basis',
      BASIS,
      '--reason',
      'Asked for.',
      '--by',
      'USA',
    )
    expect(wrong.code).toBe(1)
    expect(await waiting()).toEqual([])
  })

  test('an erasure is proposed, approved by somebody else, and finished on the disk', async () => {
    expect(textIn(await exported('before'))).toContain(WORD)
    const proposed = await run(
      'erase',
      '--entry',
      `${claim.id},${document.id}`,
      '--legal-basis',
      BASIS,
      '--reason',
      'Asked for.',
      '--by',
      'USA',
    )
    expect(proposed).toMatchObject({ code: 0, err: '' })
    expect(proposed.out).toContain('nothing is erased before somebody else approves it')
    const [proposal] = await waiting()
    await approve(proposal?.id ?? '')
    const finished = await run('erase', '--finish')
    expect(finished.code).toBe(0)
    expect(finished.out).toContain(`Finished the erasures approved by ${MISSION}`)
    expect(finished.out.includes('Not reached') && engine === 'pglite').toBe(false)
    expect((await run('rebuild')).code).toBe(0)
    const verified = await run('verify')
    expect(verified.out).toContain('field groups were erased by entries that say so')
  })

  test('an export has nothing of it, says what was erased, and can be loaded', async () => {
    const folder = await exported('after')
    const all = textIn(folder)
    expect(all).not.toContain(WORD)
    expect(all).toContain(BASIS)
    const fresh = await open()
    const loaded = await cliOn(fresh.db)('load', folder)
    expect(loaded).toMatchObject({ code: 0 })
    expect((await cliOn(fresh.db)('claims', '--subject', 'case-1', '--json')).out).toContain(
      other.id,
    )
  })

  test('rules of retention are set once, listed, and come due', async () => {
    const file = path.join(scratch, `${engine}.json`)
    const rule = {
      kind: 'forces.pledge',
      effectiveFrom: '2025-01-01',
      days: 365,
      countedFrom: 'said',
      parts: ['source'],
      legalBasis: BASIS,
    }
    const set = async (rules: readonly object[]) => {
      fs.writeFileSync(file, JSON.stringify(rules))
      return run('retention', 'set', '--file', file)
    }
    expect((await set([{ ...rule, kind: 'forces.plegde' }])).err).toContain('forces.pledge')
    expect((await set([{ ...rule, days: -1 }])).code).toBe(1)
    expect((await run('retention', 'list')).out).toContain('everything is kept')
    const later = { ...rule, effectiveFrom: '2099-01-01', days: 0, legalBasis: 'Not yet' }
    expect(await set([rule, later])).toMatchObject({
      code: 0,
      out: `2 rules set for ${MISSION}.\n`,
    })
    expect((await set([rule])).err).toContain('rules are never changed')
    expect((await run('retention', 'list')).out).toContain('2099-01-01')
    const due = await run('retention', 'due')
    expect(due.out).toContain(other.id)
    expect(due.out).toContain('2025-02-25')
    expect(due.out).not.toContain(claim.id)
    expect(await waiting()).toEqual([])
  })

  test('what is due is proposed once, and two people still decide', async () => {
    expect((await run('retention', 'due', '--propose')).code).toBe(2)
    const proposed = await run('retention', 'due', '--propose', '--by', 'USA')
    expect(proposed.out).toContain('somebody else has to approve it')
    const [proposal] = await waiting()
    expect(proposal?.said.parts['content']).toMatchObject({
      legalBasis: BASIS,
      targets: [{ entry: other.id, parts: ['source'] }],
    })
    expect((await run('retention', 'due')).out).toContain('Nothing in')
    await approve(proposal?.id ?? '')
    expect((await run('rebuild')).code).toBe(0)
  })
})
