import { desks } from '#desks'
import { ENTRY_TYPES } from '#register'

import { MISSION } from '../drafts.ts'
import { CELLS, reads, type Sort } from './cells.ts'
import { addressOf, type Asking, firstWords, ofSort, readerOf, type Rule } from './questions.ts'
import {
  aboutMission,
  account,
  askedApart,
  everybody,
  isTurn,
  onePerCell,
  form,
  formAbout,
  leadingOn,
  listOf,
  oneOf,
  searching,
  sentEmpty,
} from './rules.ts'
import { SIGN_IN_ROUTES } from './sign-in-routes.ts'

/** What can be done at the desks. */
const ACTIONS = desks.flatMap((desk) =>
  desk.actions.map(({ name }) => ({ desk: desk.name, action: name })),
)

const SORTS: readonly Sort[] = ENTRY_TYPES.filter((type) => type !== 'erasure')

/**
 * What every route of the web has to answer to whom. A route that is registered and not declared here fails
 * the build, and so does one that is declared and gone. To add a route, say which rule it goes by; where
 * none fits, write one (rules.ts): it gives the questions that somebody asks of the route, each with its
 * statuses and the words that must be shown. That nobody is told a word of what they may not read is
 * checked of every answer, whatever the rule. A name may end in `*` where routes follow from the desks.
 */
