import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { inject } from 'vitest'

import { startProcess } from './processes/start-process.ts'

/** A server of its own process with the example mission on record, as `npm start` leaves it. */
export interface ServedRecord {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  readonly dataFolder: string
  /** The way to become its first administrator: `/welcome/…`. */
  readonly welcome: string
  /** What it has written to its log. */
  logged(): string
  /** Ends it as Ctrl-C does and removes its data; answers the exit code. */
  stop(): Promise<number | null>
}

const LISTENS = /listens on (http:\/\/127\.0\.0\.1:\d+)/

/** Serves the example mission from a folder of its own on a free port of this machine. */
export async function serveExample(): Promise<ServedRecord> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-data-'))
  fs.cpSync(inject('templates').folder, dataFolder, { recursive: true })
  const environment = { ROLLCALL_DATA: dataFolder, PORT: '0', DATABASE_URL: '' }
  const server = startProcess(path.resolve('src/main/server.ts'), [], { environment })
  await server.until('first administrator')
  const origin = LISTENS.exec(server.said())?.[1]
  if (origin === undefined) throw new Error(`The server named no address: ${server.said()}`)
  return {
    origin,
    dataFolder,
    welcome: /\/welcome\/[\w-]+/.exec(server.said())?.[0] ?? '',
    logged: server.complained,
    async stop() {
      server.child.kill('SIGINT')
      const code = await server.ended
      fs.rmSync(dataFolder, { recursive: true, force: true })
      return code
    },
  }
}
