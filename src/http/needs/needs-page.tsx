import type { Child } from 'hono/jsx'

import { inOrder, listNeeds, type Need } from '#desk-kit'
import { groupBy } from '#kit'
import { Empty, formatNumber, PageHead, text } from '#ui'
import type { Reader } from '#ui'

import { answerPage, trailOf } from '../pages/page.tsx'
import type { Site, Visit } from '../site.ts'
import { filterIn, fits, pathOf } from './filter.ts'
import type { Filter } from './filter.ts'
import { NeedGroup } from './need-group.tsx'

/** All that waits for whoever reads, across the desks: what they may do, what is overdue first. */
export async function showNeeds(visit: Visit, site: Site): Promise<Response> {
  const { reader, ctx, at } = visit
  const all = await listNeeds(ctx, site.desks, at)
  const filter = filterIn(visit)
  const shown = all.filter(fits(filter))
  return answerPage(visit, {
    title: text(reader, 'nav.needs'),
    section: 'needs',
    trail: trailOf(visit),
    body: (
      <>
        <PageHead
          title={text(reader, 'nav.needs')}
          lead={text(reader, 'needs.lead')}
          actions={actionsOf(reader)}
        />
        <DeskFilter reader={reader} site={site} needs={all} filter={filter} />
        {shown.length === 0 ? (
          <Empty reader={reader}>{text(reader, 'needs.none')}</Empty>
        ) : (
          groupsOf(shown).map(([sort, needs]) => (
            <NeedGroup visit={visit} site={site} sort={sort} needs={needs} filter={filter} />
          ))
        )}
      </>
    ),
  })
}

/** By sort; the group of what is most pressing first. */
function groupsOf(needs: readonly Need[]): readonly (readonly [string, readonly Need[]])[] {
  const groups = groupBy(inOrder(needs), ({ sort }) => sort)
  return [...groups]
}

function actionsOf(reader: Reader): readonly { readonly href: string; readonly label: Child }[] {
  return [
    { href: reader.link('waiting'), label: text(reader, 'needs.all-proposals') },
    { href: reader.link('needs/settings'), label: text(reader, 'notice.title') },
    { href: reader.link('needs.atom'), label: text(reader, 'feed.name') },
  ]
}

function DeskFilter(props: {
  readonly reader: Reader
  readonly site: Site
  readonly needs: readonly Need[]
  readonly filter: Filter
}): Child {
  const { reader, site, needs, filter } = props
  const desks = site.desks.filter(({ name }) => needs.some(({ desk }) => desk === name))
  const choices = [
    { desk: null, title: text(reader, 'needs.all') },
    ...desks.map(({ name, title }) => ({ desk: name, title: text(reader, title) })),
  ]
  return (
    <nav class="filter" aria-label={text(reader, 'needs.filter')}>
      {choices.map(({ desk, title }) => (
        <a
          href={reader.link(pathOf({ desk, sort: null }))}
          aria-current={desk === filter.desk ? 'true' : undefined}
        >
          {title} {formatNumber(reader, needs.filter(fits({ desk, sort: null })).length)}
        </a>
      ))}
    </nav>
  )
}
