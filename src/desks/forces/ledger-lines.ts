import { type Day, dayNumber, dayOf } from '#kit'
import { addUpFigures, type Figure } from '#register'

import type { Change, Counts, StatusRule, Status, Told } from './counts.ts'
import { type Compared, compareWith } from './differences.ts'
import {
  countedIf,
  type Dated,
  type Happened,
  happenedBy,
  happenedOn,
  lessDepartures,
  type Move,
} from './movements.ts'

/** What is known of a contributor's strength on a day, from what the day before left. */
export interface LedgerLine {
  /** Null for the mission as a whole. */
  readonly contributor: string | null
  readonly previous: Figure
  readonly arrivals: Figure
  readonly departures: Figure
  readonly changes: Figure
  readonly computed: Figure
  readonly reported: readonly Compared[]
  /** Statuses of which no rule says whether they count. */
  readonly unruled: readonly Status[]
}

/** The ledger of one day: the mission as a whole first, then each contributor. */
export function ledgerOn(day: Day, counts: Counts): readonly LedgerLine[] {
  const reported = counts.reports.filter((one) => happenedOn(one, day) !== 'no')
  const lines = contributorsBy(day, counts).map((contributor) => {
    const own = countsOf(contributor, counts)
    const computed = computedOn(day, own)
    return {
      contributor,
      previous: computedOn(dayBefore(day), own),
      arrivals: movedOn(day, own.moves, 'arrival'),
      departures: movedOn(day, own.moves, 'departure'),
      changes: changedBy(
        own.changes.filter((one) => happenedOn(one, day) !== 'no'),
        { rules: counts.rules, happened: (one) => happenedOn(one, day) },
      ),
      computed,
      reported: compareWith(
        computed,
        reported.filter((report) => report.contributor === contributor),
      ),
      unruled: unruledIn(own.changes, counts.rules, day),
    }
  })
  const whole = sumOf(lines)
  const ofMission = reported.filter(({ contributor }) => contributor === null)
  if (lines.length === 0 && ofMission.length === 0) return []
  return [{ ...whole, reported: compareWith(whole.computed, ofMission) }, ...lines]
}

/** Who is present at the end of the day as movements and changes of status add up, whoever reports what. */
export function computedOn(day: Day, counts: Counts): Figure {
  const by = (direction: Move['direction']) =>
    counts.moves.filter((move) => move.direction === direction)
  const arrived = arrivedBy(day, by('arrival'), counts.totals)
  const departed = addUpFigures(happenedMoves(by('departure'), day), 'person')
  const present = lessDepartures(arrived, departed)
  const changes = counts.changes.filter((one) => happenedBy(one, day) !== 'no')
  const changed = changedBy(changes, {
    rules: counts.rules,
    happened: (one) => happenedBy(one, day),
  })
  return changes.length === 0 ? present : addSigned(present, changed)
}

/** Sorted out once: a picture over two years asks it of every contributor for every month. */
const byContributor = new WeakMap<Counts, Map<string, Counts>>()

/** What the record holds of one contributor alone. */
export function countsOf(contributor: string, counts: Counts): Counts {
  const sorted = byContributor.get(counts) ?? new Map<string, Counts>()
  byContributor.set(counts, sorted)
  const known = sorted.get(contributor)
  if (known !== undefined) return known
  const isOwn = (one: { readonly contributor: string | null }) => one.contributor === contributor
  const own = {
    moves: counts.moves.filter(isOwn),
    changes: counts.changes.filter(isOwn),
    reports: counts.reports.filter(isOwn),
    totals: counts.totals.filter(isOwn),
    rules: counts.rules,
  }
  sorted.set(contributor, own)
  return own
}

/** All who move, change or are reported on by the day, by code. */
export function contributorsBy(day: Day, counts: Counts): readonly string[] {
  const moved = [...counts.moves, ...counts.changes].filter(({ first }) => first <= day)
  const reported = counts.reports.filter((one) => happenedOn(one, day) !== 'no')
  const all = [...moved, ...reported].flatMap(({ contributor }) => contributor ?? [])
  return [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1))
}

/**
 * The arrivals by a day. A total that somebody gave of all arrivals so far is no arrival more: it narrows what
 * the single ones leave open, and where the two cannot both be right, the single ones stand.
 */
export function arrivedBy(day: Day, arrivals: readonly Move[], totals: readonly Told[]): Figure {
  const known = totals.filter(({ last }) => last <= day)
  let sum = addUpFigures([], 'person')
  let from = ''
  for (const total of known) {
    const until = total.last
    const since = arrivals.filter(({ last }) => last > from && last <= until)
    sum = narrowed(addUpFigures([...withAny(sum), ...happenedMoves(since, until)], 'person'), total)
    from = until
  }
  const rest = arrivals.filter(({ last }) => last > from)
  return addUpFigures([...withAny(sum), ...happenedMoves(rest, day)], 'person')
}

