import { createHash } from 'node:crypto'

import { beforeAll, expect, test } from 'vitest'

import { newId } from '#kit'
import { type Db, fixedClock, noProgress } from '#platform'

import { describeOnEngines } from '../../test/database.ts'
import {
  aClaim,
  anApproval,
  anErasure,
  aParty,
  aRelation,
  aRelease,
  aSubject,
  MISSION,
  OPEN,
  openRecord,
} from '../../test/drafts.ts'
import { anActor } from '../../test/people.ts'
import type { Appender } from './appender.ts'
import { resolveAsking } from './asking.ts'
import { checkParts } from './check-parts.ts'
import type { DocumentDraft, Draft } from './entry.ts'
import type { ErasureDraft } from './erasure-draft.ts'
import { inForceOn } from './in-force.ts'
import { openReaders, type Readers } from './readers.ts'
import { rebuild } from './rebuild.ts'
import { findBytes, findText, searchRecord } from './search.ts'
import { verifyRecord } from './verify/verify-record.ts'

const NOW = '2026-11-21T08:00:00.000Z'
const AT = { validOn: '2024-03-08', knownAt: '2024-03-08' }
const OFFICER = anActor('an officer', 'officer')

describeOnEngines('erasure', (open) => {
  let db: Db
  let readers: Readers
  let appender: Appender
  const clock = fixedClock(NOW)

  beforeAll(async () => {
    db = (await open()).db
    appender = await openRecord(db, clock)
    readers = openReaders(db)
    await put('one', aSubject('pledge-ben'))
  })

  const put = async (actor: string, ...drafts: readonly Draft[]) =>
    appender.append({ mission: MISSION, actor }, drafts)
  const atPlace = async (recordAt?: number) =>
    resolveAsking({ db, clock }, MISSION, {
      ...AT,
      recordAt: recordAt === undefined ? undefined : String(recordAt),
    })
  const erase = async (targets: ErasureDraft['targets']) => {
    const erasure = anErasure(targets)
    await put('one', erasure)
    const [receipt] = await put('two', anApproval(erasure.id))
    return receipt?.seq ?? 0
  }
  const partsLeft = async (id: string) =>
    (
      await db.run<{ part: string }>(
        {
          name: 'test-parts-left',
          text: 'SELECT p.part FROM register.payload p JOIN register.entry e USING (mission_id, seq) WHERE e.id = $1 ORDER BY p.part',
        },
        [id],
      )
    ).map(({ part }) => part)
  const found = async (words: string) => {
    const asked = { at: await atPlace(), page: { after: null, limit: 10 } }
    return (await searchRecord(db, MISSION, words, asked)).items.map(({ id }) => id)
  }
  const faults = async () => {
    const { recordAt } = await atPlace()
    return (await checkParts(db, MISSION, { after: 0, until: recordAt.seq })).faults
  }
  const differences = async () => (await rebuild(db, MISSION, () => undefined)).differences
  const verified = async () =>
    verifyRecord(db, MISSION, { progress: noProgress, drawing: noProgress, from: 1 })

  test('nothing is erased before somebody else approves it', async () => {
    const claim = aClaim({ note: 'A heron.' })
    await put('one', claim)
    const erasure = anErasure([{ entry: claim.id, parts: 'all' }])
    await put('one', erasure)
    await expect(put('one', anApproval(erasure.id))).rejects.toThrow(
      'Nobody approves what they entered',
    )
    expect(await partsLeft(claim.id)).toEqual(['actor', 'handling', 'source', 'statement'])
    const refused = anApproval(erasure.id, { verdict: 'refused' })
    await put('two', refused)
    expect(await partsLeft(claim.id)).toEqual(['actor', 'handling', 'source', 'statement'])
    expect(await found('heron')).toEqual([claim.id])
  })

  test('a claim that is erased stands no longer, is not found, and its salt is gone', async () => {
    await put('one', aSubject('pledge-tcd'))
    const claim = aClaim({ subject: 'pledge-tcd', note: 'A bittern.' })
    await put('one', claim)
    const before = await erase([{ entry: claim.id, parts: 'all' }])
    expect(await partsLeft(claim.id)).toEqual([])
    expect(await found('bittern')).toEqual([])
    expect(await inForceOn(db, MISSION, 'pledge-tcd', await atPlace())).toEqual([])
    expect(await inForceOn(db, MISSION, 'pledge-tcd', await atPlace(before - 1))).toEqual([])
    expect(await faults()).toEqual([])
    expect(await differences()).toEqual([])
  })

  test('what an erased claim replaced does not come back at earlier states, and stands from the erasure on', async () => {
    await put('one', aSubject('pledge-sen'))
    const first = aClaim({ subject: 'pledge-sen', saidAt: '2024-02-01T12:00:00Z' })
    const second = aClaim({ subject: 'pledge-sen', saidAt: '2024-02-20T12:00:00Z' })
    await put('one', first)
    await put('one', second)
    const approval = await erase([{ entry: second.id, parts: ['statement', 'source'] }])
    const standing = async (recordAt?: number) =>
      (await inForceOn(db, MISSION, 'pledge-sen', await atPlace(recordAt))).map(({ id }) => id)
    expect(await standing(approval - 1)).toEqual([])
    expect(await standing()).toEqual([first.id])
    const third = aClaim({ subject: 'pledge-sen', saidAt: '2024-02-25T12:00:00Z' })
    await put('one', third)
    await put('one', aRelation(third.id, { saidAt: '2024-02-26T12:00:00Z' }))
    expect(await standing()).toEqual([first.id])
    expect(await differences()).toEqual([])
  })

  test('a source that is erased leaves the statement standing, findable and without it', async () => {
    await put('one', aSubject('pledge-jam'))
    const document = aDocument('The words of a pelican.')
    await put('one', document)
    const claim = aClaim({
      subject: 'pledge-jam',
      note: 'A pelican said so.',
      document: document.id,
    })
    await put('one', claim)
    await erase([{ entry: claim.id, parts: ['source'] }])
    expect(await found('pelican')).toEqual([document.id])
    expect(await found('jam')).toContain(claim.id)
    const [left] = await inForceOn(db, MISSION, 'pledge-jam', await atPlace())
    expect(left).toMatchObject({ id: claim.id, note: null, document: null, citations: [] })
    expect(await differences()).toEqual([])
  })

  test('the bytes and text of a document go when no other document holds them', async () => {
    const [one, other] = [aDocument('An egret.'), aDocument('An egret.')]
    await put('one', one)
    await put('one', other)
    await erase([{ entry: one.id, parts: 'all' }])
    expect(await findBytes(db, MISSION, other.sha256 ?? '')).toBeDefined()
    await erase([{ entry: other.id, parts: ['held'] }])
    expect(await findBytes(db, MISSION, other.sha256 ?? '')).toBeUndefined()
    expect(await findText(db, MISSION, other.textSha256 ?? '')).toBeUndefined()
    expect(await partsLeft(other.id)).toContain('content')
    expect(await found('egret')).toEqual([])
    expect(await faults()).toEqual([])
    expect(await differences()).toEqual([])
  })

  test('the name of a subject goes only with everything that says it', async () => {
    const subject = aSubject('jane-heron', { title: 'Jane Heron', place: 'PL-001' })
    const claim = aClaim({ subject: 'jane-heron', valid: '2024-02-01', note: 'About Jane.' })
    await put('one', subject, claim)
    await expect(erase([{ entry: subject.id, parts: 'all' }])).rejects.toThrow('is still said by')
    await erase([{ entry: claim.id, parts: 'all' }])
    await erase([{ entry: subject.id, parts: ['content'] }])
    expect(await found('jane')).toEqual([])
    expect(await names('subject')).toContain('jane-heron')
    await erase([{ entry: subject.id, parts: ['name'] }])
    expect(await names('subject')).not.toContain('jane-heron')
    expect(await textOfAll()).not.toContain('jane-heron')
    expect(await differences()).toEqual([])
    expect(await faults()).toEqual([])
  })

  test('the name of a party goes from every lane in which it spoke', async () => {
    const party = aParty('JANE-IBIS')
    await put('one', party)
    const claim = aClaim({ assertedBy: 'JANE-IBIS' })
    await put('one', claim)
    await erase([
      { entry: party.id, parts: 'all' },
      { entry: claim.id, parts: 'all' },
    ])
    expect(await textOfAll()).not.toContain('JANE-IBIS')
    expect(await differences()).toEqual([])
  })

  test('relations, grades and whoever typed something in can be erased, and what they did stays done', async () => {
    await put('one', aSubject('pledge-bdi'))
    const claim = aClaim({ subject: 'pledge-bdi' })
    await put('one', claim)
    const withdrawal = aRelation(claim.id, { saidAt: '2024-03-01T12:00:00Z', reason: 'A stork.' })
    await put('a stork', withdrawal)
    await erase([{ entry: withdrawal.id, parts: 'all' }])
    expect(await inForceOn(db, MISSION, 'pledge-bdi', await atPlace())).toEqual([])
    expect(await textOfAll()).not.toContain('stork')
    expect(await differences()).toEqual([])
  })

  test('what decides is not erased, nor twice, nor released once it is gone', async () => {
    await put('one', aSubject('pledge-bgd'))
    const claim = aClaim({ subject: 'pledge-bgd' })
    await put('one', claim)
    const release = aRelease([claim.id])
    await put('one', release)
    await expect(erase([{ entry: release.id, parts: 'all' }])).rejects.toThrow('and is kept')
    const twice = anErasure([{ entry: claim.id, parts: 'all' }])
    await put('one', twice)
    await erase([{ entry: claim.id, parts: 'all' }])
    await expect(put('two', anApproval(twice.id))).rejects.toThrow('while this waited')
    await expect(put('two', anApproval(release.id))).rejects.toThrow('leave it out of the release')
    await expect(erase([{ entry: claim.id, parts: 'all' }])).rejects.toThrow('already')
    expect(await differences()).toEqual([])
  })

  test('the application deletes nothing, and the eraser only what was approved', async () => {
    const claim = aClaim({ note: 'A crane.' })
    await put('one', claim)
    await put('one', anErasure([{ entry: claim.id, parts: 'all' }]))
    for (const table of ['payload', 'search', 'blob', 'canonical_text']) {
      await expect(db.exec(`DELETE FROM register.${table}`)).rejects.toThrow('permission denied')
    }
    for (const table of ['entry', 'commitment', 'erased', 'approval', 'claim', 'open_box']) {
      await expect(
        db.transaction(async (tx) => {
          await tx.exec('SET LOCAL ROLE rollcall_eraser')
          await tx.exec(`DELETE FROM register.${table}`)
        }),
      ).rejects.toThrow('permission denied')
    }
    const before = await counts()
    await db.transaction(async (tx) => {
      await tx.exec('SET LOCAL ROLE rollcall_eraser')
      for (const table of ['payload', 'search', 'blob', 'canonical_text'])
        await tx.exec(`DELETE FROM register.${table}`)
      await tx.exec(`UPDATE register.claim SET document = NULL`)
    })
    expect(await counts()).toEqual(before)
    await expect(
      db.transaction(async (tx) => {
        await tx.exec('SET LOCAL ROLE rollcall_eraser')
        await tx.exec('SELECT body FROM register.payload')
      }),
    ).rejects.toThrow('permission denied')
    expect(await found('crane')).toEqual([claim.id])
  })

  test('an approval cannot be made up: erased is only what an approved proposal named', async () => {
    const claim = aClaim()
    const [receipt] = await put('one', claim)
    const waiting = anErasure([{ entry: claim.id, parts: ['source'] }])
    const [proposal] = await put('one', waiting)
    const forge = async (part: string, approval: number) =>
      db.run(
        {
          name: 'test-forge',
          text: `INSERT INTO register.erased (mission_id, target, part, erasure, approval, verdict, legal_basis)
            SELECT mission_id, $1::int4, $2, $3::int4, $4::int4, 'approved', 'none' FROM register.mission`,
        },
        [receipt?.seq, part, proposal?.seq, approval],
      )
    await expect(forge('source', 1)).rejects.toThrow('foreign key')
    const [approved] = await put('two', anApproval(waiting.id))
    await expect(forge('statement', approved?.seq ?? 0)).rejects.toThrow('foreign key')
  })

  test('the whole record verifies after all of it, and says how much was erased', async () => {
    const { faults: found, erased } = await verified()
    expect(found).toEqual([])
    expect(erased).toBeGreaterThan(20)
  })

  test('whoever sees an entry reads what of it was erased, and nobody reads what remains', async () => {
    for (const reader of [readers.portal, await readers.as(OFFICER, MISSION, NOW)]) {
      const rows = await reader.run<{ legal_basis: string }>(
        { name: 'test-erased', text: 'SELECT legal_basis FROM register.erased' },
        [],
      )
      expect(rows.length).toBeGreaterThan(5)
      const remains = await reader.run(
        {
          name: 'test-remains',
          text: `SELECT 1 FROM register.payload WHERE part LIKE 'remains-%'`,
        },
        [],
      )
      expect(remains).toEqual([])
    }
  })

  test('what goes without an erasure is named', async () => {
    const claim = aClaim({ note: 'A grebe.' })
    const [receipt] = await put('one', claim)
    const document = aDocument('A diver.')
    const [taken] = await put('one', document)
    expect(await faults()).toEqual([])
    const owner = async (sql: string) =>
      db.transaction(async (tx) => {
        await tx.exec('SET LOCAL ROLE NONE')
        await tx.exec(sql)
      })
    await owner(`DELETE FROM register.payload WHERE seq = ${receipt?.seq} AND part = 'statement'`)
    await owner(`DELETE FROM register.blob WHERE sha256 = '${document.sha256}'`)
    expect(await faults()).toEqual([
      { seq: receipt?.seq, id: claim.id, part: 'statement', fault: 'missing' },
      { seq: taken?.seq, id: document.id, part: 'bytes', fault: 'missing' },
    ])
    const named = (await differences()).map(({ seq }) => seq)
    expect(named).toEqual(expect.arrayContaining([receipt?.seq, taken?.seq]))
    const kinds = (await verified()).faults.map(({ kind, seq }) => `${kind} ${seq}`)
    expect(kinds).toContain(`payload_missing ${receipt?.seq}`)
    expect(kinds).toContain(`document_missing ${taken?.seq}`)
  })

  const names = async (table: 'subject' | 'party') =>
    (
      await db.run<{ name: string }>(
        {
          name: `test-names-${table}`,
          text: `SELECT ${table === 'subject' ? 'slug' : 'code'} AS name FROM register.${table}`,
        },
        [],
      )
    ).map(({ name }) => name)
  const textOfAll = async () => {
    const tables = [
      'payload',
      'party',
      'subject',
      'lane',
      'opening',
      'search',
      'proposal',
      'erasure',
    ]
    const texts: string[] = []
    for (const table of tables) {
      const rows = await db.run<{ row: string }>(
        { name: `test-text-${table}`, text: `SELECT t::text AS row FROM register.${table} t` },
        [],
      )
      texts.push(...rows.map(({ row }) => row))
    }
    return texts.join('\n')
  }
  const counts = async () => {
    const tables = ['payload', 'search', 'blob', 'canonical_text']
    return db.run(
      {
        name: 'test-counts',
        text: `SELECT ${tables.map((table) => `(SELECT count(*) FROM register.${table}) AS ${table}`).join(', ')}`,
      },
      [],
    )
  }
})

function aDocument(text: string): DocumentDraft {
  const bytes = Buffer.from(text)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    type: 'document',
    id: newId(),
    handling: OPEN,
    title: 'A document',
    publisher: 'A publisher',
    address: null,
    published: '2024-02-01',
    language: 'en',
    mediaType: 'text/plain',
    sha256,
    bytes,
    text: { extractor: 'plain/1', content: text },
    textSha256: sha256,
  }
}
