import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import {
  type Db,
  fixedClock,
  type Metrics,
  openMetrics,
  openOwner,
  openReadiness,
  type Place,
} from '#platform'
import { openAppender, openReaders } from '#register'

import { testAuth } from '../../../test/auth.ts'
import { describeOnEngines } from '../../../test/database.ts'
import { aClaim, aSubject, MISSION, openRecord } from '../../../test/drafts.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'
import type { Site } from '../site.ts'
import { createMetricsApp } from './metrics-app.ts'

const clock = fixedClock('2026-11-21T08:00:00.000Z')
const LATER = '29990101T000000_later.sql'

describeOnEngines('the questions of those who run the server', (open, engine) => {
  let db: Db
  let place: Place
  let site: Site
  let app: Hono
  let metrics: Metrics
  const lines: object[] = []

  beforeAll(async () => {
    const database = await open()
    ;({ db, place } = database)
    metrics = openMetrics()
    await openRecord(db, clock)
    const appender = openAppender({ db, clock, delayHours: 72, onCommit: metrics.countAppend })
    await appender.append({ mission: MISSION, actor: 'a test' }, [
      aSubject('pledge-ben'),
      aClaim({ note: 'said by Jean Dupont' }),
    ])
    site = openSite({
      readers: openReaders(db),
      readiness: openReadiness(db),
      auth: testAuth({ db, clock }),
      clock,
      appender,
      desks,
      log: (level, event, fields) => lines.push({ level, event, ...fields }),
      onRequest: metrics.countRequest,
    })
    app = createApp(site)
  })

  test('a process that lives says so, to GET and to HEAD', async () => {
    const answer = await app.request('/health')
    expect([answer.status, await answer.json()]).toEqual([200, { alive: true }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await app.request('/health', { method: 'HEAD' })).status).toBe(200)
  })

  test('a server is ready where its database answers, is up to date and takes entries in', async () => {
    const answer = await app.request('/ready')
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true }])
  })

  test('a server whose database fails is not ready, and says no more than that', async () => {
    const broken = createApp({
      ...site,
      readiness: openReadiness({
        ...db,
        run: async () => {
          throw new Error('password authentication failed for user "rollcall"')
        },
      }),
    })
    const answer = await broken.request('/ready')
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { ready: false, reason: 'database' },
    ])
    expect((await broken.request('/health')).status).toBe(200)
  })

  test('a server whose database does not answer is not ready after two seconds', async () => {
    const silent = createApp({
      ...site,
      readiness: openReadiness({ ...db, run: async () => new Promise(() => undefined) }),
    })
    const answer = await silent.request('/ready')
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { ready: false, reason: 'database' },
    ])
  })

  test.skipIf(engine === 'pglite')(
    'a server whose database was migrated by another version is not ready',
    async () => {
      const owner = await openOwner(place)
      const book = async (text: string) => owner.run({ name: `test-${text.length}`, text }, [])
      await book(`INSERT INTO platform.migration (name, sha256) VALUES ('${LATER}', '')`)
      const answer = await app.request('/ready')
      await book(`DELETE FROM platform.migration WHERE name = '${LATER}'`)
      await owner.close()
      expect([answer.status, await answer.json()]).toEqual([
        503,
        { ready: false, reason: 'migrations' },
      ])
      expect((await app.request('/ready')).status).toBe(200)
    },
  )

  test('a server that may only read is not ready', async () => {
    const answer = await db.transaction(async (tx) => {
      await tx.exec('SET TRANSACTION READ ONLY')
      return createApp({ ...site, readiness: openReadiness(tx) }).request('/ready')
    })
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false, reason: 'record' }])
  })

  test('operators read the counts of requests by pattern, of commits and of statements', async () => {
    await app.request(`/m/${MISSION}/subjects/pledge-ben?q=Jean+Dupont`)
    metrics.countStatement('test-statement', 0.002)
    metrics.countSignIn('refused')
    const answer = await createMetricsApp(metrics).request('/metrics')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const text = await answer.text()
    expect(text).toContain(
      'rollcall_http_request_seconds_count{method="GET",route="/m/:mission/subjects/:subject",status="200"}',
    )
    expect(text).toContain('rollcall_append_entries_sum 2')
    expect(text).toContain('rollcall_statement_seconds_count{statement="test-statement"} 1')
    expect(text).toContain('rollcall_sign_ins_total{outcome="refused"} 1')
    expect(text).toContain('process_resident_memory_bytes')
    expect(text).not.toMatch(/pledge-ben|Dupont|mss-test/)
  })

  test('the counts are at no address that the public can reach, and under no name from elsewhere', async () => {
    expect((await app.request('/metrics')).status).toBe(404)
    const foreign = await createMetricsApp(metrics).request('http://evil.example/metrics')
    expect(foreign.status).toBe(421)
  })

  test('every answer carries an id made here, and the log the same one', async () => {
    lines.length = 0
    const answer = await app.request('/glossary', { headers: { 'x-request-id': 'forged' } })
    const requestId = answer.headers.get('x-request-id')
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(lines).toContainEqual(expect.objectContaining({ event: 'http.request', requestId }))
  })

  test('being asked for its health all the time fills no log', async () => {
    lines.length = 0
    await app.request('/health')
    await app.request('/ready')
    expect(lines).toEqual([])
  })
})
