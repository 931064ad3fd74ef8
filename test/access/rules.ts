import { z } from 'zod'

import { can, groupBy } from '#kit'

import { type Marked, markerOf, NOW, reads, readsSource, type Sort } from './cells.ts'
import { hasRole } from './people.ts'
import {
  addressOf,
  type Asking,
  firstWords,
  ofSort,
  type Question,
  readerOf,
  type Rule,
} from './questions.ts'

/** The statuses with which those are turned away who may not come in at all. */
const SENT_AWAY = [303, 401, 403, 404] as const

/** The same for everybody; nothing of the record is in it but what everybody sees. */
export function everybody(addresses: readonly string[], statuses: readonly number[] = [200]): Rule {
  return () => addresses.map((address) => ({ address, statuses, shows: [] }))
}

/** A page or answer about a mission as a whole. */
export function aboutMission({
  query = '',
  shows = () => [],
  statuses = [200],
}: {
  readonly query?: string
  /** The words that must be in it. */
  readonly shows?: (asking: Asking) => readonly string[]
  readonly statuses?: readonly number[]
} = {}): Rule {
  return (asking) => {
    const address = `${addressOf(asking.path)}${query}`
    return [entering(asking, { address, statuses, shows: shows(asking) })]
  }
}

/** An address that leads to another, whoever asks: it says nothing by itself. */
export function leadingOn(): Rule {
  return (asking) => [{ address: addressOf(asking.path), statuses: [301], shows: [] }]
}

/** An account: what it adds up is what they read, and nothing else. */
export function account(): Rule {
  return (asking) => {
    const pledges = ofSort(asking, 'claim').filter(
      (entry) => entry.people > 0 && reads(readerOf(asking), entry),
    )
    const people = pledges.reduce((sum, entry) => sum + entry.people, 0)
    const address = addressOf(asking.path)
    const isOfPledges = address.endsWith('/forces/pledges')
    return ['', '?format=csv'].map((query) => ({
      address: `${address}${query}`,
      statuses: [200],
      shows: isOfPledges ? pledges.map(({ cell }) => markerOf(cell, 'ss')) : [],
      check: ({ body }) =>
        isOfPledges && query === '' ? wrongSum(TOTAL.parse(JSON.parse(body)).total, people) : null,
    }))
  }
}

const TOTAL = z.object({ total: z.object({ low: z.number(), high: z.number() }).nullable() })

function wrongSum(
  total: { readonly low: number; readonly high: number } | null,
  people: number,
): string | null {
  const { low, high } = total ?? { low: 0, high: 0 }
  return low === people && high === people
    ? null
    : `adds up ${low} to ${high} people, where ${people} are theirs to know of`
}

/** A list of the API: as JSON its items are exactly what is theirs, as CSV no other word is in it. */
export function listOf(sorts: readonly Sort[], query = ''): Rule {
  return (asking) => {
    const among = sorts.flatMap((sort) => ofSort(asking, sort))
    const actor = readerOf(asking)
    const ids = among.filter((entry) => reads(actor, entry)).map(({ id }) => id)
    const address = `${addressOf(asking.path)}?limit=200${query}`
    const shows = firstWords(actor, among)
    return [
      { address, statuses: [200], shows, items: { among, ids } },
      {
        address: `${address}&format=csv`,
        statuses: [200],
        shows: among.length < PAGE ? shows : [],
      },
    ]
  }
}

/** One entry of a sort: whoever reads it is answered, and to everybody else it never was. */
export function oneOf(
  sort: Sort,
  shows: (entry: Marked, asking: Asking) => readonly string[] = ({ words }) => words.slice(0, 1),
): Rule {
  return (asking) =>
    onePerCell(asking, ofSort(asking, sort)).map((entry) => {
      const isTheirs = reads(readerOf(asking), entry)
      return entering(asking, {
        address: addressOf(asking.path, entry),
        statuses: isTheirs ? [200] : [404],
        shows: isTheirs ? shows(entry, asking) : [],
      })
    })
}

/** Looks for an entry of every cell by a word that is not its title, which is shown where it is found. */
export function searching(query = ''): Rule {
  return (asking) =>
    onePerCell(
      asking,
      SEARCHED.flatMap((sort) => ofSort(asking, sort)).filter(({ words }) => words.length > 0),
    ).map((entry) => {
      const actor = readerOf(asking)
      const [title = '', other] = entry.words
      const word = other ?? entry.source[0] ?? ''
      const isFound = reads(actor, entry) && (other !== undefined || readsSource(actor, entry))
      return entering(asking, {
        address: `${addressOf(asking.path)}?q=${word}${query}`,
        statuses: [200],
        shows: isFound ? [title] : [],
        check: ({ body }) =>
          !isFound && body.includes(entry.id) ? `finds the ${entry.sort} ${entry.id}` : null,
      })
    })
}

