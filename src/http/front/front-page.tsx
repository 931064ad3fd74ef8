import type { Context as Request } from 'hono'
import type { Child } from 'hono/jsx'

import { listMissions } from '#register'
import { drawBody, drawPage, Layout, PageHead, Section, text } from '#ui'
import type { Reader, ShownSource } from '#ui'

import { sourcesOf } from '../pages/page.tsx'
import { visitMission } from '../request.ts'
import type { Site, Visit } from '../site.ts'
import { readerAcross } from './front-reader.ts'
import { MissionCard } from './mission-card.tsx'
import { readState } from './mission-state.ts'

/** What this record is, which missions it holds and how they stand, and how to take, follow and check it. */
export async function showFront(site: Site, request: Request): Promise<Response> {
  const visits: Visit[] = []
  for (const mission of await listMissions(site.readers.portal)) {
    visits.push(await visitMission(site, request, mission))
  }
  const [first] = visits
  if (first === undefined) return request.text(EMPTY_RECORD, 200)
  const readers = readerAcross(
    first.reader,
    visits.map(({ reader }) => reader),
  )
  const reader = readers.whole
  const cards: Child[] = []
  for (const visit of visits) {
    const within = { ...visit, reader: readers.within(visit.reader) }
    const state = await readState(within, site)
    cards.push(await drawBody(<MissionCard reader={within.reader} state={state} />))
    readers.noted(visit.reader)
  }
  const nothing = { navigation: [], action: null, feeds: [], about: [] }
  const page = (
    <Layout
      reader={reader}
      site={{ ...first.frame, ...nothing, within: 'record' }}
      title={text(reader, 'layout.name')}
      description={text(reader, 'front.lead')}
      sources={await sourcesAcross(visits, reader)}
    >
      <PageHead title={text(reader, 'front.title')} lead={text(reader, 'front.lead')} />
      <Section id="missions" title={text(reader, 'front.missions')}>
        {cards}
      </Section>
      <Section id="ways" title={text(reader, 'front.ways')}>
        <Ways reader={reader} site={site} />
      </Section>
    </Layout>
  )
  request.header('cache-control', 'private, no-cache')
  request.header('vary', 'accept-language, save-data, ect')
  return request.html(await drawPage(page))
}

/** Who said each footnoted claim, whichever mission's record it stands on. */
async function sourcesAcross(
  visits: readonly Visit[],
  reader: Reader,
): Promise<ReadonlyMap<string, ShownSource>> {
  const found = new Map<string, ShownSource>()
  for (const visit of visits) {
    const sources = await sourcesOf({ ...visit, reader })
    for (const [claim, source] of sources) found.set(claim, source)
  }
  return found
}

/** How to doubt this record: each way in a sentence, with its page where it has one. */
function Ways(props: { readonly reader: Reader; readonly site: Site }): Child {
  const { reader, site } = props
  const plain = ['sources', ...(site.still === undefined ? ['dates'] : []), 'keep']
  return (
    <ul class="links">
      {plain.map((way) => (
        <li>
          <b>{text(reader, `front.way.${way}`)}</b>
          <span class="note">{text(reader, `front.way.${way}.note`)}</span>
        </li>
      ))}
      {waysOn(site).map(([path, key]) => (
        <li>
          <a href={reader.link(path, NO_DATES)}>{text(reader, key)}</a>
          <span class="note">{text(reader, `${key}.note`)}</span>
        </li>
      ))}
    </ul>
  )
}

const NO_DATES = { validOn: null, knownAt: null, recordAt: null } as const

function waysOn({ verifyPath, still }: Site): readonly (readonly [path: string, key: string])[] {
  return [
    ...(verifyPath === undefined ? [] : [[verifyPath, 'front.verify'] as const]),
    ...(still === undefined ? [['/api/v1/openapi.json', 'front.api'] as const] : []),
  ]
}

const EMPTY_RECORD =
  'This record holds no mission yet; load one with "npx rollcall load missions/mss-haiti".'
