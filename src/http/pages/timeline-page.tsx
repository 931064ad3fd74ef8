import type { Child } from 'hono/jsx'

import type { Desk } from '#desk-kit'
import { daysInMonth, groupBy, addMonths } from '#kit'
import { countBegun, listSaid } from '#register'
import type { Begun } from '#register'
import { Empty, formatMonth, MonthDots, PageHead, Pagination, phrase, Section, text } from '#ui'
import type { MonthDot, Reader } from '#ui'

import { cursorIn } from '../paging.ts'
import type { Site, Visit } from '../site.ts'
import { ClaimList } from './claim-list.tsx'
import { answerPage, trailOf } from './page.tsx'
import { subjectTitles } from './subject-titles.ts'

const CLAIMS_A_PAGE = 30
const MONTHS_DRAWN = 36

/** Which part of the timeline is asked for. */
interface Part {
  readonly desk: Desk | undefined
  /** `2024-03`: what had begun by the end of that month; undefined up to the day asked about. */
  readonly month: string | undefined
  readonly after: string | null
}

/** What had begun by the day asked about, latest first: everything, or one desk's part. */
export async function showTimeline(visit: Visit, site: Site): Promise<Response> {
  const { reader, ctx, at } = visit
  const part = partOf(visit, site)
  const page = await listSaid(
    ctx.db,
    ctx.mission,
    { kinds: part.desk?.kinds.map(({ name }) => name) ?? 'all', document: null, order: 'begun' },
    {
      at: { ...at, validOn: endOf(part.month, at.validOn) },
      page: { after: part.after, limit: CLAIMS_A_PAGE },
    },
  )
  const begun = await countBegun(ctx.db, ctx.mission, at)
  const titleOf = await subjectTitles(
    visit,
    page.items.map(({ subject }) => subject),
  )
  const list = { reader, kinds: site.kinds, titleOf, claims: page.items }
  return answerPage(visit, {
    title: text(reader, 'nav.timeline'),
    section: 'timeline',
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'nav.timeline')} lead={text(reader, 'timeline.lead')} />
        <DeskFilter reader={reader} desks={site.desks} current={part.desk} />
        <Picture reader={reader} desks={site.desks} begun={begun} />
        <Section id="list" title={titleOfList(reader, part)}>
          {page.items.length === 0 ? (
            <Empty reader={reader} />
          ) : (
            <ClaimList {...list} by="beginning" />
          )}
          <Pagination reader={reader} path={pathOf(part)} next={page.next} current={part.after} />
        </Section>
      </>
    ),
  })
}

function partOf({ request }: Visit, { desks }: Site): Part {
  const month = request.req.query('month') ?? ''
  return {
    desk: desks.find(({ name }) => name === request.req.query('desk')),
    month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    after: cursorIn(request, 'day-and-seq'),
  }
}

function pathOf({ desk, month }: Pick<Part, 'desk' | 'month'>): string {
  const fields = new URLSearchParams()
  if (desk !== undefined) fields.set('desk', desk.name)
  if (month !== undefined) fields.set('month', month)
  return fields.size === 0 ? 'timeline' : `timeline?${fields.toString()}`
}

/** The last day of a month, but never after the day asked about. */
function endOf(month: string | undefined, validOn: string): string {
  if (month === undefined) return validOn
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = `${month}-${daysInMonth(year, number)}`
  return last < validOn ? last : validOn
}

function titleOfList(reader: Reader, { desk, month }: Part): Child {
  const what = desk === undefined ? text(reader, 'timeline.all') : text(reader, desk.title)
  if (month === undefined) return what
  const day = <time datetime={month}>{formatMonth(reader, month)}</time>
  return phrase(reader, 'timeline.up-to', { what, month: day })
}

function DeskFilter(props: {
  readonly reader: Reader
  readonly desks: readonly Desk[]
  readonly current: Desk | undefined
}): Child {
  const { reader, current } = props
  return (
    <nav class="filter" aria-label={text(reader, 'timeline.filter')}>
      <a href={reader.link('timeline')} aria-current={current === undefined ? 'true' : undefined}>
        {text(reader, 'timeline.all')}
      </a>
      {props.desks.map((desk) => (
        <a
          href={reader.link(pathOf({ desk, month: undefined }))}
          aria-current={desk === current ? 'true' : undefined}
        >
          {text(reader, desk.title)}
        </a>
      ))}
    </nav>
  )
}

function Picture(props: {
  readonly reader: Reader
  readonly desks: readonly Desk[]
  readonly begun: readonly Begun[]
}): Child {
  const { reader, desks, begun } = props
  const dots = desks
    .flatMap((desk) => dotsOf(reader, desk, begun))
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
  const from = addMonths(reader.asking.validOn, -MONTHS_DRAWN).slice(0, 'YYYY-MM'.length)
  if (!dots.some(({ month }) => month >= from)) return null
  const lanes = desks
    .map((desk) => text(reader, desk.title))
    .filter((lane) => dots.some((dot) => dot.lane === lane))
  return (
    <MonthDots
      reader={reader}
      id="months"
      title={text(reader, 'timeline.picture')}
      from={from}
      dots={dots}
      lanes={lanes}
    />
  )
}

function dotsOf(reader: Reader, desk: Desk, begun: readonly Begun[]): readonly MonthDot[] {
  const own = begun.filter(({ kind }) => desk.kinds.some(({ name }) => name === kind))
  return [...groupBy(own, ({ day }) => day.slice(0, 'YYYY-MM'.length))].map(([month, parts]) => ({
    month,
    lane: text(reader, desk.title),
    count: parts.reduce((sum, { claims }) => sum + claims, 0),
    href: reader.link(pathOf({ desk, month })),
  }))
}
