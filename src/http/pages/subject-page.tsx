import type { Child } from 'hono/jsx'

import { comparisonOf } from '#desk-kit'
import { placeName } from '#kit'
import type { Decision, Relation } from '#register'
import {
  atWork,
  AtWork,
  dayOfInstant,
  DayTime,
  Empty,
  History,
  KeyFigureCard,
  KeyFigures,
  LinkList,
  PageHead,
  PATHS,
  phrase,
  Recorded,
  Rivals,
  Section,
  StatusMark,
  text,
} from '#ui'

import type { Site, Visit } from '../site.ts'
import { rivalOf } from './claim-facts.ts'
import { anchorOf } from './claim-list.tsx'
import { ErasedClaims, ErasedNote } from './erased-note.tsx'
import { statusOfFate, statusOfStanding } from './fates.ts'
import { kindTitle } from './kind-words.ts'
import { ByOn, Named } from './named.tsx'
import { answerPage, trailOf } from './page.tsx'
import { RelationList } from './relation-list.tsx'
import { releaseOf } from './release-link.ts'
import type { Speaker } from './saying.tsx'
import { viewSubject } from './subject-view.ts'
import type { KindView, SubjectView } from './subject-view.ts'

/** One subject: the figure that stands, the rivals behind it, and all that was ever said. */
export async function showSubject(visit: Visit, { kinds }: Site): Promise<Response> {
  const { reader, request } = visit
  const slug = request.req.param('subject') ?? ''
  const view = await viewSubject(visit, slug, { kinds, compare: comparisonOf(kinds) })
  const speaker = { reader, kinds }
  return answerPage(visit, {
    title: view.subject.title,
    trail: trailOf(visit, { path: 'subjects', label: text(reader, 'nav.subjects') }),
    body: (
      <>
        <Head speaker={speaker} view={view} />
        {view.erased === null ? null : <ErasedNote reader={reader} erased={view.erased.erased} />}
        {view.kinds.length === 0 ? <Empty reader={reader} /> : null}
        {view.kinds.map((kind) => (
          <KindSection speaker={speaker} view={view} kind={kind} />
        ))}
        <Past speaker={speaker} view={view} />
        <ErasedClaims reader={reader} entries={view.erasedClaims} />
        <Links speaker={speaker} view={view} />
      </>
    ),
  })
}

interface PartProps {
  readonly speaker: Speaker
  readonly view: SubjectView
}

function Head({ speaker: { reader }, view }: PartProps): Child {
  const { subject, party, place, title } = view.subject
  const path = PATHS.subject(subject)
  return (
    <PageHead
      title={<Recorded>{title}</Recorded>}
      lead={
        <>
          {party === null ? null : <Recorded>{reader.party(party)}</Recorded>}
          {party === null || place === null ? null : ' · '}
          {place === null ? null : <Recorded>{placeName(place, reader.language)}</Recorded>}
        </>
      }
      actions={atWork(reader, [
        {
          href: reader.link(`record?subject=${encodeURIComponent(subject)}`),
          label: text(reader, 'subject.record'),
        },
        { href: reader.link(`${path}/same`), label: text(reader, 'subject.same') },
        releaseOf(reader, view.subject.id),
        { href: reader.link(`${path}/erase`), label: text(reader, 'form.erase') },
      ])}
    />
  )
}

function KindSection(props: PartProps & { readonly kind: KindView }): Child {
  const { speaker, view, kind } = props
  const { reader } = speaker
  const title = kindTitle(reader, kind.kind)
  return (
    <Section id={anchorOf(kind.kind)} title={title} sub={<Agreement {...props} />}>
      {kind.figure === null ? null : (
        <KeyFigures>
          <KeyFigureCard
            reader={reader}
            card={{ label: text(reader, 'subject.figure'), figure: kind.figure }}
          />
        </KeyFigures>
      )}
      <Rivals
        reader={reader}
        caption={text(reader, 'subject.rivals', { kind: title })}
        rivals={kind.claims.map((claim) =>
          rivalOf(speaker, view.facts, { claim, status: statusOfStanding(claim, kind.decision) }),
        )}
      />
      {kind.decision === null ? null : <Decided {...props} decision={kind.decision} />}
      <DecideLink {...props} />
    </Section>
  )
}

