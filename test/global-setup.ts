import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import pg from 'pg'
import type { TestProject } from 'vitest/node'

import { findMigrations, openOwner } from '#platform'

import { bundle } from '../scripts/build.mjs'
import { startPostgres } from './postgres-server.ts'

const DAY_MS = 86_400_000
const CACHE = path.resolve('node_modules/.cache')

/** What tests start as processes of their own. */
const PROGRAMS = [
  'src/main/server.ts',
  'src/main/cli.ts',
  'test/processes/append-drafts.ts',
  'test/processes/commit-rows.ts',
  'test/processes/restore-and-halt.ts',
] as const

/** What every test file copies its own database from. */
export interface Templates {
  /** A data folder with a migrated database in it. */
  readonly folder: string
  /** A migrated database on a server; null where this machine has none. */
  readonly server: { readonly adminUrl: string; readonly database: string } | null
  /** The folder of the programs that tests start as processes, bundled as they are shipped. */
  readonly programs: string
}

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates
  }
}

interface Prepared {
  readonly templates: Templates
  remove(): Promise<void>
}

/** The projects of one run share the templates; each loads this file afresh, so they meet on globalThis. */
declare global {
  var rollcallTemplates: Promise<Prepared> | undefined
  var rollcallTemplateUsers: number | undefined
}

/** Migrates one database on each engine; the tests copy them. */
export default async function prepareTemplates(project: TestProject): Promise<() => Promise<void>> {
  globalThis.rollcallTemplateUsers = (globalThis.rollcallTemplateUsers ?? 0) + 1
  globalThis.rollcallTemplates ??= prepare()
  const prepared = await globalThis.rollcallTemplates
  project.provide('templates', prepared.templates)
  return async () => {
    globalThis.rollcallTemplateUsers = (globalThis.rollcallTemplateUsers ?? 0) - 1
    if (globalThis.rollcallTemplateUsers > 0) return
    globalThis.rollcallTemplates = undefined
    await prepared.remove()
  }
}

async function prepare(): Promise<Prepared> {
  const server = await startPostgres()
  if (server === undefined) reportMissing()
  const made = server === undefined ? null : await migrateOnServer(server.url)
  const folder = await migratedFolder()
  const programs = await bundledPrograms()
  return {
    templates: { folder, server: made, programs },
    async remove() {
      fs.rmSync(programs, { recursive: true, force: true })
      if (made !== null) {
        await asAdmin(made.adminUrl, `DROP DATABASE "${made.database}" WITH (FORCE)`)
      }
      await server?.stop()
    },
  }
}

/** Bundled once, since a process that translates what it imports takes seconds before it does anything. */
async function bundledPrograms(): Promise<string> {
  const folder = path.join(CACHE, `test-programs-${process.pid}`)
  fs.rmSync(folder, { recursive: true, force: true })
  await bundle(PROGRAMS, folder)
  return folder
}

/** Making a data folder takes seconds, so it is kept until a migration or the engine changes. */
async function migratedFolder(): Promise<string> {
  const made = createHash('sha256').update(fs.readFileSync('package-lock.json'))
  for (const { name, sql } of findMigrations()) made.update(name).update(sql)
  const folder = path.join(CACHE, `test-template-${made.digest('hex').slice(0, 16)}`)
  if (fs.existsSync(folder)) return folder
  removeOld()
  const draft = `${folder}.${process.pid}`
  await (await openOwner({ kind: 'folder', dataFolder: draft })).close()
  fs.renameSync(draft, folder)
  return folder
}

/** Another run may still copy from a folder of today. */
function removeOld(): void {
  fs.mkdirSync(CACHE, { recursive: true })
  const made = fs.readdirSync(CACHE).filter((name) => /^test-(template|programs)-/.test(name))
  for (const name of made.map((one) => path.join(CACHE, one))) {
    if (fs.statSync(name).mtimeMs < Date.now() - DAY_MS) {
      fs.rmSync(name, { recursive: true, force: true })
    }
  }
}

async function migrateOnServer(adminUrl: string): Promise<NonNullable<Templates['server']>> {
  const database = `rollcall_template_${randomBytes(6).toString('hex')}`
  await asAdmin(adminUrl, `CREATE DATABASE "${database}"`)
  const url = new URL(adminUrl)
  url.pathname = database
  await (await openOwner({ kind: 'server', databaseUrl: url.href })).close()
  return { adminUrl, database }
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function reportMissing(): void {
  const sentence =
    'No PostgreSQL server (15 or later) can be started here: install the postgresql package, or set TEST_DATABASE_URL.'
  if ((process.env['CI'] ?? '') !== '') throw new Error(sentence)
  process.stdout.write(`${sentence} The tests on postgresql are left out.\n`)
}
