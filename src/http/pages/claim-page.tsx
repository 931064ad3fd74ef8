import type { Child } from 'hono/jsx'

import { findClaims, getClaim, gradesOf, historyOf, relationsOf } from '#register'
import type { Assessment, Relation, StoredClaim, StoredDocument } from '#register'
import {
  atWork,
  dayOfInstant,
  DayTime,
  Definitions,
  Grade,
  Marks,
  PageHead,
  PATHS,
  phrase,
  Recorded,
  Section,
  StatusMark,
  text,
} from '#ui'
import type { Status } from '#ui'

import type { Site, Visit } from '../site.ts'
import { CitationList } from './citation-list.tsx'
import { claimFacts, gradeCode } from './claim-facts.ts'
import { ThreeTimes } from './claim-times.tsx'
import { answerErased, erasedOf, ErasedNote, isMute } from './erased-note.tsx'
import { statusOfFate } from './fates.ts'
import { kindTitle } from './kind-words.ts'
import { ByOn, Named } from './named.tsx'
import { answerPage, trailOf } from './page.tsx'
import { RelationList } from './relation-list.tsx'
import { releaseOf } from './release-link.ts'
import { BareSaying, valueItems } from './saying.tsx'
import type { Speaker } from './saying.tsx'
import { subjectTitles } from './subject-titles.ts'

/** One claim with everything that hangs on it. */
interface ClaimView extends Speaker {
  readonly claim: StoredClaim
  readonly title: string
  readonly document: StoredDocument | undefined
  readonly status: Status
  readonly grades: readonly Assessment[]
  readonly relations: readonly Relation[]
  readonly related: ReadonlyMap<string, StoredClaim>
}

/** A claim in words: who said what, in which document, when, and what became of it. */
export async function showClaim(visit: Visit, { kinds }: Site): Promise<Response> {
  const { reader, request } = visit
  const id = request.req.param('id') ?? ''
  const erased = await erasedOf(visit, id)
  if (erased !== null && isMute(erased)) return answerErased(visit, erased)
  const view = await viewClaim(visit, { reader, kinds }, id)
  const kind = kindTitle(reader, view.claim.kind)
  return answerPage(visit, {
    title: text(reader, 'claim.title', { kind, subject: view.title }),
    trail: trailOf(visit, { path: PATHS.subject(view.claim.subject), label: view.title }),
    body: (
      <>
        <PageHead
          title={kind}
          lead={<Sentence {...view} />}
          actions={atWork(reader, actionsOn(view))}
        />
        {request.req.query('recorded') === undefined ? null : (
          <output class="done">
            <StatusMark reader={reader} status="standing" />{' '}
            {text(reader, 'form.saved', { seq: view.claim.seq })}
          </output>
        )}
        {erased === null ? null : <ErasedNote reader={reader} erased={erased.erased} />}
        <Section id="value" title={text(reader, 'claim.value')}>
          <Definitions items={[...valueItems(view), ...aboutItems(view)]} />
        </Section>
        <ThreeTimes reader={reader} claim={view.claim} />
        <Section id="citations" title={text(reader, 'claim.citations')}>
          <CitationList reader={reader} claim={view.claim} document={view.document} />
        </Section>
        <Grades {...view} />
        <Relations {...view} />
        <Checks {...view} mission={visit.ctx.mission} />
      </>
    ),
  })
}

/** Where anybody checks that the claim is on record as it is shown. */
function Checks({ reader, claim, mission }: ClaimView & { readonly mission: string }): Child {
  return (
    <p class="checks">
      <a
        href={`${reader.link('verify')}${reader.link('verify').includes('?') ? '&' : '?'}entry=${claim.id}`}
      >
        {text(reader, 'claim.verify')}
      </a>{' '}
      <a href={`/log/${mission}/proof/${claim.id}.tlog-proof`}>{text(reader, 'claim.receipt')}</a>
    </p>
  )
}

