import type { Clock, Db } from '#platform'

import { appendItems } from './append.ts'
import type { Item } from './batch.ts'
import type { Draft, Receipt } from './entry.ts'

/** The most drafts that waiting appends are gathered into for one commit. */
const MOST = 500

/** The only writer of the record in this process. */
export interface Appender {
  /** Puts entries on record at the next places, all or none; sending the same ids again is accepted silently. */
  append(
    by: { mission: string; actor: string },
    drafts: readonly Draft[],
  ): Promise<readonly Receipt[]>
}

interface Job {
  readonly items: readonly Item[]
  readonly done: (receipts: readonly Receipt[]) => void
  readonly failed: (error: unknown) => void
}

/** What the writer works with. */
export interface AppendContext {
  readonly db: Db
  readonly clock: Clock
  /** How long what tells where somebody is stays restricted, in hours. */
  readonly delayHours: number
  /** Told of each mission whose record grew. */
  readonly appended?: (mission: string) => void
  /** Told of each commit: how many entries, and how many seconds it took. */
  readonly onCommit?: (entries: number, seconds: number) => void
  /** Told when something was erased, so that it can be swept off the disk. */
  readonly erased?: (mission: string) => void
}

/** Opens the writer: appends to one mission follow each other, and those that wait commit as a group. */
export function openAppender(context: AppendContext): Appender {
  const { delayHours } = context
  const waiting = new Map<string, Job[]>()
  const drain = async (mission: string, queue: Job[]): Promise<void> => {
    while (queue.length > 0) await runGroup(context, mission, takeGroup(queue))
    waiting.delete(mission)
  }
  return {
    async append({ mission, actor }, drafts) {
      return new Promise((done, failed) => {
        const job: Job = {
          items: drafts.map((draft) => ({ draft, actor, delayHours })),
          done,
          failed,
        }
        const queue = waiting.get(mission)
        if (queue !== undefined) {
          queue.push(job)
          return
        }
        const opened = [job]
        waiting.set(mission, opened)
        void drain(mission, opened)
      })
    },
  }
}

function takeGroup(queue: Job[]): readonly Job[] {
  const group = queue.splice(0, 1)
  let size = group[0]?.items.length ?? 0
  while (queue[0] !== undefined && size + queue[0].items.length <= MOST) {
    size += queue[0].items.length
    group.push(...queue.splice(0, 1))
  }
  return group
}

/** A group that is refused is tried job by job, so that one bad draft does not sink the others. */
async function runGroup(
  context: AppendContext,
  mission: string,
  group: readonly Job[],
): Promise<void> {
  try {
    const begun = performance.now()
    const items = group.flatMap((job) => job.items)
    const receipts = await appendItems(context, mission, items)
    context.onCommit?.(items.length, (performance.now() - begun) / 1000)
    context.appended?.(mission)
    let from = 0
    for (const job of group) {
      job.done(receipts.slice(from, from + job.items.length))
      from += job.items.length
    }
  } catch (error) {
    const [only] = group
    if (group.length === 1) only?.failed(error)
    else for (const job of group) await runGroup(context, mission, [job])
  }
}
