import type { Child } from 'hono/jsx'

import { searchRecord, toClaim } from '#register'
import type { StoredEntry } from '#register'
import { Empty, LinkList, PageHead, Pagination, PATHS, Recorded, text } from '#ui'

import { cursorIn } from '../paging.ts'
import type { Site, Visit } from '../site.ts'
import type { Namer } from './claim-list.tsx'
import { kindTitle } from './kind-words.ts'
import { Named } from './named.tsx'
import { answerPage, trailOf } from './page.tsx'
import { Saying } from './saying.tsx'
import { subjectTitles } from './subject-titles.ts'

const A_PAGE = 25

/** Claims, subjects, parties and documents that have the words asked for. */
export async function showSearch(visit: Visit, { kinds }: Site): Promise<Response> {
  const { reader, request, ctx, at } = visit
  const words = (request.req.query('q') ?? '').trim()
  const after = cursorIn(request, 'offset')
  const found = await searchRecord(ctx.db, ctx.mission, words, {
    at,
    page: { after, limit: A_PAGE },
  })
  const claims = found.items.filter(({ type }) => type === 'claim').map((entry) => toClaim(entry))
  const titleOf = await subjectTitles(
    visit,
    claims.map(({ subject }) => subject),
  )
  return answerPage(visit, {
    title: text(reader, 'layout.search'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead
          title={text(reader, 'search.title')}
          lead={
            words === '' ? (
              text(reader, 'search.blank')
            ) : (
              <>
                {text(reader, 'search.for')} <q class="recorded">{words}</q>
              </>
            )
          }
        />
        {found.items.length === 0 && words !== '' ? (
          <Empty reader={reader}>{text(reader, 'search.none')}</Empty>
        ) : (
          <LinkList items={found.items.map((entry) => hit({ reader, kinds, titleOf }, entry))} />
        )}
        <Pagination
          reader={reader}
          path={`search?q=${encodeURIComponent(words)}`}
          next={found.next}
          current={after}
        />
      </>
    ),
  })
}

interface Hit {
  readonly href: string
  readonly title: Child
  readonly note: Child
}

function hit(namer: Namer, entry: StoredEntry): Hit {
  const { reader } = namer
  const content = entry.parts['content'] ?? {}
  const type = text(reader, `search.type.${entry.type}`)
  if (entry.type === 'claim') return claimHit(namer, entry)
  if (entry.type === 'party') {
    const code = String(content['code'])
    return {
      href: reader.link(`search?q=${encodeURIComponent(code)}`),
      title: <Recorded>{reader.party(code)}</Recorded>,
      note: (
        <>
          {type}, <Recorded>{code}</Recorded>
        </>
      ),
    }
  }
  const path =
    entry.type === 'subject' ? PATHS.subject(String(content['subject'])) : PATHS.document(entry.id)
  const publisher = content['publisher']
  return {
    href: reader.link(path),
    title: <Recorded>{String(content['title'])}</Recorded>,
    note: (
      <>
        {type}
        {typeof publisher === 'string' ? <Recorded>, {publisher}</Recorded> : null}
      </>
    ),
  }
}

function claimHit(namer: Namer, entry: StoredEntry): Hit {
  const { reader, titleOf } = namer
  const claim = toClaim(entry)
  return {
    href: reader.link(PATHS.claim(claim.id)),
    title: <Recorded>{titleOf(claim.subject)}</Recorded>,
    note: (
      <Named reader={reader} name={kindTitle(reader, claim.kind)}>
        <Recorded>{reader.party(claim.assertedBy)}</Recorded>, <Saying {...namer} claim={claim} />
      </Named>
    ),
  }
}
