import type { Child } from 'hono/jsx'

import { comparisonOf } from '#desk-kit'
import type { Card } from '#desk-kit'
import { findContested, listSaid } from '#register'
import type { Contested, StoredClaim } from '#register'
import { AtWork, Columns, CountLink, Empty, KeyFigures, phrase, Section, text } from '#ui'

import type { Site, Visit } from '../site.ts'
import { ClaimList, OpenQuestions } from './claim-list.tsx'
import type { Namer } from './claim-list.tsx'
import { answerPage } from './page.tsx'
import { subjectTitles } from './subject-titles.ts'

const LATEST = 6
const QUESTIONS = 5

/** The mission at a glance: what every desk shows of itself, what was said last, what is disputed. */
export async function showOverview(visit: Visit, site: Site): Promise<Response> {
  const { ctx, at, reader } = visit
  const drawn = {
    lead: await drawCards(visit, site, 'lead'),
    figure: await drawCards(visit, site, 'figure'),
    main: await drawCards(visit, site, 'main'),
    side: await drawCards(visit, site, 'side'),
  }
  const latest = await listSaid(
    ctx.db,
    ctx.mission,
    { kinds: 'all', document: null, order: 'said' },
    { at, page: { after: null, limit: LATEST } },
  )
  const contested = await findContested(ctx.db, ctx.mission, at, comparisonOf(site.kinds))
  const shown = contested.slice(0, QUESTIONS)
  const titleOf = await subjectTitles(visit, [
    ...latest.items.map(({ subject }) => subject),
    ...shown.map(({ subject }) => subject),
  ])
  const namer = { reader, kinds: site.kinds, titleOf }
  return answerPage(visit, {
    title: text(reader, 'overview.title'),
    trail: [],
    body: (
      <>
        <Head visit={visit} lead={drawn.lead} />
        {drawn.figure.length === 0 ? null : <KeyFigures>{[...drawn.figure]}</KeyFigures>}
        {drawn.main.length + drawn.side.length === 0 ? null : (
          <Columns as="main-side">
            <div>{drawn.main}</div>
            <div>{drawn.side}</div>
          </Columns>
        )}
        <Columns as="halves">
          <Latest namer={namer} claims={latest.items} />
          <Questions namer={namer} shown={shown} count={contested.length} />
        </Columns>
      </>
    ),
  })
}

/** One card after the other: the embedded engine has one connection. */
async function drawCards(
  { ctx, at, reader }: Visit,
  { desks }: Site,
  place: Card['place'],
): Promise<readonly Child[]> {
  const cards = desks
    .flatMap((desk) => desk.cards)
    .filter((card) => card.place === place)
    .toSorted((a, b) => a.order - b.order)
  const drawn: Child[] = []
  for (const card of cards) {
    const child = await card.show(ctx, at, reader)
    if (child !== null && child !== undefined) drawn.push(child)
  }
  return drawn
}

function Head(props: { readonly visit: Visit; readonly lead: readonly Child[] }): Child {
  const { reader } = props.visit
  return (
    <div class="head">
      <div>
        <h1>{text(reader, 'overview.title')}</h1>
        {props.lead}
      </div>
      <ul class="acts">
        <li>
          <a href={reader.link('compare')}>{text(reader, 'nav.compare')}</a>
        </li>
        <li>
          <a href={reader.link('subjects')}>{text(reader, 'nav.subjects')}</a>
        </li>
        <AtWork reader={reader}>
          <li>
            <a href={reader.link('intake')}>{text(reader, 'intake.page')}</a>
          </li>
        </AtWork>
      </ul>
    </div>
  )
}

function Latest(props: { readonly namer: Namer; readonly claims: readonly StoredClaim[] }): Child {
  const { reader } = props.namer
  return (
    <Section
      id="latest"
      title={text(reader, 'overview.latest')}
      sub={<a href={reader.link('timeline')}>{text(reader, 'overview.timeline')}</a>}
    >
      {props.claims.length === 0 ? (
        <Empty reader={reader} />
      ) : (
        <ClaimList {...props.namer} claims={props.claims} by="said" />
      )}
    </Section>
  )
}

function Questions(props: {
  readonly namer: Namer
  readonly shown: readonly Contested[]
  readonly count: number
}): Child {
  const { reader } = props.namer
  const all = (label: Child) => <CountLink href={reader.link('contested')}>{label}</CountLink>
  return (
    <Section
      id="questions"
      title={text(reader, 'overview.questions')}
      {...(props.count === 0
        ? {}
        : { sub: phrase(reader, 'overview.questions.all', { n: props.count, all }) })}
    >
      {props.count === 0 ? (
        <Empty reader={reader}>{text(reader, 'contested.none')}</Empty>
      ) : (
        <OpenQuestions {...props.namer} contested={props.shown} />
      )}
    </Section>
  )
}
