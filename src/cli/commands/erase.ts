import { kindsOf, recordEntries } from '#desk-kit'
import { newId } from '#kit'
import { finishErasures, openAppender, type Swept, UNSAID } from '#register'

import type { Command, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { MISSION } from '../options.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall erase`: proposes an erasure, or finishes those that were approved. */
export const erase: Command = {
  name: 'erase',
  record: 'open',
  summary:
    'Propose to erase what entries say, for somebody else to approve; or finish on the disk.',
  operands: [],
  options: [
    MISSION,
    { name: 'entry', value: 'ID', summary: 'the entry; several with commas between' },
    {
      name: 'part',
      value: 'PART',
      summary:
        'statement, source, content, position, handling, actor, name or held, with commas between (default: all)',
    },
    { name: 'legal-basis', value: 'TEXT', summary: 'the law or rule that asks for it' },
    {
      name: 'reason',
      value: 'TEXT',
      summary: 'why; it stays on record, so repeat nothing personal',
    },
    { name: 'by', value: 'CODE', summary: 'the party that decides, such as KEN' },
    {
      name: 'finish',
      value: null,
      summary: 'take what was erased off the disk; stops everything else meanwhile',
    },
  ],
  examples: [
    'erase --entry 018f0000-0000-7000-8000-000000000001 --legal-basis "GDPR art. 17(1)" --reason "Asked for." --by KEN',
    'erase --finish',
  ],
  run: async (run) => (run.given.has('finish') ? finish(run) : propose(run)),
}

async function propose({ db, clock, desks, actor, delayHours, given, io }: Run): Promise<void> {
  const { mission } = await chooseMission(db, given)
  const part = given.option('part') ?? 'all'
  const parts = part === 'all' ? part : splitCommas(part)
  const draft = {
    type: 'erasure',
    id: newId(),
    handling: UNSAID,
    targets: splitCommas(wanted(given, 'entry')).map((entry) => ({ entry, parts })),
    legalBasis: wanted(given, 'legal-basis'),
    reason: wanted(given, 'reason'),
    by: wanted(given, 'by'),
    saidAt: clock.now(),
  }
  const appender = openAppender({ db, clock, delayHours })
  const ctx = { db, clock, appender, mission, actor }
  const [receipt] = await recordEntries(ctx, kindsOf(desks), [draft])
  await io.out(
    `${draft.id} proposed as entry ${receipt?.seq ?? 0}; nothing is erased before somebody else approves it.\n`,
  )
}

async function finish({ db, clock, io }: Run): Promise<void> {
  await io.out(sweptText(await finishErasures({ db, clock }, { anyway: true })))
}

/** What a sweep did, and what whoever runs the server has to do about the rest. */
function sweptText({ approvals, unreached }: Swept): string {
  const named = approvals.map(({ mission, approval }) => `${mission} ${approval}`).join(', ')
  const done =
    approvals.length === 0
      ? 'The tables were rewritten; no erasure was waiting for it.\n'
      : `Finished the erasures approved by ${named}: what they erased is in no table and no index.\n`
  return done + unreached.map((what) => `Not reached: ${LEFT[what]}\n`).join('')
}

const LEFT: Readonly<Record<Swept['unreached'][number], string>> = {
  wal: 'the journal (pg_wal). This login may not switch or list it; grant pg_checkpoint, pg_monitor and EXECUTE on pg_switch_wal() as docs/how-to/erase.md says, and run this again.',
  'wal-recycle':
    'old journal files that the server reuses. Set wal_recycle = off in postgresql.conf, reload, and run this again.',
  replica:
    'copies of the journal that a standby, a slot or an archive keeps. Clear these as docs/how-to/erase.md says.',
  statistics:
    'samples of values kept for the planner. Run VACUUM FULL pg_catalog.pg_statistic as the database’s owner.',
}

function wanted(given: Run['given'], option: string): string {
  const value = given.option(option)
  if (value !== undefined) return value
  throw new UsageError(
    `"erase" needs --${option}; write --entry, --legal-basis, --reason and --by, or --finish alone.`,
  )
}

function splitCommas(text: string): readonly string[] {
  return text.split(',').map((word) => word.trim())
}
