import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { deedOf } from '#desk-kit'
import { desks } from '#desks'
import { newId, OPERATOR } from '#kit'
import { fixedClock } from '#platform'
import { type DecisionDraft, type Draft, resolveAsking } from '#register'

import { NOW } from './access/cells.ts'
import { type Answer, type MarkedServer, openMarked } from './access/open.ts'
import { PEOPLE, type Person } from './access/people.ts'
import { type RegisteredRoute, routesOf } from './access/registered.ts'
import { describeOnEngines } from './database.ts'
import { aClaim, anApproval, aParty, aRelease, aSubject, MISSION, RESTRICTED } from './drafts.ts'

// Issue 4: a casualty under embargo appears in no page, API, feed, search, export, count or cache for anyone not
// cleared. Every route is asked as everybody before the casualty is on record and after, and both answers must be
// the same bytes; so it cannot be told by a list, a count, an order or a length either.

const WORD = 'zebrafinch'
const SUBJECT = `casualty-${WORD}`
const CLEARED: ReadonlySet<Person> = new Set(['officer with medical', 'approver with all'])
const everybody = Object.keys(PEOPLE).filter((name): name is Person => name in PEOPLE)
const uncleared = everybody.filter((person) => !CLEARED.has(person))
/** Those who ask the other engine as well. */
const SAMPLE: ReadonlySet<Person> = new Set(['nobody', 'officer at forces'])

describeOnEngines('a casualty under embargo', (open, engine) => {
  let server: MarkedServer
  let casualty: Casualty
  let asked: readonly string[]
  const isWhole = engine === 'postgresql' || inject('templates').server === null
  const people = uncleared.filter((person) => isWhole || SAMPLE.has(person))
  const before = new Map<string, Answer>()
  let seqs: readonly [number, number]

  beforeAll(async () => {
    server = await openMarked((await open()).db)
    // What everybody sees is never the last entry: its place would be taken for the state of the record.
    const kept = { release: 'confidential', compartment: 'medical', embargo: null } as const
    const last = aSubject('kept-before', { handling: kept })
    await server.appender.append({ mission: MISSION, actor: 'local' }, [aParty('MSS'), last])
    casualty = await casualtyOf(server)
    asked = routesOf(server.app).flatMap((route) => addressesOf(route, casualty))
    const first = await headSeq()
    for (const person of people) {
      for (const address of addressesFor(person))
        before.set(`${person} ${address}`, await server.ask(person, address))
    }
    for (const { actor, drafts } of casualty.steps) {
      await server.appender.append({ mission: MISSION, actor }, drafts)
    }
    seqs = [first, await headSeq()]
  }, 600_000)

  afterAll(async () => server.close())

  test('is on record, whole, for those who are cleared', async () => {
    expect(seqs[1] - seqs[0]).toBe(casualty.steps.flatMap(({ drafts }) => drafts).length)
    const page = await server.ask('officer with medical', `/office/${MISSION}/subjects/${SUBJECT}`)
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining(WORD) })
    const list = await server.ask('officer with medical', `/office/${MISSION}/people/casualties`)
    expect(list.body).toContain(SUBJECT)
    const found = await server.ask(
      'officer with medical',
      `/api/v1/missions/${MISSION}/search?q=${WORD}`,
    )
    expect(found.body).toContain(casualty.claim)
  })

  test('every route that reads is asked, and every place in it that can name something names the casualty', () => {
    const reading = routesOf(server.app).filter(({ name }) => name.startsWith('GET '))
    expect(
      reading.flatMap((route) => (addressesOf(route, casualty).length === 0 ? [route.name] : [])),
    ).toEqual([])
    expect(asked.length).toBeGreaterThan(200)
    expect(asked.filter((address) => /:[a-z]/.test(address))).toEqual([])
  })

  describe.each(people.map((person) => ({ person })))('$person', ({ person }) => {
    test('is answered by every route as if it were not there', { timeout: 600_000 }, async () => {
      const faults: string[] = []
      for (const address of addressesFor(person)) {
        const [then, now] = [before.get(`${person} ${address}`), await server.ask(person, address)]
        faults.push(...tellsIn(address, now, casualty).map((word) => `${address} tells ${word}`))
        if (isNotCompared(address) || then === undefined) continue
        const [one, other] = [plain(then, seqs[0]), plain(now, seqs[1])]
        if (one !== other) faults.push(`${address} differs: ${differenceIn(one, other)}`)
      }
      expect(faults).toEqual([])
    })
  })

  test('the log tells everybody that something was recorded: id, type and instant, and no word of it', async () => {
    const tile = await server.ask('nobody', `/log/${MISSION}/tile/entries/000.p/${seqs[1] % 256}`)
    expect(tile.status).toBe(seqs[1] < 256 ? 200 : 404)
    const envelope = await server.ask(
      'nobody',
      `/log/${MISSION}/proof/${casualty.claim}.tlog-proof`,
    )
    expect(envelope.status).toBe(200)
    const told = Buffer.from(/^extra (.+)$/m.exec(envelope.body)?.[1] ?? '', 'base64').toString()
    expect(told).toContain(casualty.claim)
    expect(told).not.toContain(WORD)
  })

  /** Whoever stands in the portal is nobody in particular, so it is asked by one. */
  function addressesFor(person: Person): readonly string[] {
    return asked.filter(
      (address) => person === 'nobody' || !/^\/(?:m|verify|log|witness)\//.test(address),
    )
  }

  async function headSeq(): Promise<number> {
    const at = await resolveAsking({ db: server.db, clock: fixedClock(NOW) }, MISSION, {})
    return at.recordAt.seq
  }
})

