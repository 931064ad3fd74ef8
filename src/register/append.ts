import { setImmediate } from 'node:timers/promises'

import { isId } from '#kit'
import type { Clock, Db } from '#platform'
import { RefusedError, sqlStateOf } from '#platform'

import { type Batch, type Item, receiptsOf } from './batch.ts'
import { carryOut } from './carry-out.ts'
import type { Draft, Receipt } from './entry.ts'
import { assertSame, knownReceipts } from './known-receipts.ts'
import { writeOpenBoxes } from './lane-state.ts'
import { loadBatch } from './load-batch.ts'
import { keepTiles } from './log/tiles.ts'
import { placeEntry, speakEntry, type SpokenEntry } from './place-entry.ts'
import { collectRows } from './rows.ts'

/** A key that somebody else has written meanwhile, or an id that was sent before. */
const UNIQUE_VIOLATION = '23505'

/** How often an append starts again because another server moved the head first. */
const ATTEMPTS = 50

const ONCE: ReadonlySet<Draft['type']> = new Set(['party', 'subject', 'approval'])

interface AppendingTo {
  readonly db: Db
  readonly clock: Clock
  /** Told of each mission of which something was erased. */
  readonly erased?: (mission: string) => void
}

/** Puts entries on record at the next places, all or none, and says where they rest. */
export async function appendItems(
  context: AppendingTo,
  mission: string,
  items: readonly Item[],
): Promise<readonly Receipt[]> {
  const { db } = context
  items.forEach(({ draft }) => checkId(draft))
  // These are looked up first: sent again, a name would find itself taken, and an answer itself given.
  const isOnce = items.some(({ draft }) => ONCE.has(draft.type))
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known =
      attempt === 0 && !isOnce
        ? new Map<string, Receipt>()
        : await knownReceipts(db, mission, items)
    const fresh = firstOfEach(items.filter(({ draft }) => !known.has(draft.id)))
    const written = await tryAppend(context, mission, fresh)
    if (written !== 'again') {
      const receipts = new Map([
        ...known,
        ...written.map((receipt) => [receipt.id, receipt] as const),
      ])
      return items.flatMap(({ draft }) => receipts.get(draft.id) ?? [])
    }
  }
  throw new RefusedError(
    'conflict',
    'register.busy',
    `The record of mission "${mission}" is being written to by others; send it again.`,
  )
}

/** One attempt; `again` where the head moved or an id turned out to be on record. */
async function tryAppend(
  context: AppendingTo,
  mission: string,
  items: readonly Item[],
): Promise<readonly Receipt[] | 'again'> {
  const { db, clock } = context
  if (items.length === 0) return []
  const rows = collectRows()
  const both = [loadBatch(db, { mission, rows }, items), speakMeanwhile(items)] as const
  // Whoever is refused must find the transaction it came in at rest.
  await Promise.allSettled(both)
  const [batch, spoken] = await Promise.all(both)
  const { head } = batch
  const now = clock.now()
  const recordedAt = now > head.recordedAt ? now : head.recordedAt
  spoken.forEach((entry, index) =>
    placeEntry(batch, entry, { seq: head.seq + index + 1, recordedAt }),
  )
  for (const { state } of batch.lanes.values()) writeOpenBoxes(state, rows)
  const { statement, values } = rows.toStatement({
    mission: head.missionId,
    before: head.seq,
    after: head.seq + items.length,
    recordedAt,
  })
  const write = async (on: Db) => (await on.run(statement, values)).length === 1
  try {
    const moved = await writeAndErase(
      context,
      { mission, missionId: head.missionId },
      {
        write,
        targets: erasedIn(batch, items),
      },
    )
    if (!moved) return 'again'
    await keepTiles(db, head, items.length)
    return receiptsOf(items, head, recordedAt)
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return 'again'
    throw error
  }
}

/** Writes a batch; what it erases goes in the same moment, or nothing does. */
async function writeAndErase(
  { db, erased }: AppendingTo,
  { mission, missionId }: { readonly mission: string; readonly missionId: number },
  { write, targets }: { write: (on: Db) => Promise<boolean>; targets: readonly number[] },
): Promise<boolean> {
  if (targets.length === 0) return write(db)
  const isWritten = await db.transaction(async (tx) => {
    if (!(await write(tx))) return false
    await carryOut(tx, missionId, targets)
    return true
  })
  if (isWritten) erased?.(mission)
  return isWritten
}

/** The places of what this batch erases by approving it. */
function erasedIn({ proposals }: Batch, items: readonly Item[]): readonly number[] {
  return items.flatMap(({ draft }) => {
    if (draft.type !== 'approval' || draft.verdict === 'refused') return []
    const doomed = proposals.get(draft.proposal)?.erasing?.doomed ?? []
    return doomed.flatMap(({ entry, remainsAt }) =>
      remainsAt === null ? [entry.seq] : [entry.seq, remainsAt],
    )
  })
}

/** Once the question to the database is on its way, there is time for what does not need the answer. */
async function speakMeanwhile(items: readonly Item[]): Promise<readonly SpokenEntry[]> {
  await setImmediate()
  return items.map(speakEntry)
}

function checkId({ id, type }: Draft): void {
  if (isId(id)) return
  throw new RefusedError(
    'incorrect',
    'register.id',
    `"${id}" is not an id for a ${type}; make a UUIDv7 in lower case and keep it when sending again.`,
  )
}

/** The same id twice in one batch is one entry; with other content it is refused. */
function firstOfEach(items: readonly Item[]): readonly Item[] {
  const seen = new Map<string, Item>()
  for (const item of items) {
    const before = seen.get(item.draft.id)
    if (before !== undefined) assertSame(before.draft, item.draft)
    else seen.set(item.draft.id, item)
  }
  return [...seen.values()]
}