export const ROUTES: Readonly<Record<string, Rule>> = {
  'GET /': everybody(['/']),
  'GET /assets/*': everybody([]),
  ...inBoth('', aboutMission()),
  ...inBoth('/', leadingOn()),
  ...inBoth('/sources', leadingOn()),
  ...inBoth('/timeline', aboutMission()),
  ...inBoth('/contested', aboutMission()),
  ...inBoth('/documents', aboutMission({ shows: titlesOf('document') })),
  ...inBoth('/documents/:id', oneOf('document')),
  ...inBoth(
    '/documents/:id/original',
    oneOf('document', ({ words }) => words.slice(-1)),
  ),
  ...inBoth('/subjects', aboutMission({ shows: titlesOf('subject') })),
  ...inBoth('/subjects/:subject', oneOf('subject', wordsAround('claim'))),
  ...inBoth('/claims/:id', oneOf('claim')),
  ...inBoth('/search', searching()),
  ...inBoth('/glossary', aboutMission()),
  ...inBoth('/compare', aboutMission({ query: '?beforeOn=2024-01-01' })),
  ...inBoth('/log', aboutMission()),
  ...inBoth('/verify', aboutMission()),
  ...inBoth('/:desk', atDesks('')),
  ...inBoth('/:desk/:account', atDesks('/pledges', '/strength', '/term', '/stages')),

  'GET /office': everybody(['/office'], [303]),
  'GET /office/:mission/record': form(),
  'GET /office/:mission/waiting': aboutMission(),
  'GET /office/:mission/needs': aboutMission(),
  'GET /office/:mission/needs.atom': aboutMission(),
  ...withForm('/needs/answer', form()),
  ...withForm('/record/:kind', form({ kind: 'forces.pledge' }, { kind: 'funds.cost-estimate' })),
  ...withForm('/intake', form()),
  ...withForm('/:desk/do/:action', form(...ACTIONS)),
  ...withForm('/parties/new', form()),
  ...withForm('/subjects/new', form()),
  ...withForm('/documents/:id/bring', formAbout('document')),
  ...withForm('/claims/:id/correct', formAbout('claim')),
  ...withForm('/claims/:id/withdraw', formAbout('claim')),
  ...withForm('/claims/:id/relate', formAbout('claim')),
  ...withForm('/claims/:id/grade', formAbout('claim')),
  ...withForm('/subjects/:subject/decide', formAbout('subject')),
  ...withForm('/subjects/:subject/same', formAbout('subject')),
  ...withForm('/subjects/:subject/undo/:entry', formAbout('subject')),
  ...withForm('/waiting/:id', formAbout('release')),
  ...withForm('/release', releasing()),
  ...withForm('/claims/:id/erase', formAbout('claim')),
  ...withForm('/documents/:id/erase', formAbout('document')),
  ...withForm('/subjects/:subject/erase', formAbout('subject')),

  'GET /health': everybody(['/health']),
  'GET /robots.txt': everybody(['/robots.txt']),
  'GET /sitemap.xml': everybody(['/sitemap.xml']),
  'GET /verify': everybody(['/verify'], [200, 302]),
  'GET /verify/rollcall-verify.mjs': everybody(['/verify/rollcall-verify.mjs']),
  'GET /verify/check.js': everybody(['/verify/check.js']),
  ...inPortal('/sitemap.xml', '/contested/feed.atom', '/download'),
  'GET /m/:mission/feed.atom': aboutMission({ shows: titlesOf('claim') }),
  ...inPortal(...desks.map(({ name }) => `/${name}/feed.atom`)),
  ...Object.assign(
    {},
    ...desks
      .filter(({ calendar }) => calendar !== undefined)
      .flatMap(({ name }) => [`/${name}/calendar.ics`, `/${name}/due.atom`])
      .map((path) => inBoth(path, aboutMission())),
  ),
  'GET /m/:mission/download/:name{.+}': downloading(),

  'GET /api/v1': everybody(['/api/v1'], [302]),
  'GET /api/v1/openapi.json': everybody(['/api/v1/openapi.json']),
  'GET /api/v1/kinds': everybody(['/api/v1/kinds']),
  'GET /api/v1/missions': everybody(['/api/v1/missions']),
  ...inApi({
    ...Object.fromEntries(
      desks.flatMap((desk) =>
        desk.accounts.map((one) => [`GET /accounts/${desk.name}/${one.name}`, account()]),
      ),
    ),
    ...Object.fromEntries(
      ACTIONS.map(({ desk, action }) => [
        `POST /actions/${desk}/${action}`,
        sentEmpty(aboutMission()),
      ]),
    ),
    'GET /claims': listOf(['claim']),
    'GET /claims/:id': oneOf('claim'),
    'GET /subjects': listOf(['subject']),
    'GET /subjects/:subject': oneOf('subject', wordsAround('claim', 'decision')),
    'GET /subjects/:subject/history': oneOf('subject', wordsAround('claim')),
    'GET /documents': listOf(['document']),
    'GET /documents/:id': oneOf('document'),
    'POST /documents': sentEmpty(aboutMission()),
    'GET /parties': listOf(['party']),
    'GET /contested': aboutMission({ query: '?limit=200', shows: rivals }),
    'GET /search': searching('&limit=200'),
    'GET /diff': listOf(['claim'], '&beforeKnownAt=2024-01-01'),
    'GET /entries': listOf(SORTS),
    'GET /entries/:id': everyEntry(),
    'PUT /entries/:id': askedApart(),
    'POST /entries': askedApart(),
    'GET /needs': aboutMission(),
    'POST /approvals': sentEmpty(aboutMission()),
  }),

  'GET /log/:mission/checkpoint': everybody([`/log/${MISSION}/checkpoint`]),
  'GET /log/:mission/keys': everybody([`/log/${MISSION}/keys`]),
  'GET /log/:mission/tile/*': everybody([
    `/log/${MISSION}/tile/entries/000.p/198`,
    `/log/${MISSION}/tile/0/000.p/198`,
  ]),
  // A receipt proves that an entry is on record, which the log tells everybody, and not what it says.
  'GET /log/:mission/proof/:entry': ({ path, entries }) =>
    entries
      .filter(({ guarded: { mission } }) => mission === MISSION)
      .filter((_, place) => place % 10 === 0)
      .map(({ id }) => ({
        address: path.replace(':mission', MISSION).replace(':entry', `${id}.tlog-proof`),
        statuses: [200],
        shows: [],
      })),
  'GET /witness/keys': everybody(['/witness/keys']),
  'POST /witness/add-checkpoint': ({ path }) => [
    { address: path, statuses: [400, 403], shows: [], init: { method: 'POST', body: 'nothing' } },
  ],

  ...SIGN_IN_ROUTES,
}

/** What stands before all routes and answers nothing itself. */
export const MIDDLEWARE: ReadonlySet<string> = new Set(['ALL /*', 'ALL /log/*'])

