import fs from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { cliOn } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import { type FolderFiles, idOf, smallMission, writeFolder } from './mission-folder.ts'

const DECISIONS = ['id', 'kind', 'subject', 'claims', 'by', 'said', 'reason']
const APPROVALS = ['id', 'proposal', 'verdict', 'by', 'said', 'reason']

function decided(id: number): FolderFiles[string] {
  return [
    DECISIONS,
    [idOf(id), 'forces.pledge', 'pledge-ben', idOf(11), 'AGENCY', '2024-03-02', 'It was notified.'],
  ]
}

function approved(id: number, proposal: number): FolderFiles[string] {
  return [APPROVALS, [idOf(id), idOf(proposal), 'approved', 'BUREAU', '2024-03-02', 'Taken over.']]
}

describeOnEngines('a folder that decides', (open) => {
  const folders: string[] = []
  let run: ReturnType<typeof cliOn>

  beforeAll(async () => {
    run = cliOn((await open()).db)
    await load(smallMission())
  })
  afterAll(() => {
    for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
  })

  async function load(files: FolderFiles) {
    const folder = writeFolder(files)
    folders.push(folder)
    return run('load', folder)
  }

  test('has its decisions approved by whoever loads it, who is told so', async () => {
    const { code, out } = await load({
      'decisions.csv': decided(91),
      'approvals.csv': approved(92, 91),
    })
    expect(code).toBe(0)
    expect(out).toContain('You are the second person who answered 1 decision of')
  })

  test('approves nothing but its own decisions', async () => {
    await load({ 'decisions.csv': decided(93) })
    const { code, err } = await load({ 'approvals.csv': approved(94, 93) })
    expect(code).toBe(1)
    expect(err).toContain('approvals.csv, line 2, proposal: This is no decision of the folder')
  })
})
