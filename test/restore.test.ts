import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { findMigrations, type Place } from '#platform'

import { cliAt } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { startProcess } from './processes/start-process.ts'

// A backup of the example mission on the command line, and a restore whose process is killed half-way.

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-restore-'))
const EXAMPLE = path.resolve('missions/mss-haiti')
const CLI = path.resolve('src/main/cli.ts')
const UNFINISHED =
  'A restore into this database was begun and not finished, so it holds no record yet; run "rollcall restore FILE.tar" again, which starts anew. (database.restore_unfinished)'

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describeOnEngines('a backup on the command line', (open, engine) => {
  const file = path.join(folder, `${engine}.tar`)
  let source: Place
  let target: Place
  let rebuilt: string

  beforeAll(async () => {
    const databases = [await open(), await open()] as const
    for (const { db } of databases) await db.close()
    ;[source, target] = [databases[0].place, databases[1].place]
    await cliAt(source)('load', EXAMPLE)
    rebuilt = (await cliAt(source)('rebuild')).out
  })

  test('is written, and says what to keep apart from it', async () => {
    const { code, out, err } = await cliAt(source)('backup', file)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^Backed up \d+ rows of \d+ tables \(\d+ bytes\) to \S+\.tar\.\n/)
    expect(out).toMatch(/SHA-256 [0-9a-f]{64}; keep it apart/)
    expect(out).toContain('Private keys are not in it')
  })

  test('whose restore is killed half-way leaves a database that every start refuses', async () => {
    const started = startProcess('restore-and-halt.ts', [JSON.stringify(target), file])
    await started.until('half-way')
    started.child.kill('SIGKILL')
    await started.ended
    const missions = await cliAt(target)('missions')
    expect(missions).toEqual({ code: 1, out: '', err: `rollcall: ${UNFINISHED}\n` })
    const environment =
      target.kind === 'folder'
        ? { ROLLCALL_DATA: target.dataFolder, DATABASE_URL: '', PORT: '0' }
        : { DATABASE_URL: target.databaseUrl, PORT: '0' }
    const server = startProcess(CLI, ['serve'], { environment })
    expect(await server.ended).toBe(1)
    expect(server.complained()).toContain(UNFINISHED)
    const backup = await cliAt(target)('backup', path.join(folder, `${engine}-half.tar`))
    expect([backup.code, backup.err]).toEqual([1, expect.stringContaining('(backup.nothing)')])
  })

  test('is restored by the same command again, and is the same record', async () => {
    const { code, out } = await cliAt(target)('restore', file)
    expect(code).toBe(0)
    expect(out).toMatch(
      /^Restored \d+ rows of \d+ tables as they were at 2026-11-21T09:00:00.000Z\.\n/,
    )
    expect((await cliAt(target)('rebuild')).out).toBe(rebuilt)
    expect(rebuilt).toMatch(/^mss-haiti: equal \(\d+ boxes/)
    const account = ['account', 'forces/strength', '--valid-on', '2025-05-22', '--json']
    expect((await cliAt(target)(...account)).out).toBe((await cliAt(source)(...account)).out)
  })

  test('is refused a second time, because the record is no longer empty', async () => {
    const { code, err } = await cliAt(target)('restore', file)
    expect([code, err]).toEqual([1, expect.stringContaining('(backup.not_empty)')])
  })

  test('is what helps where a migration has no way back', async () => {
    const migrate = cliAt(target)
    const first = await migrate('migrate', '--to', '20261121T080000_platform.sql')
    expect([first.code, first.err]).toEqual([1, expect.stringContaining('(database.no_way_back)')])
    expect(first.err).toContain('restore a backup that was made before it')
    const unknown = await migrate('migrate', '--to', 'nothing')
    expect(unknown.err).toContain('(database.migration_not_applied)')
    const latest = findMigrations().at(-1)?.name ?? ''
    expect((await migrate('migrate', '--to', latest)).out).toMatch(
      new RegExp(`^The latest migration of the database is ${latest}\\.`),
    )
    expect((await migrate('rebuild')).out).toBe(rebuilt)
  })
})
