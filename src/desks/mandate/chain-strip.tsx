import type { Child } from 'hono/jsx'

import type { Context } from '#desk-kit'
import { groupBy } from '#kit'
import { type Asking, inForce } from '#register'
import { formatEdtf, PATHS, type Reader, type StripItem, text, TimelineStrip } from '#ui'

import { boundsOf } from './cadence.ts'
import type { InstrumentRow } from './instruments.ts'
import { term } from './kinds.ts'

/** A date that somebody gives for the end of an authorisation without naming an instrument. */
interface RivalEnd {
  readonly by: string
  readonly until: string
  readonly claims: readonly string[]
}

/** Ends that are told beside the instruments: by the press, by officials. */
export async function rivalEnds(ctx: Context, at: Asking): Promise<readonly RivalEnd[]> {
  const claims = await inForce(ctx.db, ctx.mission, [term.name], at)
  const told = claims.flatMap(({ id, assertedBy, value }) => {
    const { instrument, until } = term.read(value)
    return instrument !== null || until === null ? [] : [{ claim: id, by: assertedBy, until }]
  })
  return [...groupBy(told, ({ by, until }) => `${by} ${until}`).values()].flatMap((same) =>
    same
      .slice(0, 1)
      .map(({ by, until }) => ({ by, until, claims: same.map(({ claim }) => claim) })),
  )
}

/** The terms of the instruments along time, each chain together, and under them the ends that others give. */
export function ChainStrip(props: {
  readonly reader: Reader
  readonly rows: readonly InstrumentRow[]
  readonly rivals: readonly RivalEnd[]
}): Child {
  const { reader, rivals } = props
  const terms = inChains(props.rows).flatMap((row) => itemOf(reader, row))
  const axis = axisOf(terms)
  if (axis === null) return null
  return (
    <TimelineStrip
      {...axis}
      reader={reader}
      id="terms"
      title={text(reader, 'mandate.chain.title')}
      items={[...terms, ...rivals.map((rival) => itemOfRival(reader, rival))]}
    />
  )
}

/** Instruments in the order of their chains: each after the one that it goes on from. */
export function inChains(rows: readonly InstrumentRow[]): readonly InstrumentRow[] {
  const placed: InstrumentRow[] = []
  const place = (row: InstrumentRow) => {
    if (placed.includes(row)) return
    placed.push(row)
    for (const later of rows) {
      if (later.goesOnFrom.some(({ instrument }) => instrument === row.subject)) place(later)
    }
  }
  const isFirst = ({ goesOnFrom }: InstrumentRow) =>
    !goesOnFrom.some(({ instrument }) => rows.some(({ subject }) => subject === instrument))
  for (const row of [...rows.filter(isFirst), ...rows]) place(row)
  return placed
}

function itemOf(reader: Reader, row: InstrumentRow): readonly StripItem[] {
  const [until] = row.until
  const [from] = row.from.length > 0 ? row.from : row.adopted
  if (until === undefined || from === undefined) return []
  return [
    {
      date: `${from.says}/${until.says}`,
      lane: row.number[0]?.says ?? row.title ?? row.subject,
      label: text(reader, 'mandate.chain.until', { day: formatEdtf(reader, until.says) }),
      href: reader.link(PATHS.subject(row.subject)),
      claims: [...from.basis, ...until.basis]
        .filter(({ chosen }) => chosen)
        .map(({ claim }) => claim),
    },
  ]
}

function itemOfRival(reader: Reader, { by, until, claims }: RivalEnd): StripItem {
  return {
    date: until,
    lane: text(reader, 'mandate.chain.also-said'),
    label: reader.party(by),
    claims,
  }
}

function axisOf(
  items: readonly StripItem[],
): { readonly from: string; readonly to: string } | null {
  const bounds = items.map(({ date }) => boundsOf(date))
  const from = bounds.flatMap(({ earliest }) => earliest ?? []).toSorted()[0]
  const to = bounds
    .flatMap(({ latest }) => latest ?? [])
    .toSorted()
    .at(-1)
  return from === undefined || to === undefined ? null : { from, to }
}
