/** How long a question takes over many askings, in milliseconds. */
export interface Timing {
  readonly p50: number
  readonly p95: number
}

/** Times two ways of answering in turn, asking by asking, so that what else the machine does weighs on both. */
export async function timeInTurn<Asking>(
  askings: readonly Asking[],
  first: (asking: Asking) => Promise<unknown>,
  second: (asking: Asking) => Promise<unknown>,
): Promise<readonly [Timing, Timing]> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (const asking of askings) {
    ours.push(await timeOf(async () => first(asking)))
    theirs.push(await timeOf(async () => second(asking)))
  }
  return [timingOf(ours), timingOf(theirs)]
}

/** Half and nineteen in twenty of the durations lie below these. */
export function timingOf(durations: readonly number[]): Timing {
  return { p50: percentile(durations, 0.5), p95: percentile(durations, 0.95) }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function percentile(durations: readonly number[], share: number): number {
  const sorted = durations.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