interface Casualty {
  readonly claim: string
  readonly decision: string
  /** All that is recorded of it, and by whom. */
  readonly steps: readonly { readonly actor: string; readonly drafts: readonly Draft[] }[]
  readonly ids: readonly string[]
}

/** A casualty as the desk's own actions record it, with all that follows: authorised, told, consented, evacuated. */
async function casualtyOf({ db, appender }: MarkedServer): Promise<Casualty> {
  const clock = fixedClock(NOW)
  const ctx = { db, clock, appender, mission: MISSION, actor: OPERATOR }
  const at = await resolveAsking(ctx, MISSION, {})
  const report = desks
    .flatMap(({ actions }) => actions)
    .find(({ name }) => name === 'report-casualty')
  const drafts = await report?.run(ctx, at, REPORT, deedOf(ctx, newId(), RESTRICTED))
  const [subject, claim] = drafts ?? []
  if (subject?.type !== 'subject' || claim?.type !== 'claim')
    throw new Error('A report is a subject and a claim.')
  const kept = { handling: { ...claim.handling, embargo: null }, by: 'MSS', saidAt: NOW }
  const about = (kind: string, value: object): Draft =>
    aClaim({
      kind,
      subject: SUBJECT,
      value: { ...value },
      handling: kept.handling,
      assertedBy: 'MSS',
      saidAt: NOW,
      note: WORD,
    })
  const decision: DecisionDraft = {
    type: 'decision',
    id: newId(),
    ...kept,
    kind: claim.kind,
    subject: SUBJECT,
    claims: [claim.id],
    reason: `Checked: ${WORD}.`,
  }
  const patient = aSubject(`patient-${WORD}`, {
    handling: kept.handling,
    title: `A patient ${WORD}`,
  })
  const steps = [
    {
      actor: 'a reporter',
      drafts: [
        { ...subject, subject: SUBJECT, title: `A casualty ${WORD}` },
        { ...claim, subject: SUBJECT },
      ],
    },
    { actor: 'a first authoriser', drafts: [decision] },
    { actor: 'a second authoriser', drafts: [anApproval(decision.id, { ...kept, reason: WORD })] },
    {
      actor: 'a reporter',
      drafts: [
        about('people.next-of-kin', { told: 'being-sought', by: WORD, on: null }),
        about('people.consent', { state: 'KEN', consent: 'awaited', on: null }),
        about('people.status', { status: 'missing', since: null }),
        about('people.family-contact', {
          on: '2026-11-20',
          by: WORD,
          way: 'call',
          matter: WORD,
          promised: null,
        }),
        patient,
        {
          ...aClaim({
            kind: 'people.patient',
            subject: patient.subject,
            value: {
              evacuation: patient.subject,
              case: SUBJECT,
              contributor: 'KEN',
              letter: 'a',
              word: 'urgent',
              type: 'litter',
            },
            handling: kept.handling,
            assertedBy: 'MSS',
            saidAt: NOW,
          }),
        },
        aRelease([claim.id], { ...kept, to: 'public', reason: WORD }),
      ],
    },
  ]
  const ids = steps.flatMap((step) => step.drafts.map(({ id }) => id))
  return { claim: claim.id, decision: decision.id, steps, ids }
}