/** What both the sum and the total leave possible; the sum where nothing is left. */
export function narrowed(sum: Figure, { personnel, basis }: Told): Figure {
  const low = highestOf(sum.low, personnel.low)
  const high = lowestOf(sum.high, personnel.high)
  if (low !== null && high !== null && low > high) return sum
  const isSettled = low !== null && low === high
  return {
    ...sum,
    low,
    high,
    disputed: sum.disputed && !isSettled,
    unquantified: isSettled ? 0 : sum.unquantified,
    basis: [...sum.basis, basis],
  }
}

interface Changing {
  readonly rules: ReadonlyMap<Status, StatusRule>
  readonly happened: (dated: Dated) => Happened
}

/** By how many the changes alter the strength: fewer is negative; as wide as a missing rule leaves it. */
export function changedBy(changes: readonly Change[], { rules, happened }: Changing): Figure {
  let [low, high] = [0, 0]
  for (const change of changes) {
    const reach = reachOf(change, rules)
    const isUnsure = happened(change) === 'possibly'
    low += isUnsure ? Math.min(0, reach.low) : reach.low
    high += isUnsure ? Math.max(0, reach.high) : reach.high
  }
  return {
    low: changes.length === 0 || !Number.isFinite(low) ? null : low,
    high: changes.length === 0 || !Number.isFinite(high) ? null : high,
    unit: 'person',
    disputed: false,
    unquantified: 0,
    basis: changes.map(({ basis }) => basis),
  }
}

/** By how many one change alters the strength: how much each status counts, times how many people. */
function reachOf({ before, after, personnel }: Change, rules: Changing['rules']) {
  const [is, was] = [weightOf(after, rules), weightOf(before, rules)]
  const [least, most] = [is.low - was.high, is.high - was.low]
  const [fewest, all] = [personnel.low ?? 0, personnel.high ?? Number.POSITIVE_INFINITY]
  const times = (weight: number, people: number) => (weight === 0 ? 0 : weight * people)
  return {
    low: Math.min(times(least, fewest), times(least, all)),
    high: Math.max(times(most, fewest), times(most, all)),
  }
}

function weightOf(status: Status, rules: Changing['rules']) {
  if (status === 'present') return { low: 1, high: 1 }
  const counts = rules.get(status)?.counts
  return { low: counts === 'counted' ? 1 : 0, high: counts === 'not-counted' ? 0 : 1 }
}

function unruledIn(changes: readonly Change[], rules: Changing['rules'], day: Day) {
  const named = changes
    .filter((one) => happenedBy(one, day) !== 'no')
    .flatMap(({ before, after }) => [before, after])
  return [...new Set(named)].filter((status) => status !== 'present' && !rules.has(status))
}

function movedOn(day: Day, moves: readonly Move[], direction: Move['direction']): Figure {
  const figures = moves.flatMap((move) => {
    const happened = happenedOn(move, day)
    return move.direction !== direction || happened === 'no'
      ? []
      : [countedIf(move.figure, happened)]
  })
  return addUpFigures(figures, 'person')
}

function happenedMoves(moves: readonly Move[], day: Day): readonly Figure[] {
  return moves.flatMap((move) => {
    const happened = happenedBy(move, day)
    return happened === 'no' ? [] : [countedIf(move.figure, happened)]
  })
}

/** A present number and a signed one; nobody is fewer than nobody. */
function addSigned(present: Figure, changed: Figure): Figure {
  const plus = (a: number | null, b: number | null) =>
    a === null || b === null ? null : Math.max(0, a + b)
  return {
    ...present,
    low: plus(present.low, changed.low ?? Number.NEGATIVE_INFINITY),
    high: plus(present.high, changed.high),
    basis: [...present.basis, ...changed.basis],
  }
}

function sumOf(lines: readonly LedgerLine[]): LedgerLine {
  const all = (pick: (line: LedgerLine) => Figure) =>
    addUpFigures(withBasis(lines.map(pick)), 'person')
  return {
    contributor: null,
    previous: all(({ previous }) => previous),
    arrivals: all(({ arrivals }) => arrivals),
    departures: all(({ departures }) => departures),
    changes: all(({ changes }) => changes),
    computed: all(({ computed }) => computed),
    reported: [],
    unruled: [...new Set(lines.flatMap(({ unruled }) => unruled))],
  }
}

function withBasis(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(({ basis }) => basis.length > 0)
}

function withAny(figure: Figure): readonly Figure[] {
  return withBasis([figure])
}

function dayBefore(day: Day): Day {
  return dayOf(dayNumber(day) - 1)
}

function highestOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b)
}

function lowestOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}