const SEARCHED = ['party', 'subject', 'document', 'claim'] as const

/** A form about an entry: asked for and sent empty. Nobody but its reader learns that it is there. */
export function formAbout(sort: Sort, query = ''): Rule {
  return (asking) =>
    onePerCell(asking, ofSort(asking, sort))
      .filter((_, place) => isTurn(asking, place, FORM_TURNS))
      .map((entry) => {
        const isTheirs = reads(readerOf(asking), entry)
        return entering(asking, {
          address: `${addressOf(asking.path, entry)}${query}`,
          // What cannot be decided or answered any more has no form, either.
          statuses: isTheirs ? [200, 404] : [404],
          shows: [],
          listsPlaces: true,
        })
      })
}

/** A form about nothing that is on record yet, filled in for what the route leaves open. */
export function form(...fillings: readonly Readonly<Record<string, string>>[]): Rule {
  return (asking) =>
    fillingsFor(asking.path, fillings).map((filling) => {
      const address = Object.entries(filling).reduce(
        (path, [name, value]) => path.replace(`:${name}`, value),
        addressOf(asking.path),
      )
      return entering(asking, { address, statuses: [200], shows: [], listsPlaces: true })
    })
}

/** A route that leaves something open where nothing is there to fill it has no form. */
function fillingsFor(
  path: string,
  fillings: readonly Readonly<Record<string, string>>[],
): readonly Readonly<Record<string, string>>[] {
  const isWhole = !path.replace(':mission', '').includes(':')
  return fillings.length === 0 && isWhole ? [{}] : fillings
}

/** What is sent empty is refused, and leaves the record as it was; what it is about is told to its readers. */
export function sentEmpty(rule: Rule): Rule {
  return (asking) =>
    rule(asking).map((question) => ({
      ...question,
      statuses: [
        ...new Set([...question.statuses.filter((status) => status !== 200), 400, 403, 404]),
      ],
      shows: [],
      init: {
        method: 'POST',
        headers: { origin: 'http://localhost' },
        body: new URLSearchParams({ nothing: '' }),
      },
    }))
}

/** A page of accounts: for those who may do this in some mission, and told to nobody else. */
export function forThoseWho(
  action: 'administer' | 'audit',
  statuses: readonly number[] = [200],
): Rule {
  return ({ actor, path }) => {
    const missions = [...new Set(actor.grants.map(({ mission }) => mission))]
    const rest = { desk: null, release: 'public', compartment: null, notBefore: null } as const
    const actions = action === 'audit' ? (['audit', 'administer'] as const) : ([action] as const)
    const may = missions.some((mission) =>
      actions.some((one) => can(actor, one, { ...rest, mission, recordedBy: null }, NOW).may),
    )
    const address = path.replace(':account', NO_ACCOUNT)
    return [{ address, statuses: may ? statuses : SENT_AWAY, shows: [] }]
  }
}

/** What sign-in takes: refused without the token of a form that was drawn for the browser. */
export function ownFormOnly(): Rule {
  return ({ path }) => [
    {
      address: path.replace(':account', NO_ACCOUNT).replace(':secret', 'nothing'),
      statuses: [403],
      shows: [],
      init: {
        method: 'POST',
        headers: { origin: 'http://localhost' },
        body: new URLSearchParams({ csrf: '' }),
      },
    },
  ]
}

/** What is asked elsewhere in full: every draft as everybody, in `access.test.ts`. */
export function askedApart(): Rule {
  return () => []
}

/** A page holds 200 entries; the record has a few that no word is known of. */
const PAGE = 180
const NO_ACCOUNT = '018e2f4e-0000-7000-8000-000000000777'
const FORM_TURNS = 6

/** Whoever asks asks about an entry of every cell; which one of them, they take turns with. */
export function onePerCell(
  { turn }: Pick<Asking, 'turn'>,
  entries: readonly Marked[],
): readonly Marked[] {
  return [...groupBy(entries, ({ cell }) => cell.letter).values()].flatMap((alike) => {
    const chosen = alike[turn % alike.length]
    return chosen === undefined ? [] : [chosen]
  })
}

/** Where asking about every cell would take too long, those who ask take turns, so that together they do. */
export function isTurn({ turn, path }: Asking, place: number, turns: number): boolean {
  return (place + turn + path.length) % turns === 0
}

/** Whoever has no role in the mission is not let into its office, whatever is asked. */
function entering(asking: Asking, question: Question): Question {
  const isOffice = asking.path.startsWith('/office/')
  if (!isOffice || hasRole(asking.actor)) return question
  return { ...question, statuses: SENT_AWAY, shows: [] }
}
