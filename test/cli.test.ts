import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { Db } from '#platform'
import { findText } from '#register'

import { cliOn, NOW, type Ran, runWithoutRecord } from './cli-runner.ts'
import { describeOnEngines } from './database.ts'
import {
  type FolderFiles,
  HEADINGS,
  idOf,
  pledgeOf,
  smallMission,
  writeFolder,
} from './mission-folder.ts'

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-test-cli-'))
const folders: string[] = [scratch]
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

function folderOf(files: FolderFiles, mission?: string): string {
  const folder = writeFolder(files, mission)
  folders.push(folder)
  return folder
}

function fileOf(name: string, content: string): string {
  const file = path.join(scratch, name)
  fs.writeFileSync(file, content)
  return file
}

const COMMANDS = [
  'serve',
  'missions',
  'account',
  'claims',
  'contested',
  'needs',
  'digest',
  'load',
  'intake',
  'record',
  'do',
  'export',
  'rebuild',
  'migrate',
]

describe('a command line', () => {
  test('that is empty gets the list of commands and the code for wrong usage', async () => {
    const { code, out, err } = await runWithoutRecord()
    expect({ code, out }).toEqual({ code: 2, out: '' })
    for (const command of COMMANDS) expect(err).toContain(`\n  ${command}`)
  })

  test('asks for help and for the version', async () => {
    const help = await runWithoutRecord('--help')
    expect(help.code).toBe(0)
    for (const command of COMMANDS) expect(help.out).toContain(`\n  ${command}`)
    expect(await runWithoutRecord('--version')).toEqual({
      code: 0,
      out: 'rollcall 1.2.3\n',
      err: '',
    })
  })

  test.each(COMMANDS)('asks for help about %s without touching a record', async (command) => {
    const { code, out } = await runWithoutRecord(command, '--help')
    expect(code).toBe(0)
    expect(out).toContain(`Usage: rollcall ${command}`)
    expect(out).toContain('Examples:')
    expect((await runWithoutRecord('help', command)).out).toBe(out)
  })

  test.each([
    [['acount'], 'Rollcall has no command "acount". Did you mean account?'],
    [['xyzzy'], 'Rollcall has no command "xyzzy". "rollcall --help" lists them.'],
    [['claims', '--knwon-at', 'x'], '"claims" has no option --knwon-at. Did you mean --known-at?'],
    [['claims', '--subject'], '--subject needs a value; write --subject SUBJECT.'],
    [['claims', '--subject', '--json'], '--subject needs a value; write --subject SUBJECT.'],
    [['claims', '--kind', 'a', '--kind', 'b'], '--kind is given twice; write it once.'],
    [['claims', '--json=yes'], '--json stands alone; leave "yes" out.'],
    [['claims', 'forces'], '"claims" takes nothing without a name; leave "forces" out'],
    [['load'], '"load" needs DIR, a folder with mission.json'],
    [['load', 'a', 'b'], '"load" takes DIR only; leave "b" out'],
    [['record', 'forces.pledge'], '"record" needs FILE.json'],
    [['do'], '"do" needs DESK/ACTION'],
  ])('%j is refused as wrong usage with a sentence', async (argv, sentence) => {
    const { code, out, err } = await runWithoutRecord(...argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(`rollcall: ${sentence}`)
  })

  test('serves where that is asked', async () => {
    expect(await runWithoutRecord('serve')).toEqual({ code: 0, out: 'served\n', err: '' })
  })
})

describeOnEngines('a record that holds nothing', (open) => {
  let run: ReturnType<typeof cliOn>
  let db: Db
  beforeAll(async () => {
    db = (await open()).db
    run = cliOn(db)
  })

  const nothingIsRecorded = async () =>
    expect(await run('missions', '--json')).toMatchObject({ out: '[]\n' })

  test('says how to begin', async () => {
    const refused = await run('claims')
    expect(refused.code).toBe(1)
    expect(refused.err).toBe(
      'rollcall: This record holds no mission yet; load one with rollcall load DIR, such as rollcall load missions/mss-haiti. (cli.no_mission)\n',
    )
    expect((await run('missions')).out).toContain('load one with rollcall load DIR')
    expect((await run('migrate')).out).toMatch(/^The database is up to date: \d+ migrations/)
  })

  test('refuses a folder without mission.json, and one whose mission.json says too little', async () => {
    const none = await run('load', scratch)
    expect(none.err).toContain(`There is no mission.json in ${scratch}`)
    const folder = folderOf({})
    fs.writeFileSync(path.join(folder, 'mission.json'), '{"mission":"mss-small"}')
    const titleless = await run('load', folder)
    expect([none.code, titleless.code]).toEqual([1, 1])
    expect(titleless.err).toContain('its "title" is missing')
    await nothingIsRecorded()
  })

  test('is told every fault of a folder with file, line and column, and stays as it was', async () => {
    const files = smallMission()
    const [heading = [], first = [], second = []] = files['claims-a.csv'] ?? []
    const with_ = (cells: Readonly<Record<string, string>>) =>
      heading.map((column, place) => cells[column] ?? first[place] ?? '')
    const folder = folderOf({
      ...files,
      'claims-a.csv': [
        heading,
        first,
        second,
        with_({ id: idOf(30), valid: '2024-13', assertedBy: 'Nobody' }),
        with_({ id: idOf(31), value: '{"personnel":', document: '' }),
        with_({
          id: idOf(32),
          value: pledgeOf(-1).replace('person"', 'vehicle"'),
          authority: 'hearsay',
        }),
        with_({ id: idOf(33), document: 'lost-letter' }),
        with_({ id: idOf(34), subject: 'pledge-xyz' }),
        with_({ id: idOf(35), kind: 'forces.plege' }),
        with_({ id: 'one', textSha256: 'ab', start: 'x', end: '4' }),
        with_({ id: idOf(36), document: '', said: '' }),
      ],
      'relations.csv': [
        HEADINGS.relations,
        [idOf(40), 'withdraws', '', idOf(11), 'source', 'KEN', '2024-03-01', 'Not its own word.'],
        [idOf(41), 'contradicts', idOf(10), idOf(99), 'source', 'KEN', '2024-03', 'Nothing there.'],
        [idOf(42), 'contradicts', idOf(10), idOf(11), 'source', 'KEN', '2024-03-01'],
      ],
    })
    const { code, out, err } = await run('load', folder)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    const lines = err.split('\n')
    expect(lines[0]).toMatch(
      /^rollcall: Nothing was recorded: \d+ things are wrong\..*\(load.faulty_rows\)$/,
    )
    const told = (start: string) => lines.filter((line) => line.startsWith(`  ${start}`)).length
    // The second claim's note takes two lines, so the third begins on line 5.
    expect(told('claims-a.csv, line 5, valid: ')).toBe(1)
    expect(told('claims-a.csv, line 5, assertedBy: "Nobody" is not a party code')).toBe(1)
    expect(told('claims-a.csv, line 6, value: This is not JSON')).toBe(1)
    expect(told('claims-a.csv, line 7, authority: "hearsay" is not a word of this list')).toBe(1)
    expect(told('claims-a.csv, line 8, document: No document of this folder has the key')).toBe(1)
    expect(told('claims-a.csv, line 9: No subject is called "pledge-xyz"')).toBe(1)
    expect(told('claims-a.csv, line 10, kind: "forces.plege" is not a kind of claim')).toBe(1)
    expect(told('claims-a.csv, line 11, start: "x" is not a position')).toBe(1)
    expect(told('claims-a.csv, line 12, said: It is not said when this was said')).toBe(1)
    expect(told('relations.csv, line 2: Only BEN can take this claim back')).toBe(1)
    expect(told(`relations.csv, line 3: No entry has the id ${idOf(99)}`)).toBe(1)
    expect(told('relations.csv, line 4: The row has 7 cells where the heading has 8')).toBe(1)
    await nothingIsRecorded()
  })

  test.each([
    ['a heading with a slip', 'id,code,sort,nmae,aliases,of\n', 'Did you mean name?'],
    ['a heading with a hole', 'id,code\n', 'The heading lacks "sort", "name", "aliases", "of"'],
    ['a column twice', 'id,id,code,sort,name,aliases,of\n', 'names the column "id" twice'],
    ['nothing in it', '', 'The heading lacks "id"'],
    ['a quote left open', 'id,code,sort,name,aliases,of\nx,"y\n', 'close every quote'],
  ])('refuses a file with %s', async (_, content, sentence) => {
    const folder = folderOf(smallMission())
    fs.writeFileSync(path.join(folder, 'parties-2.csv'), content)
    const { code, err } = await run('load', folder)
    expect(code).toBe(1)
    expect(err).toMatch(/parties-2\.csv, line \d+: /)
    expect(err).toContain(sentence)
    await nothingIsRecorded()
  })

  test('refuses a file that is not UTF-8, on the line where it is not', async () => {
    const folder = folderOf(smallMission())
    const heading = HEADINGS.parties.join(',')
    const latin = Buffer.from(`${heading}\n${idOf(50)},A-1,unit,Caf\u00e9,,\n`, 'latin1')
    fs.writeFileSync(path.join(folder, 'parties-2.csv'), latin)
    const { err } = await run('load', folder)
    expect(err).toContain('parties-2.csv, line 2: The file is not UTF-8 here')
    await nothingIsRecorded()
  })

  test('opens a mission for a folder that holds nothing but its name', async () => {
    const { code, out } = await run('load', folderOf({}, 'mss-bare'))
    expect({ code, out }).toEqual({
      code: 0,
      out: 'The folder holds no entries; the mission mss-bare is open for some.\n',
    })
    expect((await run('missions')).out).toMatch(/^mss-bare +A small mission$/m)
    expect((await run('claims', '--json')).out).toBe('[]\n')
  })
})

const claimsSchema = z.array(
  z.looseObject({
    id: z.string(),
    subject: z.string(),
    saidAt: z.string(),
    note: z.string().nullable(),
  }),
)
const figureSchema = z.looseObject({
  low: z.number().nullable(),
  high: z.number().nullable(),
  disputed: z.boolean(),
  unquantified: z.number(),
})
const accountSchema = z.looseObject({
  validOn: z.string(),
  knownAt: z.string(),
  recordAt: z.object({ seq: z.number(), at: z.string(), root: z.string() }),
  rows: z.array(z.looseObject({ subject: z.string(), figure: figureSchema })),
  total: figureSchema.nullable(),
})

describeOnEngines('a small mission on record', (open) => {
  let run: ReturnType<typeof cliOn>
  let db: Db
  let folder: string
  let loaded: Ran
  beforeAll(async () => {
    db = (await open()).db
    run = cliOn(db)
    folder = folderOf(smallMission())
    loaded = await run('load', folder)
  })

  test('says how many entries of each type it brought', () => {
    expect(loaded).toEqual({
      code: 0,
      err: '',
      out: [
        'Recorded 10 of 10 entries in mss-small.',
        '  2 × party, 2 new',
        '  2 × subject, 2 new',
        '  2 × document, 2 new',
        '  3 × claim, 3 new',
        '  1 × relation, 1 new',
        '',
      ].join('\n'),
    })
  })

  const claims = async (...argv: readonly string[]) =>
    claimsSchema.parse(JSON.parse((await run('claims', '--json', ...argv)).out))

  test('is loaded a second time without anything new', async () => {
    const { code, out } = await run('load', folder)
    expect(code).toBe(0)
    expect(out).toContain(
      'Everything in the folder (10 entries) was on record in mss-small already; nothing new.',
    )
    expect(await claims()).toHaveLength(3)
  })

  test('takes only what is new from a folder that has grown', async () => {
    const files = smallMission()
    const grown = folderOf({
      ...files,
      'subjects.csv': [
        ...(files['subjects.csv'] ?? []),
        [idOf(60), 'pledge-sen', 'Senegal', 'SEN', ''],
      ],
    })
    const { out } = await run('load', grown)
    expect(out).toContain(
      'Recorded 1 of 11 entries in mss-small; the others were on record already.',
    )
    expect(out).toContain('  3 × subject, 1 new')
  })

  test('refuses an id that comes back with other content', async () => {
    const files = smallMission()
    const [heading = [], first = [], ...others] = files['subjects.csv'] ?? []
    const changed = first.map((cell) => (cell === 'Personnel promised by Benin' ? 'Other' : cell))
    const { code, err } = await run(
      'load',
      folderOf({ ...files, 'subjects.csv': [heading, changed, ...others] }),
    )
    expect(code).toBe(1)
    expect(err).toContain(
      `subjects.csv, line 2, id: The id ${idOf(3)} is on record with other content`,
    )
  })

  test('dates what was said by the cell, else by the end of its document’s latest day', async () => {
    const said = new Map((await claims()).map(({ id, saidAt }) => [id, saidAt]))
    expect(Object.fromEntries(said)).toEqual({
      [idOf(10)]: '2024-02-26T23:59:59Z',
      [idOf(11)]: '2024-02-28T23:59:59Z',
      [idOf(12)]: '2024-02-29T23:59:59Z',
    })
  })

  test('answers an account in JSON with ranges, rivals and what nobody quantified', async () => {
    const { code, out } = await run(
      'account',
      'forces/pledges',
      '--valid-on',
      '2024-03-08',
      '--json',
    )
    const answer = accountSchema.parse(JSON.parse(out))
    expect({ code, validOn: answer.validOn }).toEqual({ code: 0, validOn: '2024-03-08' })
    expect(
      answer.rows.map(({ subject, figure }) => [subject, figure.low, figure.disputed]),
    ).toEqual([
      ['pledge-ben', 1500, true],
      ['pledge-tcd', null, false],
    ])
    expect(answer.total).toMatchObject({ low: 1500, high: 1500, disputed: true, unquantified: 1 })
  })

  test('answers only what had been said by the day asked about', async () => {
    const early = ['--valid-on', '2024-03-08', '--known-at', '2024-02-27', '--json']
    const { out } = await run('account', 'forces/pledges', ...early)
    expect(accountSchema.parse(JSON.parse(out)).rows).toMatchObject([
      { subject: 'pledge-ben', figure: { low: 2000, high: 2000, disputed: false } },
    ])
  })

  test('answers as the record stood at an entry', async () => {
    const { out } = await run('account', 'forces/pledges', '--record-at', '6', '--json')
    expect(accountSchema.parse(JSON.parse(out))).toMatchObject({ recordAt: { seq: 6 }, rows: [] })
    const beyond = await run('account', 'forces/pledges', '--record-at', '99')
    expect(beyond).toMatchObject({ code: 1, out: '' })
    expect(beyond.err).toContain('recordAt 99 is not among them')
  })

  test('answers an account as a table for people', async () => {
    const { out } = await run('account', 'forces/pledges', '--valid-on', '2024-03-08')
    const [asking, , heading, , benin, chad, total] = out.split('\n')
    expect(asking).toMatch(
      /^True on 2024-03-08 · said by 2026-11-21T23:59:59Z · record at entry \d+ /,
    )
    expect(heading).toMatch(/^Subject +Party +Figure +Asserted by \(reported by\)$/)
    expect(benin).toMatch(
      /^pledge-ben +BEN +1,500 people +disputed +stage pledge, promise valid +AGENCY \(BUREAU\): 2,000 people; BEN: 1,500 people\*$/,
    )
    expect(chad).toMatch(
      /^pledge-tcd +TCD +not quantified +stage pledge, promise valid +BUREAU: not quantified$/,
    )
    expect(total).toMatch(/^TOTAL +1,500 people, plus 1 not quantified +disputed$/)
  })

  test('refuses an account, a kind, a mission and a day that there are not, each with a way out', async () => {
    const [account, kind, mission, day] = [
      await run('account', 'forces/pledge'),
      await run('claims', '--kind', 'forces.plegde'),
      await run('claims', '--mission', 'mss-smal'),
      await run('claims', '--valid-on', '2024-02-30'),
    ]
    expect([account.code, kind.code, mission.code, day.code]).toEqual([2, 2, 1, 1])
    expect(account.err).toContain('Did you mean forces/pledges?')
    expect(kind.err).toContain('Did you mean forces.pledge?')
    expect(mission.err).toContain('Did you mean mss-small? It holds: mss-small.')
    expect(day.err).toContain('validOn "2024-02-30" is not a day')
  })

  test('lists the claims of a subject or kind, for programs and for people', async () => {
    expect(await claims('--subject', 'pledge-tcd')).toMatchObject([{ id: idOf(12) }])
    expect(await claims('--kind', 'mandate.term')).toEqual([])
    const { out } = await run('claims', '--subject', 'pledge-ben', '--known-at', '2024-02-27')
    expect(out).toContain('pledge-ben · forces.pledge\n')
    expect(out).toContain('said by AGENCY, reported by BUREAU on 2024-02-26; valid 2024-02-26/..')
    expect(out.endsWith('\n1 claim\n')).toBe(true)
  })

  test('lists where the sources disagree', async () => {
    const { out } = await run('contested', '--valid-on', '2024-03-08')
    expect(out).toContain('pledge-ben · forces.pledge\n  AGENCY (BUREAU), 2024-02-26: ')
    expect(out.endsWith('1 contested subject\n')).toBe(true)
    expect(JSON.parse((await run('contested', '--json', '--known-at', '2024-02-27')).out)).toEqual(
      [],
    )
  })

  test('rebuilds its derived tables and finds them equal', async () => {
    expect(await run('rebuild')).toEqual({
      code: 0,
      out: 'mss-small: equal (3 boxes in 3 lanes, drawn from 3 claims; 28 derived rows in all).\n',
      err: '',
    })
  })

  describe('and claims recorded from a file', () => {
    const pledge = {
      subject: 'pledge-tcd',
      value: JSON.parse(pledgeOf(200)),
      modality: 'affirmed',
      valid: '2024-03-01/..',
      saidAt: '2024-03-01T12:00:00Z',
      assertedBy: 'TCD',
      authority: 'official-statement',
    }

    test('are put on record under an id that is printed', async () => {
      const { code, out } = await run(
        'record',
        'forces.pledge',
        fileOf('one.json', JSON.stringify(pledge)),
      )
      expect(code).toBe(0)
      const [, id] = /^(\S+) recorded as entry \d+ at 2026-11-21T09:00:00.000Z\n$/.exec(out) ?? []
      const recorded = await claims('--subject', 'pledge-tcd')
      expect(recorded.map((claim) => claim.id)).toEqual([idOf(12), id])
    })

    test('are accepted once when they are sent again under the same id', async () => {
      const file = fileOf(
        'again.json',
        JSON.stringify([{ ...pledge, id: idOf(70), assertedBy: 'USA' }]),
      )
      const [first, second] = [
        await run('record', 'forces.pledge', file),
        await run('record', 'forces.pledge', file),
      ]
      expect(first.out).toContain(`${idOf(70)} recorded as entry`)
      expect(second.out).toContain(`${idOf(70)} was on record already as entry`)
      expect(
        (await claims('--subject', 'pledge-tcd')).filter(({ id }) => id === idOf(70)),
      ).toHaveLength(1)
    })

    test.each([
      ['no JSON', '{', 'is not JSON'],
      ['no object', '[7]', 'Item 1 of'],
      [
        'an end before its start',
        { valid: '2024-05/2024-03' },
        'the interval ends before it begins',
      ],
      ['an unknown party', { assertedBy: 'NOBODY' }, 'No party has the code "NOBODY"'],
      ['SQL in a field', { subject: "x'; DROP TABLE register.entry; --" }, 'is not a subject'],
      [
        'a wrong unit',
        { value: { ...pledge.value, personnel: { low: 1, high: 1, unit: 'vehicle' } } },
        'value.personnel.unit: The unit of this amount is wrong',
      ],
      [
        'another kind',
        { kind: 'forces.offer' },
        'The file says "forces.offer", the command line "forces.pledge"',
      ],
    ])('are refused for %s, and nothing of the file is recorded', async (_, fields, sentence) => {
      const before = (await claims()).length
      const content =
        typeof fields === 'string' ? fields : JSON.stringify([pledge, { ...pledge, ...fields }])
      const { code, out, err } = await run('record', 'forces.pledge', fileOf('bad.json', content))
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain(sentence)
      expect(await claims()).toHaveLength(before)
    })

    test('are refused where the kind or the file does not exist', async () => {
      const kind = await run('record', 'forces.pledges', fileOf('x.json', '{}'))
      const file = await run('record', 'forces.pledge', path.join(scratch, 'nowhere.json'))
      expect([kind.code, file.code]).toEqual([2, 1])
      expect(kind.err).toContain('Did you mean forces.pledge?')
      expect(file.err).toContain('There is no file')
    })
  })

  describe('and a document taken in', () => {
    const page = `<html lang="en"><head><title>A statement</title>
      <meta property="article:published_time" content="2024-03-05T10:00:00Z"></head>
      <body><p>Chad will send two hundred.</p></body></html>`

    test('is refused without its date, which is proposed and not guessed', async () => {
      const { code, err } = await run('intake', fileOf('page.html', page), '--publisher', 'Chad')
      expect(code).toBe(1)
      expect(err).toContain('if that is right, write --published 2024-03-05.')
      const plain = await run('intake', fileOf('plain.txt', 'No date here.'), '--publisher', 'Chad')
      expect(plain.err).toContain('It says nothing of it itself.')
    })

    test('is refused without its publisher, with a wrong date, and where there is no such file', async () => {
      const file = fileOf('page.html', page)
      const [publisher, date, none] = [
        await run('intake', file, '--published', '2024-03-05'),
        await run('intake', file, '--published', '5 March', '--publisher', 'Chad'),
        await run(
          'intake',
          path.join(scratch, 'none.txt'),
          '--published',
          '2024',
          '--publisher',
          'x',
        ),
      ]
      expect([publisher.code, date.code, none.code]).toEqual([1, 1, 1])
      expect(publisher.err).toContain('Write --publisher with the name as printed')
      expect(date.err).toContain('published: “5 March” is not an EDTF level 1 date')
      expect(none.err).toContain('There is no file')
    })

    test('is one document however often the same bytes come', async () => {
      const file = fileOf('page.html', page)
      const argv = ['intake', file, '--publisher', 'Chad', '--published', '2024-03-05']
      const [first, second] = [await run(...argv), await run(...argv)]
      const [, id] = /^(\S+) recorded as entry/.exec(first.out) ?? []
      expect(first.out).toContain('“A statement”, Chad, 2024-03-05 (en)')
      expect(second).toMatchObject({ code: 0 })
      expect(second.out).toContain(`${id} is this document, on record as entry`)
    })

    test('that the record only refers to takes over what the reference says and opens its text', async () => {
      const content = 'The letter says: 1,500 uniformed.\n'
      const sha256 = createHash('sha256').update(content).digest('hex')
      const files = smallMission()
      const reference = [
        idOf(80),
        'known',
        'A known letter',
        'Bureau of letters',
        '',
        '2024-03-02',
        'en',
        sha256,
        '',
      ]
      await run('load', folderOf({ ...files, 'documents-2.csv': [HEADINGS.documents, reference] }))
      const file = fileOf('letter.txt', content)
      const { code, out } = await run('intake', file)
      expect(code).toBe(0)
      expect(out).toContain('“A known letter”, Bureau of letters, 2024-03-02 (en)')
      expect(out).toContain(
        `The record refers to it as ${idOf(80)}; what is cited there can be read now.`,
      )
      const [, textSha256 = ''] = /text {3}sha256 ([0-9a-f]{64})/.exec(out) ?? []
      expect((await findText(db, 'mss-small', textSha256))?.content).toContain('1,500 uniformed')
      expect((await run('intake', file)).out).toContain('nothing new')
    })
  })
})

describeOnEngines('a record that is exported', (open) => {
  let run: ReturnType<typeof cliOn>
  const exported = path.join(scratch, `export-${Math.floor(Math.random() * 1e9)}`)

  beforeAll(async () => {
    run = cliOn((await open()).db)
    await run('load', folderOf(smallMission()))
    const page = fileOf('held.md', '# A held page\n\nSenegal promised "some", and 50 more.\n')
    await run('intake', page, '--publisher', 'Agency', '--published', '2024-03')
    await run(
      'load',
      folderOf({
        'assessments.csv': [
          ['id', 'claim', 'reliability', 'credibility', 'by', 'said', 'reason'],
          [idOf(90), idOf(10), 'B', '3', 'AGENCY', '2024-03-01', 'Usually right.'],
        ],
        'decisions.csv': [
          ['id', 'kind', 'subject', 'claims', 'by', 'said', 'reason'],
          [
            idOf(91),
            'forces.pledge',
            'pledge-ben',
            `${idOf(10)}|${idOf(11)}`,
            'AGENCY',
            '2024-03-02T10:00:00Z',
            'Both may be meant.',
          ],
        ],
        'relations-2.csv': [
          HEADINGS.relations,
          [idOf(92), 'withdraws', '', idOf(12), 'source', 'BUREAU', '2024-04', 'Said too early.'],
        ],
      }),
    )
    const cited = {
      id: idOf(93),
      subject: 'pledge-tcd',
      value: JSON.parse(pledgeOf(5)),
      modality: 'planned',
      valid: '2024-05/2024-06',
      saidAt: '2024-04-02T08:30:00.250Z',
      assertedBy: 'TCD',
      authority: 'official-statement',
      citations: [0, 1].map((start) => ({
        textSha256: 'a'.repeat(64),
        start,
        end: start + 4,
        quoteSha256: 'b'.repeat(64),
        quote: 'five',
        locator: null,
      })),
    }
    await run('record', 'forces.pledge', fileOf('cited.json', JSON.stringify(cited)))
    await run('export', exported)
  })
  afterAll(() => fs.rmSync(exported, { recursive: true, force: true }))

  const manifestSchema = z.object({
    mission: z.string(),
    recordAt: z.object({ seq: z.number(), at: z.string(), root: z.string() }),
    files: z.array(
      z.object({ name: z.string(), sha256: z.string(), bytes: z.number(), rows: z.number() }),
    ),
  })
  const manifestOf = (folder: string) =>
    manifestSchema.parse(JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8')))

  test('lists every file with its hash, size and number of rows', () => {
    const { mission, recordAt, files } = manifestOf(exported)
    expect({ mission, at: recordAt.at }).toEqual({ mission: 'mss-small', at: NOW })
    const written = fs
      .readdirSync(exported, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile() && item.name !== 'manifest.json')
    expect(files).toHaveLength(written.length)
    for (const { name, sha256, bytes } of files) {
      const content = fs.readFileSync(path.join(exported, name))
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
      expect(content.length).toBe(bytes)
    }
    const rows = Object.fromEntries(files.map((file) => [file.name, file.rows]))
    expect(rows).toMatchObject({
      'parties.csv': 2,
      'subjects.csv': 2,
      'documents.csv': 3,
      'claims.csv': 4,
      'assessments.csv': 1,
      'decisions.csv': 1,
      'relations.csv': 2,
      'entries.jsonl': recordAt.seq,
    })
    const claims = parse(fs.readFileSync(path.join(exported, 'claims.csv')), { columns: true })
    expect(claims).toHaveLength(4)
  })

  test('holds every entry in its place with its leaf, and not who typed it in', () => {
    const lines = fs
      .readFileSync(path.join(exported, 'entries.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    const entries = lines.map((line) =>
      z
        .strictObject({
          seq: z.number(),
          id: z.string(),
          type: z.string(),
          recordedAt: z.string(),
          payloadRoot: z.string().length(64),
          leafHash: z.string().length(64),
          parts: z.record(z.string(), z.unknown()),
        })
        .parse(JSON.parse(line)),
    )
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(new Set(entries.flatMap(({ parts }) => Object.keys(parts)))).toEqual(
      new Set(['content', 'handling', 'statement', 'source']),
    )
  })

  test('is never written over', async () => {
    const { code, err } = await run('export', exported)
    expect(code).toBe(1)
    expect(err).toContain('exists already, and an export never writes over anything')
  })

  test('is exported as it stood at an earlier entry', async () => {
    const early = `${exported}-early`
    folders.push(early)
    expect((await run('export', early, '--record-at', '7')).code).toBe(0)
    expect(manifestOf(early).files.find(({ name }) => name === 'entries.jsonl')?.rows).toBe(7)
  })

  test('is loaded into an empty record as the same entries, and into its own without anything new', async () => {
    const other = cliOn((await open()).db)
    expect((await other('load', exported)).out).toContain('Recorded 15 of 15 entries in mss-small.')
    for (const day of ['2024-02-27', '2024-03-08', '2024-05-15']) {
      const asked = ['claims', '--json', '--valid-on', day]
      const inOrder = (text: string) =>
        z
          .array(z.looseObject({ id: z.string(), seq: z.number() }))
          .parse(JSON.parse(text))
          .map((claim) => ({ ...claim, seq: 0 }))
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const [here, there] = [await run(...asked), await other(...asked)]
      expect(inOrder(there.out)).toEqual(inOrder(here.out))
    }
    const again = `${exported}-again`
    folders.push(again)
    await other('export', again)
    const sheets = (of: string) =>
      manifestOf(of).files.filter(({ name }) => name !== 'entries.jsonl')
    expect(sheets(again)).toEqual(sheets(exported))
    expect((await run('load', exported)).out).toContain('nothing new')
  })

  test('is refused where a file that it needs is missing or was changed', async () => {
    const broken = `${exported}-broken`
    folders.push(broken)
    fs.cpSync(exported, broken, { recursive: true })
    const [blob = ''] = fs.readdirSync(path.join(broken, 'blobs'))
    const file = path.join(broken, 'blobs', blob)
    fs.appendFileSync(file, 'x')
    const other = cliOn((await open()).db)
    expect((await other('load', broken)).err).toMatch(
      /documents\.csv, line 4: The (bytes|text) of document "A held page" hash to/,
    )
    fs.rmSync(file)
    expect((await other('load', broken)).err).toContain(
      `The file blobs/${blob} is missing from the folder`,
    )
    expect((await other('missions', '--json')).out).toBe('[]\n')
  })
})

describeOnEngines('a record of two missions', (open) => {
  let run: ReturnType<typeof cliOn>
  let db: Db
  beforeAll(async () => {
    db = (await open()).db
    run = cliOn(db)
    await run('load', folderOf(smallMission()))
    await run('load', folderOf(smallMission(), 'mss-other'))
  })

  test('needs to be told which is meant', async () => {
    const { code, err } = await run('claims')
    expect(code).toBe(1)
    expect(err).toContain(
      'This record holds 2 missions; write --mission and one of: mss-other, mss-small.',
    )
    expect((await run('claims', '--mission', 'mss-other')).code).toBe(0)
  })

  test('names the entries whose derived rows are not what they say, of every mission', async () => {
    await db.exec('DELETE FROM register.open_box WHERE mission_id = 1')
    const { code, out, err } = await run('rebuild')
    expect(code).toBe(1)
    expect(out).toContain('mss-other: equal')
    expect(err).toContain('mss-small: 3 derived rows differ from the entries')
    expect(err).toContain('(entry 7: open_box lacks ')
    expect(err).toContain('; entry 9: open_box lacks ')
    expect((await run('rebuild', '--mission', 'mss-other')).code).toBe(0)
  })
})

describeOnEngines('a mission of many claims', (open) => {
  const COUNT = 1203

  test('is loaded in batches and listed page by page, each claim once', async () => {
    const run = cliOn((await open()).db)
    const files = smallMission()
    const [heading = [], first = []] = files['claims-a.csv'] ?? []
    const numbers = Array.from({ length: COUNT }, (_, place) => place)
    const many = numbers.map((number) =>
      heading.map((column, at) => {
        if (column === 'id') return idOf(10_000 + number)
        return column === 'subject' ? `pledge-${number}` : (first[at] ?? '')
      }),
    )
    const subjects = numbers.map((number) => [
      idOf(20_000 + number),
      `pledge-${number}`,
      'A',
      '',
      '',
    ])
    const { out } = await run(
      'load',
      folderOf({
        ...files,
        'subjects-2.csv': [HEADINGS.subjects, ...subjects],
        'claims-c.csv': [heading, ...many],
      }),
    )
    expect(out).toContain(`  ${COUNT + 3} × claim, ${COUNT + 3} new`)
    const listed = claimsSchema.parse(
      JSON.parse((await run('claims', '--json', '--valid-on', '2024-03-08')).out),
    )
    expect(new Set(listed.map(({ id }) => id)).size).toBe(COUNT + 3)
    expect(listed).toHaveLength(COUNT + 3)
    expect((await run('claims', '--valid-on', '2024-03-08')).out).toContain(
      `\n${COUNT + 3} claims\n`,
    )
    expect((await run('rebuild')).out).toContain(`drawn from ${COUNT + 3} claims`)
  })
})
