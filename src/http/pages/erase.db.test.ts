import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'

import { desks } from '#desks'
import { newId } from '#kit'
import { type Db, fixedClock } from '#platform'
import { type Appender, listWaiting, openReaders, resolveAsking } from '#register'

import { describeOnEngines } from '../../../test/database.ts'
import { aHeldDocument } from '../../../test/drafts-of-all-kinds.ts'
import {
  aClaim,
  anApproval,
  anErasure,
  aRelation,
  aSubject,
  MISSION,
  openRecord,
} from '../../../test/drafts.ts'
import { SIGNED_IN, signedInAs } from '../../../test/people.ts'
import { createApp } from '../app.ts'
import { openSite } from '../open-site.ts'

const WORD = 'zwolfhexerq'
const BASIS = 'Regulation (EU) 2016/679, article 17(1)(d)'

describeOnEngines('pages of what was erased', (open) => {
  let app: Hono
  let db: Db
  let appender: Appender
  const clock = fixedClock('2126-11-21T08:00:00.000Z')
  const document = aHeldDocument({ title: `Notes of the ${WORD}` })
  const subject = aSubject('case-1', { title: `The case of the ${WORD}` })
  const whole = aClaim({ subject: 'case-1', note: `Told by the ${WORD}.`, document: document.id })
  const part = aClaim({
    subject: 'case-1',
    assertedBy: 'KEN',
    note: `Told by the ${WORD}.`,
    document: document.id,
  })
  const link = aRelation(part.id, {
    relation: 'contradicts',
    from: whole.id,
    by: 'USA',
    reason: `Says the ${WORD}.`,
  })

  beforeAll(async () => {
    db = (await open()).db
    appender = await openRecord(db, clock)
    await appender.append({ mission: MISSION, actor: 'one' }, [subject, document])
    await appender.append({ mission: MISSION, actor: 'one' }, [whole, part])
    await appender.append({ mission: MISSION, actor: 'one' }, [link])
    app = createApp(
      openSite({
        readers: openReaders(db),
        clock,
        appender,
        desks,
        auth: signedInAs(SIGNED_IN, { db, clock }),
        log: () => {},
      }),
    )
  })

  const get = async (path: string) => {
    const answer = await app.request(`http://127.0.0.1${path}`)
    return { status: answer.status, body: await answer.text(), headers: answer.headers }
  }
  const waiting = async () => {
    const at = await resolveAsking({ db, clock }, MISSION, {})
    return listWaiting(db, MISSION, at)
  }

  test('an erasure is proposed from the page of a claim, and nothing is gone yet', async () => {
    const claim = aClaim({ subject: 'case-1', assertedBy: 'FRA' })
    await appender.append({ mission: MISSION, actor: 'one' }, [claim])
    const path = `/office/${MISSION}/claims/${claim.id}`
    expect((await get(path)).body).toContain(`href="${path}/erase"`)
    const form = await get(`${path}/erase`)
    expect(form.status).toBe(200)
    expect(form.body).toContain('Do not repeat in it what is to be erased')
    const send = async (fields: Readonly<Record<string, string>>) =>
      app.request(`http://127.0.0.1${path}/erase`, {
        method: 'POST',
        headers: {
          origin: 'http://127.0.0.1',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ id: newId(), release: 'restricted', ...fields }).toString(),
      })
    const empty = await send({ parts: 'source' })
    expect(empty.status).toBe(400)
    expect(await empty.text()).toContain('href="#f-legalBasis"')
    const fields = { parts: 'source', legalBasis: BASIS, by: 'USA', reason: 'Asked for.' }
    expect((await send(fields)).status).toBe(303)
    const [proposed] = await waiting()
    expect(proposed?.said.parts['content']?.['targets']).toEqual([
      { entry: claim.id, parts: ['source'] },
    ])
    expect((await get(path)).status).toBe(200)
  })

  test('a document and a subject are proposed together with what says the same', async () => {
    for (const [path, words] of [
      [`documents/${document.id}`, 'the sources and quotes of the 2 claims'],
      ['subjects/case-1', 'all 3 claims about it'],
    ] as const) {
      const form = await get(`/office/${MISSION}/${path}/erase`)
      expect(form.status).toBe(200)
      expect(form.body).toContain(words)
    }
  })

  test('every page and every answer goes on working, and none says what was erased', async () => {
    const before = (await resolveAsking({ db, clock }, MISSION, {})).recordAt.seq
    expect((await get(`/m/${MISSION}/subjects/case-1`)).body).toContain(WORD)
    const erasure = anErasure([
      { entry: subject.id, parts: ['content'] },
      { entry: document.id, parts: 'all' },
      { entry: whole.id, parts: 'all' },
      { entry: part.id, parts: ['source'] },
      { entry: link.id, parts: 'all' },
    ])
    await appender.append({ mission: MISSION, actor: 'one' }, [erasure])
    await appender.append({ mission: MISSION, actor: 'two' }, [anApproval(erasure.id)])
    const pages = [
      '',
      '/timeline',
      '/contested',
      '/documents',
      `/documents/${document.id}`,
      `/documents/${document.id}/original`,
      '/subjects',
      '/subjects/case-1',
      `/claims/${whole.id}`,
      `/claims/${part.id}`,
      `/search?q=${WORD}`,
      '/search?q=case',
      `/compare?from=${before}`,
      '/forces/pledges',
      '/mandate/term',
    ]
    const api = [
      'claims',
      'documents',
      'subjects',
      'subjects/case-1',
      'subjects/case-1/history',
      `claims/${whole.id}`,
      `claims/${part.id}`,
      'contested',
      'accounts/forces/pledges',
      `search?q=${WORD}`,
      `entries/${whole.id}`,
    ]
    const paths = [
      ...['/m', '/office'].flatMap((root) => pages.map((page) => `${root}/${MISSION}${page}`)),
      ...api.map((path) => `/api/v1/missions/${MISSION}/${path}`),
    ]
    for (const path of paths) {
      for (const at of [null, before]) {
        const query = at === null ? '' : `${path.includes('?') ? '&' : '?'}recordAt=${at}`
        const { status, body } = await get(`${path}${query}`)
        expect([path, status < 500]).toEqual([path, true])
        const shown = body.replaceAll(`q=${WORD}`, '').replaceAll(`value="${WORD}"`, '')
        expect([path, new RegExp(`(the|The) ${WORD}|Noon|${WORD}\\.`).test(shown)]).toEqual([
          path,
          false,
        ])
      }
    }
  })

  test('what is gone says so: by which entry, since when, on which legal basis', async () => {
    for (const path of [`claims/${whole.id}`, `documents/${document.id}`]) {
      const { status, body } = await get(`/m/${MISSION}/${path}`)
      expect(status).toBe(410)
      expect(body).toContain('What this entry said was erased.')
      expect(body).toContain(BASIS)
    }
    const shown = await get(`/m/${MISSION}/claims/${part.id}`)
    expect(shown.status).toBe(200)
    expect(shown.body).toContain('the source, quotes and note')
    const french = await get(`/m/${MISSION}/subjects/case-1?lang=fr`)
    expect(french.body).toContain('Déclarations effacées')
    expect(french.body).toContain('Effacé par l’entrée')
    const refused = await get(`/api/v1/missions/${MISSION}/claims/${whole.id}`)
    expect(refused.status).toBe(410)
    expect(JSON.parse(refused.body).error.code).toBe('register.erased')
  })

  test('an answer as of an earlier record says that it lacks something', async () => {
    const { body } = await get(`/m/${MISSION}/subjects/case-1?recordAt=5`)
    expect(body).toContain('lost something to an erasure since')
    const answer = await get(`/api/v1/missions/${MISSION}/claims?recordAt=5`)
    expect(answer.headers.get('rollcall-erased-since')).toBe('5')
    const now = await get(`/api/v1/missions/${MISSION}/claims`)
    expect(now.headers.get('rollcall-erased-since')).toBeNull()
  })
})
