import { postText } from '#platform'
import {
  askWitnesses,
  dropKey,
  listMissions,
  listWitnessedLogs,
  listWitnesses,
  publishCheckpoint,
  trustWitness,
  witnessKey,
  witnessLog,
  writeVerifierKey,
} from '#register'

import type { Command, Run } from '../command.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall witness`: whose logs this server is a witness of, and who is asked to witness its own. */
export const witness: Command = {
  name: 'witness',
  record: 'open',
  summary: "Witness others' logs, and have others witness the logs of this record.",
  operands: [
    { name: 'ACTION', summary: 'list, add, trust, drop or ask' },
    {
      name: 'KEY',
      optional: true,
      summary: 'a key as NAME+ID+KEY; with ask: the address of the one witness to ask',
    },
    { name: 'URL', optional: true, summary: "with trust: the witness's address" },
  ],
  options: [],
  examples: [
    'witness list',
    'witness add rollcall.example/log/mss+1a2b3c4d+AT…',
    'witness trust other.example/witness+1a2b3c4d+BF… https://other.example/witness',
    'witness ask',
    'witness ask https://other.example/witness',
    'witness drop other.example/witness+1a2b3c4d+BF…',
  ],
  run: runWitness,
}

async function runWitness(run: Run): Promise<void> {
  const { db, clock, io, given } = run
  const action = given.operand('ACTION')
  const key = given.findOperand('KEY')
  if (action === 'list') return listAll(run)
  if (action === 'ask') return askAll(run, key)
  if (key === undefined) throw new UsageError(`"witness ${action}" needs a key.`)
  if (action === 'add') {
    await witnessLog({ db, clock }, key)
    return io.out('Checkpoints of this log that the key signed are cosigned from now on.\n')
  }
  if (action === 'drop') {
    await dropKey(db, key)
    return io.out('The key is dropped; what was cosigned stays known.\n')
  }
  const url = given.findOperand('URL')
  if (action !== 'trust' || url === undefined) {
    throw new UsageError('"witness" needs list, add KEY, trust KEY URL, drop KEY or ask.')
  }
  await trustWitness({ db, clock }, key, url)
  return io.out(`The witness at ${url} is asked from now on.\n`)
}

async function listAll(run: Run): Promise<void> {
  const { db, io } = run
  await io.out(`This server cosigns as ${writeVerifierKey(witnessKey(run.logKeys()))}\n`)
  for (const { vkey, size } of await listWitnessedLogs(db)) {
    await io.out(`  witness of ${vkey}, ${size === null ? 'not seen yet' : `at size ${size}`}\n`)
  }
  for (const { vkey, url } of await listWitnesses(db)) await io.out(`  asks ${vkey} at ${url}\n`)
}

async function askAll(run: Run, url: string | undefined): Promise<void> {
  const { db, clock, io } = run
  for (const { mission } of await listMissions(db)) {
    await publishCheckpoint({ db, clock, keys: run.logKeys() }, mission)
    const outcomes = await askWitnesses({ db, clock, post: postText }, mission, url)
    for (const { witness: name, size, outcome, status } of outcomes) {
      const how = status === null || outcome === 'cosigned' ? outcome : `${outcome} (${status})`
      await io.out(`${mission} at size ${size}: ${name} ${how.replaceAll('_', ' ')}\n`)
    }
    if (outcomes.length === 0) await io.out(`${mission}: no such witness is asked.\n`)
  }
}
