import type { Child } from 'hono/jsx'

import { ageInDays, isOverdue, type Need } from '#desk-kit'
import {
  formatDay,
  formatInstant,
  formatNumber,
  KeptFields,
  Recorded,
  StatusIcon,
  Table,
  text,
} from '#ui'
import type { Column, Reader } from '#ui'

import type { Site, Visit } from '../site.ts'
import { pathOf } from './filter.ts'
import type { Filter } from './filter.ts'

interface Group {
  readonly visit: Visit
  readonly site: Site
  readonly sort: string
  readonly needs: readonly Need[]
  readonly filter: Filter
}

/** What waits of one sort; proposals can be answered many at once. */
export function NeedGroup(group: Group): Child {
  const { visit, sort, needs, filter } = group
  const { reader } = visit
  const id = sort.replaceAll('.', '-')
  const address = reader.link(pathOf({ ...filter, sort }))
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {text(reader, sort)}{' '}
        <a class="count" href={address}>
          {formatNumber(reader, needs.length)}
        </a>
      </h2>
      {mayAnswer(group) ? <Answerable {...group} /> : <Needs {...group} extra={[]} />}
    </section>
  )
}

/** The record is answered as it is now, whatever date is looked at. */
function mayAnswer({ visit, needs }: Group): boolean {
  const { validOn, knownAt, recordAt } = visit.reader.asking.given
  const isNow = validOn === null && knownAt === null && recordAt === null
  return isNow && needs.length > 1 && needs.every(({ proposal }) => proposal !== null)
}

function Answerable(group: Group): Child {
  const { visit, sort, filter } = group
  const { reader, request } = visit
  const isAll = request.req.query('chosen') === 'all' && filter.sort === sort
  const all = `${pathOf({ ...filter, sort })}&chosen=all`
  return (
    <form method="get" action={reader.link('needs/answer', { language: null })}>
      <KeptFields reader={reader} />
      <Needs {...group} extra={[choosing(reader, isAll)]} />
      <p class="buttons">
        <button>{text(reader, 'needs.answer-chosen')}</button>
        <a href={reader.link(all)}>{text(reader, 'needs.choose-all')}</a>
      </p>
    </form>
  )
}

function choosing(reader: Reader, isChosen: boolean): Column<Need> {
  return {
    as: 'text',
    head: <span class="vh">{text(reader, 'needs.choose')}</span>,
    cell: ({ proposal, title }) => (
      <input
        type="checkbox"
        name="proposal"
        value={proposal ?? ''}
        checked={isChosen}
        aria-label={text(reader, 'needs.choose-one', { title })}
      />
    ),
  }
}

function Needs(props: Group & { readonly extra: readonly Column<Need>[] }): Child {
  const { visit, site, sort, needs, extra } = props
  const { reader } = visit
  return (
    <Table
      reader={reader}
      caption={text(reader, sort)}
      captionAs="hidden"
      rows={needs}
      {...(extra.length === 0 ? { cutAs: sort.replaceAll('.', '-') } : {})}
      rowClass={(need) => (isOverdue(need, reader.asking.validOn) ? 'overdue' : undefined)}
      columns={[...extra, ...columnsOf(reader, site)]}
    />
  )
}

/** What is due stands first beside what it is, so that a phone shows it without scrolling. */
function columnsOf(reader: Reader, { desks }: Site): readonly Column<Need>[] {
  return [
    {
      as: 'row-head',
      head: text(reader, 'needs.what'),
      cell: ({ path, title }) => (
        <a href={reader.link(path)}>
          <Recorded>{title}</Recorded>
        </a>
      ),
    },
    {
      as: 'text',
      head: text(reader, 'needs.due'),
      cell: (need) => <Due reader={reader} need={need} />,
    },
    {
      as: 'text',
      head: text(reader, 'needs.since'),
      cell: (need) => (
        <time datetime={need.since} title={formatInstant(reader, need.since)}>
          {text(reader, 'needs.age', { days: ageInDays(need, reader.asking.validOn) })}
        </time>
      ),
    },
    {
      as: 'text',
      head: text(reader, 'needs.whose'),
      cell: ({ party }) => (party === null ? '–' : reader.party(party)),
    },
    {
      as: 'text',
      head: text(reader, 'needs.desk'),
      cell: (need) => {
        const desk = desks.find(({ name }) => name === need.desk)
        return desk === undefined ? '–' : text(reader, desk.title)
      },
    },
  ]
}

function Due({ reader, need }: { readonly reader: Reader; readonly need: Need }): Child {
  if (need.due === null) return '–'
  const day = <time datetime={need.due}>{formatDay(reader, need.due)}</time>
  if (!isOverdue(need, reader.asking.validOn)) return day
  return (
    <>
      {day}{' '}
      <span class="st unmet">
        <StatusIcon status="unmet" />
        {text(reader, 'needs.overdue')}
      </span>
    </>
  )
}
