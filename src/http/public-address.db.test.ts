import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import { fixedClock } from '#platform'
import { openReaders } from '#register'

import { testAuth } from '../../test/auth.ts'
import { describeOnEngines } from '../../test/database.ts'
import { aParty, MISSION, openRecord } from '../../test/drafts.ts'
import { SIGNED_IN } from '../../test/people.ts'
import { createApp } from './app.ts'
import { openSite } from './open-site.ts'

const ADDRESS = 'https://record.example.org'

describeOnEngines('a server with a public address', (open) => {
  let served: Hono
  let local: Hono

  beforeAll(async () => {
    const { db } = await open()
    const clock = fixedClock('2026-11-21T08:00:00.000Z')
    const appender = await openRecord(db, clock)
    await appender.append({ mission: MISSION, actor: 'a test' }, [aParty('OAS')])
    const parts = { readers: openReaders(db), clock, appender, desks, log: () => undefined }
    const auth = (publicAddress: string | null) => ({
      ...testAuth({ db, clock }, { publicAddress }),
      actorOf: async () => SIGNED_IN,
    })
    served = createApp(openSite({ ...parts, auth: auth(ADDRESS) }))
    local = createApp(openSite({ ...parts, auth: auth(null) }))
  })

  const asked = async (app: Hono, host: string) =>
    app.request(`http://${host}/m/${MISSION}`, { headers: { host } })

  test('answers under that name and under those of this machine, and under no other', async () => {
    expect((await asked(served, 'record.example.org')).status).toBe(200)
    expect((await asked(served, '127.0.0.1:8080')).status).toBe(200)
    const foreign = await asked(served, 'evil.example')
    expect(foreign.status).toBe(421)
    expect(await foreign.text()).toContain('127.0.0.1, localhost, [::1], record.example.org')
    expect((await asked(local, 'record.example.org')).status).toBe(421)
  })

  test('tells browsers to come back by TLS only, which one for this machine does not', async () => {
    const answer = await asked(served, 'record.example.org')
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect((await asked(local, '127.0.0.1')).headers.has('strict-transport-security')).toBe(false)
  })

  test('takes forms from its own pages, which say https where the proxy says http', async () => {
    const send = async (origin: string) =>
      served.request(`http://record.example.org/office/${MISSION}/subjects/new`, {
        method: 'POST',
        headers: {
          host: 'record.example.org',
          origin,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'subject=',
      })
    expect((await send(ADDRESS)).status).toBe(400)
    expect((await send('https://evil.example')).status).toBe(403)
  })
})
