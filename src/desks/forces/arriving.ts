import { type Day, groupBy } from '#kit'
import { addUpFigures, type Figure } from '#register'

import { type AnnouncedRow, daysOf } from './announced.ts'
import type { Counts } from './counts.ts'
import { arrivedBy, countsOf } from './ledger-lines.ts'
import { countedIf, happenedBy, lessDepartures } from './movements.ts'
import { ruleFor, tourEnd, type TourRule } from './tour-ends.ts'

/** What is needed to say who of those announced would be there on a day. */
export interface Announcements {
  readonly rows: readonly AnnouncedRow[]
  readonly counts: Counts
  readonly rules: readonly TourRule[]
  readonly today: Day
}

/**
 * Who of those announced would be there on a day, if it all comes about: arrivals by their dates, until their own
 * tours end; of a pledge on the way, from nobody to all who have not arrived. An announced arrival may be part of
 * its State's pledge, so the two are not added. Null where nobody is announced by then.
 */
export function arrivingBy(day: Day, announced: Announcements): Figure | null {
  if (day === announced.today) return null
  const byParty = groupBy(announced.rows, ({ party, subject }) => party ?? subject)
  const figures = [...byParty].flatMap(([party, rows]) => {
    const dated = rows.flatMap((row) => thereOn(day, row, announced.rules))
    const pledged = rows.filter(({ from }) => from === 'pledge').map(({ figure }) => figure)
    if (pledged.length === 0) return dated.length === 0 ? [] : [addUpFigures(dated, 'person')]
    const own = countsOf(party, announced.counts)
    const arrivals = own.moves.filter(({ direction }) => direction === 'arrival')
    const arrived = arrivedBy(announced.today, arrivals, own.totals)
    const missing = lessDepartures(addUpFigures(pledged, 'person'), arrived)
    return [withinPledge(addUpFigures(dated, 'person'), missing)]
  })
  return figures.length === 0 ? null : addUpFigures(figures, 'person')
}

/** An announced arrival as far as it has come by the day and its tour has not ended. */
function thereOn(day: Day, row: AnnouncedRow, rules: readonly TourRule[]): readonly Figure[] {
  const days = daysOf(row)
  if (row.on === null || days === null) return []
  const happened = happenedBy({ ...days, on: row.on }, day)
  const end = tourEnd(days, row.party === null ? null : ruleFor(row.party, rules))
  if (happened === 'no' || (end !== null && end.until <= day)) return []
  const mayHaveLeft = end !== null && end.from <= day
  return [countedIf(row.figure, mayHaveLeft ? 'possibly' : happened)]
}

/** At least those announced with a date, at most all who are missing from the promise, whichever is more. */
function withinPledge(dated: Figure, missing: Figure): Figure {
  const isOpen = (figure: Figure) => figure.low === null && figure.high === null
  const both = addUpFigures([dated, missing], 'person')
  if (isOpen(missing)) return { ...both, low: dated.low, high: dated.high }
  if (isOpen(dated)) return { ...both, low: 0, high: missing.high }
  const highest =
    dated.high === null || missing.high === null ? null : Math.max(dated.high, missing.high)
  return { ...both, low: dated.low, high: highest }
}
