import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Hono } from 'hono'

import { desks } from '#desks'
import { createApp, openSite } from '#http'
import type { Actor } from '#kit'
import { type Auth, type Clock, type Db, fixedClock, openKeyFolder } from '#platform'
import { type Appender, openPublisher, openReaders, type Publisher } from '#register'

import { testAuth } from '../auth.ts'
import { openRecord } from '../drafts.ts'
import { idOf } from '../mission-folder.ts'
import { asSignedIn } from '../people.ts'
import { type Marked, NOW } from './cells.ts'
import { PEOPLE, type Person } from './people.ts'
import { recordCells } from './record.ts'

/** A server whose every word has its readers. */
export interface MarkedServer {
  readonly db: Db
  readonly app: Hono
  readonly appender: Appender
  readonly entries: readonly Marked[]
  readonly auth: Auth
  /** Asks as somebody, by session or token as they would. */
  ask(person: Person, address: string, init?: RequestInit): Promise<Answer>
  close(): Promise<void>
}

/** What somebody was answered. */
export interface Answer {
  readonly status: number
  readonly body: string
  /** Body and headers: all that reached them. */
  readonly all: string
}

interface Context {
  readonly db: Db
  readonly clock: Clock
}

/** Puts the marked record on a database and serves it; who asks is told by a header, or by real sign-in. */
export async function openMarked(
  db: Db,
  authOf: (context: Context) => Auth = toldByHeader,
): Promise<MarkedServer> {
  const clock = fixedClock(NOW)
  const appender = await openRecord(db, clock)
  const entries = await recordCells({ db, clock }, appender)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-keys-'))
  const publisher = await openLog(db, folder)
  const auth = authOf({ db, clock })
  const app = createApp(
    openSite({ readers: openReaders(db), clock, appender, desks, auth, publisher, log: () => {} }),
  )
  return {
    db,
    app,
    appender,
    entries,
    auth,
    async ask(person, address, init = {}) {
      const headers = new Headers(init.headers)
      if (person !== 'nobody') headers.set('authorization', person)
      const answer = await app.request(address, { ...init, headers })
      const body = await answer.text()
      const told = JSON.stringify([...answer.headers])
      return { status: answer.status, body, all: `${body}\n${told}` }
    },
    async close() {
      await publisher.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Whoever asks is who the request says they are. */
function toldByHeader(context: Context): Auth {
  const people = new Map<string, Actor>(Object.entries(PEOPLE))
  return {
    ...testAuth(context),
    actorOf: async ({ authorization }) => {
      const actor = people.get(authorization ?? '')
      // A session, so that the pages of accounts can be asked for as well.
      return actor === undefined ? null : { ...asSignedIn(actor), sessionId: idOf(999) }
    },
  }
}

async function openLog(db: Db, folder: string): Promise<Publisher> {
  return openPublisher({
    db,
    clock: fixedClock(NOW),
    keys: { folder: openKeyFolder(folder), origin: 'log.example' },
    post: async () => {
      throw new Error('No witness is asked in this test.')
    },
    failed: (_mission, error) => {
      throw error
    },
  })
}
