import type { Child } from 'hono/jsx'

import type { Desk, Kind } from '#desk-kit'
import { parseEdtf } from '#kit'
import { listSaid } from '#register'
import type { StoredClaim } from '#register'
import { Empty, PageHead, Pagination, PATHS, text, TimelineStrip } from '#ui'
import type { Reader } from '#ui'

import type { Site, Visit } from '../site.ts'
import { ClaimList } from './claim-list.tsx'
import type { Namer } from './claim-list.tsx'
import { answerPage, trailOf } from './page.tsx'
import { subjectTitles } from './subject-titles.ts'

const CLAIMS_A_PAGE = 30

/** What had begun by the day asked about, latest first: everything, or one desk's part. */
export async function showTimeline(visit: Visit, site: Site): Promise<Response> {
  const { reader, request, ctx, at } = visit
  const desk = site.desks.find(({ name }) => name === request.req.query('desk'))
  const after = request.req.query('after') ?? null
  const page = await listSaid(
    ctx.db,
    ctx.mission,
    { kinds: desk?.kinds.map(({ name }) => name) ?? 'all', document: null, order: 'begun' },
    { at, page: { after, limit: CLAIMS_A_PAGE } },
  )
  const titleOf = await subjectTitles(
    visit,
    page.items.map(({ subject }) => subject),
  )
  const namer = { reader, kinds: site.kinds, titleOf }
  const path = desk === undefined ? 'timeline' : `timeline?desk=${encodeURIComponent(desk.name)}`
  return answerPage(visit, {
    title: text(reader, 'nav.timeline'),
    section: 'timeline',
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'nav.timeline')} lead={text(reader, 'timeline.lead')} />
        <DeskFilter reader={reader} desks={site.desks} current={desk} />
        {page.items.length === 0 ? (
          <Empty reader={reader} />
        ) : (
          <>
            <Strip namer={namer} desks={site.desks} claims={page.items} />
            <h2>{text(reader, 'timeline.list')}</h2>
            <ClaimList {...namer} claims={page.items} by="valid" />
          </>
        )}
        <Pagination reader={reader} path={path} next={page.next} current={after} />
      </>
    ),
  })
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
          href={reader.link(`timeline?desk=${encodeURIComponent(desk.name)}`)}
          aria-current={desk === current ? 'true' : undefined}
        >
          {text(reader, desk.title)}
        </a>
      ))}
    </nav>
  )
}

function Strip(props: {
  readonly namer: Namer
  readonly desks: readonly Desk[]
  readonly claims: readonly StoredClaim[]
}): Child {
  const { namer, claims } = props
  const { reader } = namer
  const span = spanOf(claims)
  if (span === null) return null
  const lanes = laneNames(reader, props.desks)
  return (
    <TimelineStrip
      reader={reader}
      id="strip"
      title={text(reader, 'timeline.picture')}
      from={span.from}
      to={span.to}
      items={claims.map((claim) => ({
        date: claim.valid,
        lane: lanes.get(claim.kind) ?? claim.kind,
        label: namer.titleOf(claim.subject),
        href: reader.link(PATHS.claim(claim.id)),
        claims: [claim.id],
      }))}
    />
  )
}

function laneNames(reader: Reader, desks: readonly Desk[]): ReadonlyMap<Kind['name'], string> {
  return new Map(
    desks.flatMap((desk) =>
      desk.kinds.map(({ name }) => [name, text(reader, desk.title)] as const),
    ),
  )
}

/** The days that the picture covers: from the first beginning on this page to the last. */
function spanOf(
  claims: readonly StoredClaim[],
): { readonly from: string; readonly to: string } | null {
  const begun = claims.flatMap(({ valid }) => parseEdtf(valid).from.earliest ?? [])
  const ends = claims.flatMap(({ valid }) => {
    const { from, to, form } = parseEdtf(valid)
    return (form === 'interval' ? from.latest : to.latest) ?? []
  })
  const days = [...begun, ...ends].toSorted((a, b) => (a < b ? -1 : 1))
  const [from] = days
  const to = days.at(-1)
  return from === undefined || to === undefined ? null : { from, to }
}