/** A page of the portal and the same page of the office. */
function inBoth(path: string, rule: Rule): Readonly<Record<string, Rule>> {
  return { [`GET /m/:mission${path}`]: rule, [`GET /office/:mission${path}`]: rule }
}

/** Pages that are the portal's alone. */
function inPortal(...paths: readonly string[]): Readonly<Record<string, Rule>> {
  return Object.fromEntries(
    paths.map((path) => [`GET /m/:mission${path}`, everybody([`/m/${MISSION}${path}`])]),
  )
}

function withForm(path: string, rule: Rule): Readonly<Record<string, Rule>> {
  const address = `/office/:mission${path}`
  return { [`GET ${address}`]: rule, [`POST ${address}`]: sentEmpty(rule) }
}

function inApi(rules: Readonly<Record<string, Rule>>): Readonly<Record<string, Rule>> {
  return Object.fromEntries(
    Object.entries(rules).map(([route, rule]) => [
      route.replace(' ', ' /api/v1/missions/:mission'),
      rule,
    ]),
  )
}

/** The first words of the entries about a subject that somebody reads; a decision counts with its approval. */
function wordsAround(...sorts: readonly ('claim' | 'decision')[]): Parameters<typeof oneOf>[1] {
  return ({ cell }, asking) => {
    const actor = readerOf(asking)
    const around = asking.entries.filter((entry) => entry.cell.letter === cell.letter)
    const isApproved = around.some((entry) => entry.sort === 'approval' && reads(actor, entry))
    return sorts.flatMap((sort) =>
      sort === 'decision' && !isApproved
        ? []
        : firstWords(
            actor,
            around.filter((entry) => entry.sort === sort),
          ),
    )
  }
}

/** The first words of the entries of a sort that somebody reads. */
function titlesOf(sort: Sort): (asking: Asking) => readonly string[] {
  return (asking) => firstWords(readerOf(asking), ofSort(asking, sort))
}

/** The claims that are contested: those that stand beside a rival. */
function rivals(asking: Asking): readonly string[] {
  const beside = ofSort(asking, 'claim').filter(({ cell }) => CELLS.includes(cell))
  return firstWords(readerOf(asking), beside)
}

const DESK_OF: Readonly<Record<string, string>> = {
  '': 'forces',
  '/pledges': 'forces',
  '/strength': 'forces',
  '/term': 'mandate',
  '/stages': 'funds',
}

function atDesks(...accounts: readonly string[]): Rule {
  return (asking) =>
    accounts.flatMap((account) =>
      aboutMission()({
        ...asking,
        path: `${asking.path.replace(/\/:desk.*$/, '')}/${DESK_OF[account] ?? ''}${account}`,
      }),
    )
}

/** Where an entry rests: of any sort. */
function everyEntry(): Rule {
  return (asking) =>
    SORTS.filter((_, place) => isTurn(asking, place, ENTRY_TURNS)).flatMap((sort) =>
      oneOf(sort, () => [])(asking),
    )
}

const ENTRY_TURNS = 2

const DOWNLOADS = ['record.tar', 'manifest.json', 'entries.ndjson', 'claims.csv', 'documents.csv']

/** The bulk download: one archive of all that everybody sees. */
function downloading(): Rule {
  return (asking) =>
    [...DOWNLOADS, 'nothing'].map((name) => ({
      address: addressOf(asking.path.replace(/:name.*$/, name)),
      statuses: [name === 'nothing' ? 404 : 200],
      shows:
        name === 'record.tar'
          ? SORTS.flatMap((sort) => firstWords(readerOf(asking), ofSort(asking, sort)))
          : [],
    }))
}

/** The form that proposes a release names its entries in the query. */
function releasing(): Rule {
  return (asking) =>
    onePerCell(asking, ofSort(asking, 'claim'))
      .filter((_, place) => isTurn(asking, place, 6))
      .map((entry) => {
        const [question] = form()({ ...asking, path: `${asking.path}?entry=${entry.id}` })
        if (question === undefined) throw new Error('A form is asked for once.')
        const isTheirs = reads(readerOf(asking), entry)
        return isTheirs || !question.statuses.includes(200)
          ? question
          : { ...question, statuses: [404] }
      })
}
