import { expect, test } from 'vitest'

import type { Clock } from '#platform'

import type { Io } from './command.ts'
import { withProgressBar } from './progress-bar.ts'

/** A clock that goes on by so many milliseconds each time it is read. */
function clockBy(stepMs: number): Clock {
  let now = Date.parse('2026-11-21T09:00:00.000Z')
  return {
    now: () => new Date((now += stepMs)).toISOString(),
    today: () => '2026-11-21',
  }
}

async function drawn(stepMs: number, isTerminal: boolean): Promise<readonly string[]> {
  const said: string[] = []
  const io: Io = { out: async () => undefined, err: (text) => void said.push(text), isTerminal }
  const answer = await withProgressBar(
    { io, clock: clockBy(stepMs) },
    'Loading',
    async (progress) => {
      for (let done = 0; done <= 10; done += 1) progress.step(done, 10)
      return 'done'
    },
  )
  expect(answer).toBe('done')
  return said
}

test('work of less than a second shows no bar', async () => {
  expect(await drawn(50, true)).toEqual([])
})

test('longer work shows how far it has come, and takes the bar away at the end', async () => {
  const said = await drawn(300, true)
  expect(said[0]).toMatch(/^\rLoading \[█+·+\] {2}30 %$/)
  expect(said.at(-2)).toBe(`\rLoading [${'█'.repeat(30)}] 100 %`)
  expect(said.at(-1)).toBe('\r\u001B[K')
})

test('a file or pipe gets no bar', async () => {
  expect(await drawn(300, false)).toEqual([])
})

test('the bar goes also when the work fails', async () => {
  const said: string[] = []
  const io: Io = {
    out: async () => undefined,
    err: (text) => void said.push(text),
    isTerminal: true,
  }
  const failing = withProgressBar({ io, clock: clockBy(2000) }, 'Loading', async (progress) => {
    progress.step(1, 2)
    throw new Error('broken')
  })
  await expect(failing).rejects.toThrow('broken')
  expect(said.at(-1)).toBe('\r\u001B[K')
})
