import { listKeys, replaceLostKey, retireKey, rotateKey } from '#register'

import type { Command, Run } from '../command.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall keys`: the keys that sign the logs of this record. */
export const keys: Command = {
  name: 'keys',
  record: 'open',
  summary: 'List the keys that sign the logs, change them, or say that one is lost.',
  operands: [
    { name: 'ACTION', summary: 'list, rotate, retire or lost' },
    { name: 'FILE', optional: true, summary: 'with retire: the key file, such as log-1.pem' },
  ],
  options: [],
  examples: ['keys list', 'keys rotate', 'keys retire log-1.pem', 'keys lost'],
  run: runKeys,
}

async function runKeys(run: Run): Promise<void> {
  const { db, clock, io, given } = run
  const context = { db, clock, keys: run.logKeys() }
  const action = given.operand('ACTION')
  if (action === 'list') return listAll(run)
  if (action === 'rotate') {
    const { name } = await rotateKey(context)
    return io.out(
      `A new key signs from now on, beside the present one: ${name} in ${context.keys.folder.path}. Copy it to a safe place, tell witnesses, then retire the older one.\n`,
    )
  }
  if (action === 'lost') {
    const { name } = await replaceLostKey(context)
    return io.out(
      `The keys that signed are listed as lost; ${name} signs from now on. Tell witnesses and whoever checks the log why.\n`,
    )
  }
  const file = given.findOperand('FILE')
  if (action !== 'retire' || file === undefined) {
    throw new UsageError('"keys" needs list, rotate, retire FILE or lost.')
  }
  await retireKey(context, file)
  return io.out(`The key ${file} signs no more and its file is gone.\n`)
}

async function listAll(run: Run): Promise<void> {
  const { db, io } = run
  const listed = await listKeys({ db, keys: run.logKeys() })
  if (listed.length === 0)
    return io.out('No log is signed yet; the first checkpoint makes a key.\n')
  for (const { vkey, size, at, ended, file } of listed) {
    const where = file === null ? 'no file here' : `file ${file}`
    const span = ended === null ? 'signs' : ended
    await io.out(`${vkey}\n  from size ${size} (${at}); ${span}; ${where}\n`)
  }
}
