import type { Context as Request } from 'hono'

import { listMissions } from '#register'
import { LinkList, PageHead, Recorded, text } from '#ui'

import { visitToday } from '../request.ts'
import type { Site } from '../site.ts'
import { answerPage } from './page.tsx'

/** The missions on record; where there is one, the reader is taken to it. */
export async function showMissions(site: Site, request: Request): Promise<Response> {
  const missions = await listMissions(site.readers.portal)
  const [first] = missions
  if (first === undefined) return request.text(EMPTY_RECORD, 200)
  if (missions.length === 1) {
    const { search } = new URL(request.req.url)
    return request.redirect(`/m/${encodeURIComponent(first.mission)}${search}`, 302)
  }
  const visit = await visitToday(site, request, first)
  const { reader } = visit
  return answerPage(visit, {
    title: text(reader, 'missions.title'),
    trail: [],
    body: (
      <>
        <PageHead title={text(reader, 'missions.title')} />
        <LinkList
          items={missions.map(({ mission, title }) => ({
            href: reader.link(`/m/${encodeURIComponent(mission)}`),
            title: <Recorded>{title}</Recorded>,
          }))}
        />
      </>
    ),
  })
}

const EMPTY_RECORD =
  'This record holds no mission yet; load one with "npx rollcall load missions/mss-haiti".'
