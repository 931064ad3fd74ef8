import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

import { inject } from 'vitest'

/** A process of a test, with what it has said so far. */
export interface Started {
  readonly child: ChildProcess
  readonly said: () => string
  readonly complained: () => string
  /** Resolves when a text has been said, rejects when the process ends without. */
  until(text: string): Promise<void>
  /** Resolves with the exit code, null where a signal ended it. */
  readonly ended: Promise<number | null>
}

/** How a process is started, apart from its file and arguments. */
export interface Surroundings {
  /** The program that runs it, such as strace. */
  readonly under?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts a program: one of those beside this file, or any by its whole path; global-setup.ts bundles them. */
export function startProcess(
  file: string,
  args: readonly string[],
  { under = [], environment = {} }: Surroundings = {},
): Started {
  const source = path.relative('', path.resolve('test/processes', file))
  const script = path.join(inject('templates').programs, source.replace(/\.ts$/, '.js'))
  const [program = process.execPath, ...rest] = [...under, process.execPath, script, ...args]
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  let said = ''
  let complained = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (complained += String(chunk)))
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code))
  })
  return {
    child,
    said: () => said,
    complained: () => complained,
    ended,
    until: async (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (said.includes(text)) resolve()
        }
        child.stdout.on('data', look)
        child.once('close', () => reject(new Error(`It ended without "${text}": ${complained}`)))
        look()
      }),
  }
}
