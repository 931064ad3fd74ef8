import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { PUBLIC } from '#kit'
import { fixedClock } from '#platform'
import { type Draft, rebuild, resolveAsking } from '#register'

import { attemptsOf } from './access/attempts.ts'
import { NOW } from './access/cells.ts'
import { type Answer, type MarkedServer, openMarked } from './access/open.ts'
import { askWhole } from './access/paging.ts'
import { PEOPLE, type Person } from './access/people.ts'
import { type Asking, faultsIn, type Question, type Rule } from './access/questions.ts'
import { nameIn, routesOf } from './access/registered.ts'
import { ROUTES } from './access/routes.ts'
import { isTurn } from './access/rules.ts'
import { describeOnEngines } from './database.ts'
import { anApproval, anErasure, aRelease, MISSION, RESTRICTED } from './drafts.ts'

// Issue 3: tests generated for every route × role × release × compartment; an unregistered route fails.
// All of it is asked of PostgreSQL, which is the faster here, and a sample of PGlite; of PGlite alone, all.

const everybody = Object.keys(PEOPLE).filter((name): name is Person => name in PEOPLE)
/** Those who ask the other engine as well. */
const SAMPLE: ReadonlySet<Person> = new Set(['nobody', 'officer with medical'])
const people = everybody.map((person, turn) => ({ person, turn }))

describeOnEngines('the web', (open, engine) => {
  let server: MarkedServer
  let seqBefore: number

  beforeAll(async () => {
    server = await openMarked((await open()).db)
    seqBefore = await headSeq()
  })

  afterAll(async () => server.close())

  const isWhole = engine === 'postgresql' || inject('templates').server === null
  const asking = people.filter(({ person }) => isWhole || SAMPLE.has(person))

  describe('the routes of the web', () => {
    test('are all declared, with who may be told what', () => {
      expect(
        routesOf(server.app)
          .filter(({ rule }) => rule === undefined)
          .map(({ name }) => name),
      ).toEqual([])
    })

    test('are all there that are declared', () => {
      const registered = new Set(routesOf(server.app).map(({ name }) => nameIn(name)))
      expect(Object.keys(ROUTES).filter((name) => !registered.has(name))).toEqual([])
    })
  })

  describe.each(asking)('$person', ({ person, turn }) => {
    test(
      'is told by every route what they may read, all of it and nothing else',
      { timeout: 600_000 },
      async () => {
        const faults: string[] = []
        let count = 0
        for (const { name, path, rule } of routesOf(server.app)) {
          const asked: Asking = { path, actor: PEOPLE[person], entries: server.entries, turn }
          for (const question of questionsOf(rule, asked)) {
            const answer = await askWhole(server, person, question)
            const wrong = faultsIn(question, asked, answer)
            faults.push(...wrong.map((fault) => `${name} (${question.address}) ${fault}`))
            count += 1
          }
        }
        expect(faults).toEqual([])
        expect(count).toBeGreaterThan(200)
      },
    )
  })

  test('all that was asked and sent empty has recorded nothing', async () => {
    expect(await headSeq()).toBe(seqBefore)
  })

  describe.each(asking)('$person', ({ person }) => {
    test('puts on record what they may, and nothing else', { timeout: 120_000 }, async () => {
      const attempts = await attemptsOf(PEOPLE[person], server.entries, server.appender)
      const answered = []
      for (const { what, draft } of attempts) {
        const { status } = await send(person, draft)
        answered.push([what, status])
      }
      expect(answered).toEqual(attempts.map(({ what, status }) => [what, status]))
    })
  })

  test('nobody approves what they proposed, whoever they are', async () => {
    const claim = server.entries.find(({ sort }) => sort === 'claim')
    const release = aRelease([claim?.id ?? ''], { to: 'partner' })
    expect(await send('approver', release)).toMatchObject({ status: 201 })
    const own = await send('approver', anApproval(release.id, { handling: RESTRICTED }))
    expect(own).toMatchObject({ status: 403, body: expect.stringContaining('access.four_eyes') })
    const other = await send('approver with all', anApproval(release.id, { handling: RESTRICTED }))
    expect(other.status).toBe(201)
  })

  test('two people without clearance open or erase nothing that neither of them sees', async () => {
    const medical = server.entries.find(
      ({ sort, cell }) => sort === 'claim' && cell.handling.compartment === 'medical',
    )
    const entry = medical?.id ?? ''
    for (const draft of [
      aRelease([entry], { to: 'public' }),
      anErasure([{ entry, parts: ['source'] }]),
    ]) {
      const refused = await send('officer at forces', draft)
      expect(refused).toMatchObject({
        status: 400,
        body: expect.stringContaining('register.entry_unknown'),
      })
      // Somebody with clearance may propose it, but nobody without may say yes.
      expect((await send('officer with medical', draft)).status).toBe(201)
      const blind = await send('approver', anApproval(draft.id, { handling: RESTRICTED }))
      expect(blind).toMatchObject({ status: 400, body: refused.body })
    }
  })

  test('after all of it every derived row is what the entries say', async () => {
    const { differences } = await rebuild(server.db, MISSION, () => undefined)
    expect(differences).toEqual([])
  })

  async function send(person: Person, draft: Draft): Promise<Answer> {
    return server.ask(person, `/api/v1/missions/${MISSION}/entries/${draft.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(draft),
    })
  }

  async function headSeq(): Promise<number> {
    const at = await resolveAsking({ db: server.db, clock: fixedClock(NOW) }, MISSION, {})
    return at.recordAt.seq
  }
})

/** Whoever stands in the portal is nobody in particular: it is asked in full by one, and by turns by all others. */
function questionsOf(rule: Rule | undefined, asking: Asking): readonly Question[] {
  const questions = rule?.(asking) ?? []
  if (asking.actor.id === PUBLIC.id || !asking.path.startsWith('/m/')) return questions
  return questions.filter((_, place) => isTurn(asking, place, everybody.length))
}
