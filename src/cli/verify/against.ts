import fs from 'node:fs/promises'

import { RefusedError } from '#platform'
import { compareKept } from '#register'

import type { Run } from '../command.ts'
import { auditServer } from './audit-server.ts'

/** Compares what somebody was shown with the record: a server's public answers, or a checkpoint or receipt in a file. */
export async function againstShown(
  { db, io }: Run,
  mission: string,
  shown: string,
): Promise<readonly string[]> {
  if (/^https?:\/\//.test(shown)) {
    const { faults, size, entries, items } = await auditServer({ db, mission }, shown)
    if (faults.length === 0) {
      await io.out(
        `${mission}: ${shown} shows ${entries} entries and ${items} claims, documents, parties and subjects as they stand in the log of ${size} entries.\n`,
      )
    }
    return faults.map((fault) => `${mission}: ${fault}`)
  }
  const { size, faults } = await compareKept(db, mission, await readText(shown))
  if (faults.length === 0) {
    await io.out(
      `${mission}: the log holds what ${shown} says at size ${size}, and only grew since.\n`,
    )
  }
  return faults.map((fault) => `${mission}: ${shown}: ${fault}`)
}

async function readText(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new RefusedError('not_found', 'cli.file', `"${file}" cannot be read: ${why}.`)
  }
}
