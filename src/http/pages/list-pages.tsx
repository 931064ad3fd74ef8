import type { Child } from 'hono/jsx'

import { comparisonOf } from '#desk-kit'
import type { Desk } from '#desk-kit'
import { findContested, listDocuments, listSubjects } from '#register'
import type { StoredDocument, StoredSubject } from '#register'
import {
  atWork,
  EdtfTime,
  Empty,
  PageHead,
  Pagination,
  PATHS,
  Recorded,
  Section,
  Table,
  text,
} from '#ui'
import type { Column, Reader } from '#ui'

import { cursorIn } from '../paging.ts'
import type { Site, Visit } from '../site.ts'
import { OpenQuestions } from './claim-list.tsx'
import { answerPage, trailOf } from './page.tsx'
import { subjectTitles } from './subject-titles.ts'

const A_PAGE = 50

/** Every subject on which the sources disagree, by desk. */
export async function showContested(visit: Visit, site: Site): Promise<Response> {
  const { reader, ctx, at } = visit
  const contested = await findContested(ctx.db, ctx.mission, at, comparisonOf(site.kinds))
  const titleOf = await subjectTitles(
    visit,
    contested.map(({ subject }) => subject),
  )
  const namer = { reader, kinds: site.kinds, titleOf }
  const of = (desk: Desk) =>
    contested.filter(({ kind }) => desk.kinds.some(({ name }) => name === kind))
  return answerPage(visit, {
    title: text(reader, 'nav.contested'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'contested.title')} lead={text(reader, 'contested.lead')} />
        {contested.length === 0 ? (
          <Empty reader={reader}>{text(reader, 'contested.none')}</Empty>
        ) : null}
        {site.desks.map((desk) =>
          of(desk).length === 0 ? null : (
            <Section id={`desk-${desk.name}`} title={text(reader, desk.title)}>
              <OpenQuestions {...namer} contested={of(desk)} />
            </Section>
          ),
        )}
      </>
    ),
  })
}

/** Every document that had been published by then, latest first. */
export async function showDocuments(visit: Visit): Promise<Response> {
  const { reader, request, ctx, at } = visit
  const after = cursorIn(request, 'said-and-seq')
  const page = await listDocuments(ctx.db, ctx.mission, { at, page: { after, limit: A_PAGE } })
  return answerPage(visit, {
    title: text(reader, 'nav.sources'),
    section: 'documents',
    trail: trailOf(visit),
    body: (
      <>
        <PageHead
          title={text(reader, 'nav.sources')}
          lead={text(reader, 'documents.lead')}
          actions={atWork(reader, [
            { href: reader.link('intake'), label: text(reader, 'intake.page') },
          ])}
        />
        <Table
          reader={reader}
          caption={text(reader, 'nav.sources')}
          captionAs="hidden"
          rows={page.items}
          columns={documentColumns(reader)}
        />
        <Pagination reader={reader} path="documents" next={page.next} current={after} />
      </>
    ),
  })
}

/** Every subject on record, by name. */
export async function showSubjects(visit: Visit): Promise<Response> {
  const { reader, request, ctx, at } = visit
  const after = cursorIn(request, 'name')
  const page = await listSubjects(ctx.db, ctx.mission, { at, page: { after, limit: A_PAGE } })
  return answerPage(visit, {
    title: text(reader, 'nav.subjects'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead
          title={text(reader, 'nav.subjects')}
          lead={text(reader, 'glossary.subject.meaning')}
          actions={atWork(reader, [
            { href: reader.link('subjects/new'), label: text(reader, 'subject.new') },
            { href: reader.link('parties/new'), label: text(reader, 'party.new') },
          ])}
        />
        <Table
          reader={reader}
          caption={text(reader, 'nav.subjects')}
          captionAs="hidden"
          rows={page.items}
          columns={subjectColumns(reader)}
        />
        <Pagination reader={reader} path="subjects" next={page.next} current={after} />
      </>
    ),
  })
}

function documentColumns(reader: Reader): readonly Column<StoredDocument>[] {
  return [
    {
      head: text(reader, 'table.document'),
      as: 'row-head',
      cell: (document) => (
        <a
          class="recorded"
          lang={document.language}
          href={reader.link(PATHS.document(document.id))}
        >
          {document.title}
        </a>
      ),
    },
    column(reader, 'table.publisher', ({ publisher }) => <Recorded>{publisher}</Recorded>),
    column(reader, 'table.published', ({ published }) => (
      <EdtfTime reader={reader} edtf={published} />
    )),
    column(reader, 'table.language', ({ language }) => <Recorded>{language}</Recorded>),
    column(reader, 'document.held', ({ textSha256, isHeld }) =>
      text(reader, heldKey(isHeld, textSha256)),
    ),
  ]
}

function heldKey(isHeld: boolean, textSha256: string | null): string {
  if (isHeld) return 'document.held.yes'
  return textSha256 === null ? 'document.held.no' : 'document.held.hash'
}

function subjectColumns(reader: Reader): readonly Column<StoredSubject>[] {
  return [
    {
      head: text(reader, 'table.subject'),
      as: 'row-head',
      cell: ({ subject, title }) => (
        <a class="recorded" href={reader.link(PATHS.subject(subject))}>
          {title}
        </a>
      ),
    },
    column(reader, 'table.party', ({ party }) =>
      party === null ? '–' : <Recorded>{reader.party(party)}</Recorded>,
    ),
    column(reader, 'subject.slug', ({ subject }) => <code class="recorded">{subject}</code>),
  ]
}

function column<Row>(reader: Reader, head: string, cell: (row: Row) => Child): Column<Row> {
  return { head: text(reader, head), as: 'text', cell }
}