async function viewClaim(visit: Visit, speaker: Speaker, id: string): Promise<ClaimView> {
  const { ctx, at } = visit
  const claim = await getClaim(ctx.db, ctx.mission, id, at)
  const facts = await claimFacts(visit, [claim])
  const history = await historyOf(ctx.db, ctx.mission, claim.subject, at)
  const past = history.find((one) => one.claim.id === id)
  const relations = await relationsOf(ctx.db, ctx.mission, [id], at)
  const linked = relations.flatMap(({ from, to }) => (from === null ? [to] : [from, to]))
  const titleOf = await subjectTitles(visit, [claim.subject])
  return {
    ...speaker,
    claim,
    title: titleOf(claim.subject),
    document: claim.document === null ? undefined : facts.documents.get(claim.document),
    status: past === undefined ? 'ended' : statusOfFate(past.fate),
    grades: await gradesOf(ctx.db, ctx.mission, [id], at),
    relations,
    related: await findClaims(ctx.db, ctx.mission, linked, at),
  }
}

/** X says, in D, that S is …, during V. */
function Sentence(view: ClaimView): Child {
  const { reader, claim, document } = view
  const parts = {
    asserter: <Recorded>{reader.party(claim.assertedBy)}</Recorded>,
    subject: (
      <a class="recorded" href={reader.link(PATHS.subject(claim.subject))}>
        {view.title}
      </a>
    ),
    what: <BareSaying {...view} />,
    day: <DayTime reader={reader} day={dayOfInstant(claim.saidAt)} />,
    document:
      document === undefined ? null : (
        <a class="recorded" href={reader.link(PATHS.document(document.id))}>
          {document.title}
        </a>
      ),
  }
  const where = document === undefined ? 'own' : 'in'
  return (
    <>
      {phrase(reader, `claim.sentence.${where}.${claim.modality}`, parts)}
      <Marks reader={reader} claims={[claim.id]} />
    </>
  )
}

function actionsOn({
  reader,
  claim,
}: ClaimView): readonly { readonly href: string; readonly label: string }[] {
  const own = ['correct', 'withdraw', 'relate', 'grade', 'erase'].map((action) => ({
    href: reader.link(`${PATHS.claim(claim.id)}/${action}`),
    label: text(reader, `form.${action}`),
  }))
  return [...own, releaseOf(reader, claim.id)]
}

function aboutItems(view: ClaimView): readonly { readonly name: Child; readonly value: Child }[] {
  const { reader, claim } = view
  return [
    {
      name: text(reader, 'table.subject'),
      value: (
        <a class="recorded" href={reader.link(PATHS.subject(claim.subject))}>
          {view.title}
        </a>
      ),
    },
    {
      name: text(reader, 'table.asserter'),
      value: <Recorded>{reader.party(claim.assertedBy)}</Recorded>,
    },
    ...(claim.reportedBy === null
      ? []
      : [
          {
            name: text(reader, 'table.reporter'),
            value: <Recorded>{reader.party(claim.reportedBy)}</Recorded>,
          },
        ]),
    { name: text(reader, 'table.authority'), value: text(reader, `authority.${claim.authority}`) },
    { name: text(reader, 'table.modality'), value: text(reader, `modality.${claim.modality}`) },
    {
      name: text(reader, 'table.status'),
      value: <StatusMark reader={reader} status={view.status} />,
    },
    ...(claim.note === null
      ? []
      : [{ name: text(reader, 'table.note'), value: <Recorded>{claim.note}</Recorded> }]),
  ]
}

function Grades({ reader, grades }: ClaimView): Child {
  return (
    <Section id="grades" title={text(reader, 'claim.grades')}>
      {grades.length === 0 ? <p class="dim">{text(reader, 'claim.ungraded')}</p> : null}
      <ul class="links">
        {grades.map((grade) => (
          <li>
            <Grade reader={reader} grade={gradeCode(grade)} />{' '}
            {text(reader, `grade.${grade.reliability}`)};{' '}
            {text(reader, `grade.${grade.credibility}`)}
            <span class="note">
              <Named reader={reader} name={<ByOn reader={reader} said={grade} />}>
                <Recorded>{grade.reason}</Recorded>
              </Named>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Relations(view: ClaimView): Child {
  const { reader, relations, claim } = view
  if (relations.length === 0) return null
  return (
    <Section id="relations" title={text(reader, 'relations.title')}>
      <RelationList
        {...view}
        relations={relations}
        claims={view.related}
        undoPath={(id) => `${PATHS.subject(claim.subject)}/undo/${id}`}
      />
    </Section>
  )
}