const REPORT = {
  by: 'MSS',
  contributor: 'KEN',
  category: 'police',
  type: 'fatality',
  cause: 'hostile',
  at: '2026-11-20',
  place: null,
  circumstances: `An ambush near ${WORD}.`,
  duty: 'on',
  condition: 'dead',
  facility: null,
  member: null,
  event: null,
}

/** The addresses of a route that reads, as somebody asks who guesses rightly: every name in it is the casualty's. */
function addressesOf(
  { name, path }: RegisteredRoute,
  { claim, decision }: Casualty,
): readonly string[] {
  if (!name.startsWith('GET ')) return []
  const whole = path
    .replace(':mission', MISSION)
    .replace(':subject', SUBJECT)
    .replace(':kind', 'people.case')
    .replace(':channel', 'email')
    .replace(/:(account|secret)$/, (part) => (path.includes('/:desk') ? part : 'nothing'))
    .replace('/assets/*', '/assets/nothing')
    .replace('/tile/*', '/tile/0/000.p/1')
  const named = [claim, decision].flatMap((id) => [whole.replace(':id', id).replace(':entry', id)])
  const atDesks = [...new Set(named)].flatMap((address) => {
    if (address.includes(':desk')) return desks.flatMap((desk) => inDesk(address, desk))
    return address.includes(':name')
      ? DOWNLOADS.map((file) => address.replace(/:name.*$/, file))
      : [address]
  })
  return [...new Set(atDesks)].map((address) => `${address}?${QUERY}`)
}

/** The archive is its members: their bytes are compared one by one, of the whole only the words. */
const DOWNLOADS = ['record.tar', 'entries.ndjson', 'claims.csv', 'documents.csv']

/** Whatever a query can name: a route that does not know a field passes over it. */
const QUERY = new URLSearchParams({
  q: WORD,
  limit: '200',
  case: SUBJECT,
  subject: SUBJECT,
  person: SUBJECT,
  evacuation: `patient-${WORD}`,
  contributor: 'KEN',
}).toString()

function inDesk(address: string, desk: (typeof desks)[number]): readonly string[] {
  const at = address.replace(':desk', desk.name)
  if (at.includes(':account')) return desk.accounts.map(({ name }) => at.replace(':account', name))
  if (at.includes(':action')) return desk.actions.map(({ name }) => at.replace(':action', name))
  return [at]
}

/** The words and ids of the casualty in an answer that the address did not bring. */
function tellsIn(address: string, { all }: Answer, { ids }: Casualty): readonly string[] {
  if (isOfTheLog(address)) return all.includes(WORD) && !address.includes(WORD) ? [WORD] : []
  const said = decodeURIComponent(address)
  const known = [WORD, SUBJECT, ...ids].filter((word) => !said.includes(word))
  return known.filter((word) => all.includes(word))
}

/** What the log publishes of every entry: it differs, and tells its id, type, instant and hashes. */
function isOfTheLog(address: string): boolean {
  return /^\/log\/|\/(?:m|office)\/[^/]+\/(?:log|verify)(?:\?|$)/.test(address)
}

/** The log, an archive whose members are compared instead, and an address that slows down whoever guesses. */
function isNotCompared(address: string): boolean {
  return isOfTheLog(address) || /record\.tar|^\/welcome\//.test(address)
}

/** An answer but for what the public log tells anyway: how many entries there are and their root; and but for chance. */
function plain({ status, body }: Answer, seq: number): string {
  const text = body
    .replaceAll(new RegExp(`(?<![0-9a-z.])${seq}(?![0-9a-z])`, 'g'), 'SEQ')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/name="csrf" value="[^"]+"/g, 'CSRF')
    .replaceAll(/(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{12}…?)(?![0-9a-z])/g, 'HASH')
  return `${status} ${text}`
}

function differenceIn(one: string, other: string): string {
  const place = Array.from(one).findIndex((letter, index) => letter !== other.charAt(index))
  const from = Math.max(0, place - 60)
  return `…${one.slice(from, place + 80)}… is now …${other.slice(from, place + 80)}…`
}
