import { RefusedError } from '#platform'
import { listMissions, type RecordVerdict, verifyRecord } from '#register'

import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { MISSION } from '../options.ts'
import { withProgressBar } from '../progress-bar.ts'
import { UsageError } from '../usage-error.ts'
import { againstShown } from '../verify/against.ts'

/** How many sentences are printed; the number of all is said too. */
const NAMED = 100

/** `rollcall verify`: whether the record is what was put on it, signed and shown. */
export const verify: Command = {
  name: 'verify',
  record: 'open',
  summary:
    'Check every entry, document, index and signature against the log, and name what differs.',
  operands: [],
  options: [
    { ...MISSION, summary: 'only this mission (default: every mission on record)' },
    {
      name: 'against',
      value: 'URL|FILE',
      summary:
        'check what this server shows to the public, or a checkpoint or receipt that somebody kept, against this record',
    },
    {
      name: 'from',
      value: 'SEQ',
      summary: 'go on at this entry, where an earlier verification was interrupted',
    },
  ],
  examples: [
    'verify',
    'verify --mission mss-haiti',
    'verify --against http://127.0.0.1:8080',
    'verify --against kept.tlog-proof',
    'verify --from 240001',
  ],
  run: verifyRecords,
}

async function verifyRecords(run: Run): Promise<void> {
  const { db, given } = run
  const from = readFrom(given.option('from'))
  const against = given.option('against')
  const missions =
    given.option('mission') === undefined
      ? await listMissions(db)
      : [await chooseMission(db, given)]
  const faults: string[] = []
  for (const { mission } of missions) {
    faults.push(
      ...(against === undefined
        ? await verifyOne(run, mission, from)
        : await againstShown(run, mission, against)),
    )
  }
  if (faults.length === 0) return
  throw new RefusedError('conflict', 'register.verify_differs', refusalOf(faults))
}

function refusalOf(faults: readonly string[]): string {
  const more = faults.length - NAMED
  return [
    `The record is not what was put on it: ${faults.length} ${faults.length === 1 ? 'thing differs' : 'things differ'}. Keep a copy of the data as it is, and see docs/how-to/verify.md.`,
    ...faults.slice(0, NAMED),
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ].join('\n')
}

/** The sentences on what differs in a mission; none where all is as it was put on record, which is printed. */
async function verifyOne(run: Run, mission: string, from: number): Promise<readonly string[]> {
  const verdict = await withResumableProgress(run, mission, from)
  if (verdict.faults.length > 0) {
    return verdict.faults.map(({ sentence }) => `${mission}: ${sentence}`)
  }
  const { size, root, checkpoints, rows, erased } = verdict
  const gone = erased === 0 ? '' : ` ${erased} field groups were erased by entries that say so.`
  const since = from > 1 ? ` (entries before ${from} by their leaves only)` : ''
  await run.io.out(
    `${mission}: ${size} entries are as they were put on record${since}; ${checkpoints} signed checkpoints and ${rows} derived rows agree.${gone}\nroot ${root} at size ${size}\n`,
  )
  return []
}

/** Whoever interrupts a verification is told where to go on. */
async function withResumableProgress(
  { db, io, clock }: Run,
  mission: string,
  from: number,
): Promise<RecordVerdict> {
  const isInterrupted = io.watchInterrupt?.() ?? (() => false)
  const goOn = (seq: number) => {
    if (isInterrupted()) throw interrupted(mission, seq)
  }
  return withProgressBar({ io, clock }, `Verifying ${mission}`, async (bar) =>
    verifyRecord(db, mission, {
      from,
      // Working the entries out anew is one half, drawing what is derived the other.
      progress: {
        step(done, total) {
          bar.step(done, 2 * total)
          goOn(done + 1)
        },
      },
      drawing: {
        step(done, total) {
          bar.step(total + done, 2 * total)
          goOn(total + 1)
        },
      },
    }),
  )
}

function interrupted(mission: string, seq: number): RefusedError {
  return new RefusedError(
    'conflict',
    'register.verify_interrupted',
    `Interrupted before entry ${seq}; what was found until then is lost. Go on with: rollcall verify --mission ${mission} --from ${seq}`,
  )
}

function readFrom(text: string | undefined): number {
  if (text === undefined) return 1
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new UsageError(`--from "${text}" is not an entry's place; write a whole number from 1.`)
}
