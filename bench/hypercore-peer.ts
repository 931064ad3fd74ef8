import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import Hypercore from 'hypercore'

/** How many seconds of the processor's time hypercore takes to append entries, and to replicate them into a second core that verifies each. */
export async function timeHypercore(
  entries: readonly Buffer[],
  batch: number,
): Promise<{ readonly append: number; readonly replicate: number }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-hypercore-'))
  const own = new Hypercore(path.join(folder, 'own'))
  await own.ready()
  const copy = new Hypercore(path.join(folder, 'copy'), own.key)
  await copy.ready()
  const append = await processorSecondsOf(async () => {
    for (let at = 0; at < entries.length; at += batch) {
      await own.append(entries.slice(at, at + batch))
    }
  })
  const replicate = await processorSecondsOf(async () => {
    const [from, to] = [
      own.replicate(true, { keepAlive: false }),
      copy.replicate(false, { keepAlive: false }),
    ]
    from.pipe(to).pipe(from)
    await copy.update({ wait: true })
    await copy.download({ start: 0, end: entries.length }).done()
  })
  if (copy.contiguousLength !== entries.length)
    throw new Error('hypercore did not copy everything.')
  await own.close()
  await copy.close()
  fs.rmSync(folder, { recursive: true, force: true })
  return { append, replicate }
}

/** How long work takes by the clock on the wall. */
export async function secondsOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

async function processorSecondsOf(work: () => Promise<void>): Promise<number> {
  const begun = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}
