import { type Db, type Log, systemClock } from '#platform'
import { finishErasures } from '#register'

/** Takes what was erased off the disk, one sweep after another. */
export interface Sweeper {
  /** Sweeps soon; returns at once. */
  sweep(): void
  /** Resolves when no sweep is under way any more. */
  rest(): Promise<void>
}

/** Opens the sweeper of a served record; a sweep that fails is due again at the next start. */
export function openSweeper(parts: { readonly db: Db; readonly log: Log }): Sweeper {
  let last: Promise<void> = Promise.resolve()
  return {
    sweep() {
      last = last.then(async () => sweepOnce(parts))
    },
    rest: async () => last,
  }
}

async function sweepOnce({ db, log }: { readonly db: Db; readonly log: Log }): Promise<void> {
  try {
    const { approvals, unreached } = await finishErasures(
      { db, clock: systemClock },
      { anyway: false },
    )
    if (approvals.length === 0) return
    log('info', 'erasure.swept', { erasures: approvals.length, unreached: unreached.join(' ') })
  } catch (error) {
    log('error', 'erasure.not_swept', { name: error instanceof Error ? error.name : typeof error })
  }
}