function Agreement({ speaker: { reader }, kind }: { speaker: Speaker; kind: KindView }): Child {
  if (kind.isContested) return <StatusMark reader={reader} status="disputed" />
  return <StatusMark reader={reader} status={kind.claims.length > 1 ? 'agreed' : 'single'} />
}

function Decided(props: PartProps & { readonly decision: Decision }): Child {
  const { decision, view } = props
  const { reader } = props.speaker
  const undo = reader.link(`${PATHS.subject(view.subject.subject)}/undo/${decision.id}`)
  return (
    <div class="decision" id={`d-${decision.id}`}>
      <p>
        <StatusMark reader={reader} status="chosen" />{' '}
        {phrase(reader, 'subject.decided', {
          by: <Recorded>{reader.party(decision.by)}</Recorded>,
          day: <DayTime reader={reader} day={dayOfInstant(decision.saidAt)} />,
        })}
      </p>
      <blockquote class="recorded">{decision.reason}</blockquote>
      <AtWork reader={reader}>
        <p>
          <a href={undo}>{text(reader, 'subject.decision.undo')}</a>
        </p>
      </AtWork>
    </div>
  )
}

function DecideLink({ speaker: { reader }, view, kind }: PartProps & { kind: KindView }): Child {
  if (kind.claims.length < 2 || !reader.isAtWork) return null
  const path = `${PATHS.subject(view.subject.subject)}/decide?kind=${encodeURIComponent(kind.kind)}`
  return (
    <p>
      <a href={reader.link(path)}>{text(reader, 'subject.decide')}</a>
    </p>
  )
}

function Past({ speaker, view }: PartProps): Child {
  const { reader } = speaker
  if (view.history.length === 0) return null
  return (
    <Section
      id="history"
      title={text(reader, 'history.title')}
      sub={text(reader, 'subject.history')}
    >
      <History
        reader={reader}
        items={view.history.map(({ claim, fate }) =>
          rivalOf(speaker, view.facts, { claim, status: statusOfFate(fate) }),
        )}
      />
    </Section>
  )
}

function Links({ speaker, view }: PartProps): Child {
  const { reader } = speaker
  const claims = new Map(view.history.map(({ claim }) => [claim.id, claim]))
  const among = view.relations.filter(({ relation }) => relation !== 'same-as')
  return (
    <>
      {among.length === 0 ? null : (
        <Section id="relations" title={text(reader, 'relations.title')}>
          <RelationList
            {...speaker}
            relations={among}
            claims={claims}
            undoPath={(id) => `${PATHS.subject(view.subject.subject)}/undo/${id}`}
          />
        </Section>
      )}
      <SameAs speaker={speaker} view={view} />
    </>
  )
}

function SameAs({ speaker: { reader }, view }: PartProps): Child {
  const links = view.relations.filter(
    (one) => one.relation === 'same-as' && one.withdrawnBy === null,
  )
  if (links.length === 0) return null
  return (
    <Section id="same-as" title={text(reader, 'subject.same-as')}>
      <LinkList
        items={view.sameAs.map((other) => ({
          href: reader.link(PATHS.subject(other.subject)),
          title: <Recorded>{other.title}</Recorded>,
        }))}
      />
      {links.map((link) => (
        <SameLink reader={reader} link={link} subject={view.subject.subject} />
      ))}
    </Section>
  )
}

function SameLink(props: {
  readonly reader: Speaker['reader']
  readonly link: Relation
  readonly subject: string
}): Child {
  const { reader, link } = props
  return (
    <p class="dim">
      <Named reader={reader} name={<ByOn reader={reader} said={link} />}>
        <Recorded>{link.reason}</Recorded>
      </Named>{' '}
      <AtWork reader={reader}>
        <a href={reader.link(`${PATHS.subject(props.subject)}/undo/${link.id}`)}>
          {text(reader, 'subject.same.undo')}
        </a>
      </AtWork>
    </p>
  )
}
