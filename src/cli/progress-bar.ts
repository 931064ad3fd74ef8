import type { Clock, Progress } from '#platform'

import type { Io } from './command.ts'

const CELLS = 30
/** Shorter work needs no bar. */
const PATIENCE_MS = 1000
const REDRAW_MS = 100

/** Does long work with a bar that shows itself after a second and is gone before the answer is printed. */
export async function withProgressBar<T>(
  { io, clock }: { io: Io; clock: Clock },
  title: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const started = Date.parse(clock.now())
  const bar: { drawnAt: number | null } = { drawnAt: null }
  const step = (done: number, total: number): void => {
    const now = Date.parse(clock.now())
    const isDue = bar.drawnAt === null ? now - started > PATIENCE_MS : now - bar.drawnAt > REDRAW_MS
    if (!io.isTerminal || !isDue) return
    bar.drawnAt = now
    io.err(`\r${barOf(title, total === 0 ? 1 : Math.min(1, done / total))}`)
  }
  try {
    return await work({ step })
  } finally {
    if (bar.drawnAt !== null) io.err('\r\u001B[K')
  }
}

function barOf(title: string, share: number): string {
  const full = Math.floor(share * CELLS)
  return `${title} [${'█'.repeat(full)}${'·'.repeat(CELLS - full)}] ${String(Math.floor(share * 100)).padStart(3)} %`
}
