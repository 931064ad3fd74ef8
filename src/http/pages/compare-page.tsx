import type { Child } from 'hono/jsx'

import { isDay, isInstant, addMonths } from '#kit'
import { diff, resolveAsking } from '#register'
import type { Asking, Difference, StandingClaim } from '#register'
import {
  BLANK_FORM,
  dayOfInstant,
  ErrorSummary,
  DayTime,
  KeptFields,
  PageHead,
  phrase,
  Section,
  text,
  TextField,
} from '#ui'
import type { FormError, FormState, Reader } from '#ui'

import type { Site, Visit } from '../site.ts'
import { changedFigures, FigureChanges } from './changed-figures.tsx'
import type { ChangedFigure } from './changed-figures.tsx'
import { ClaimList } from './claim-list.tsx'
import type { Namer } from './claim-list.tsx'
import { answerPage, trailOf } from './page.tsx'
import { subjectTitles } from './subject-titles.ts'

/** Claims beyond this many are left to the desks' own pages. */
const SHOWN = 25

/** A form that carries the asking in fields of its own must not have it in its address too. */
const NOWHEN = { validOn: null, knownAt: null, recordAt: null, language: null } as const

interface Comparison {
  readonly before: Asking
  readonly difference: Difference
  readonly figures: readonly ChangedFigure[]
  readonly namer: Namer
}

/** What stands at the dates of the page and did not at another date, and the other way round. */
export async function showCompare(visit: Visit, site: Site): Promise<Response> {
  const { reader } = visit
  const asked = askedOf(visit)
  const isAsked = asked.beforeOn !== '' || asked.beforeKnown !== ''
  const state = isAsked
    ? { values: { ...asked }, errors: faultsIn(reader, asked) }
    : { ...BLANK_FORM, values: { beforeOn: addMonths(reader.asking.validOn, -12) } }
  const comparison = isAsked && state.errors.length === 0 ? await compare(visit, site, asked) : null
  return answerPage(visit, {
    title: text(reader, 'nav.compare'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'nav.compare')} lead={text(reader, 'compare.lead')} />
        <Form reader={reader} state={state} />
        {comparison === null ? null : <Outcome reader={reader} comparison={comparison} />}
      </>
    ),
  })
}

/** The other date as written; empty where it was left out. */
interface Asked {
  readonly beforeOn: string
  readonly beforeKnown: string
}

function askedOf({ request }: Visit): Asked {
  const given = (field: string) => request.req.query(field)?.trim() ?? ''
  return { beforeOn: given('beforeOn'), beforeKnown: given('beforeKnown') }
}

async function compare(visit: Visit, site: Site, asked: Asked): Promise<Comparison> {
  const { ctx, at, reader } = visit
  const before = await resolveAsking(ctx, ctx.mission, {
    validOn: asked.beforeOn === '' ? at.validOn : asked.beforeOn,
    knownAt: asked.beforeKnown === '' ? at.knownAt : asked.beforeKnown,
    recordAt: String(at.recordAt.seq),
  })
  const difference = await diff(ctx.db, ctx.mission, 'all', { before, after: at })
  const claims = [...difference.appeared, ...difference.disappeared]
  const titleOf = await subjectTitles(
    visit,
    claims.map(({ subject }) => subject),
  )
  return {
    before,
    difference,
    figures: await changedFigures(visit, site.desks, before),
    namer: { reader, kinds: site.kinds, titleOf },
  }
}

function Form(props: { readonly reader: Reader; readonly state: FormState }): Child {
  const { reader, state } = props
  return (
    <form class="entry-form" method="get" action={reader.link('compare', NOWHEN)}>
      <ErrorSummary reader={reader} errors={state.errors} />
      <KeptFields reader={reader} />
      <TextField
        reader={reader}
        state={state}
        name="beforeOn"
        label={text(reader, 'compare.before-on')}
        hint={text(reader, 'compare.day-hint')}
        width="short"
      />
      <TextField
        reader={reader}
        state={state}
        name="beforeKnown"
        label={text(reader, 'compare.before-known')}
        hint={text(reader, 'compare.known-hint')}
        width="short"
      />
      <p class="buttons">
        <button class="primary">{text(reader, 'form.compare')}</button>
      </p>
    </form>
  )
}

function faultsIn(reader: Reader, { beforeOn, beforeKnown }: Asked): readonly FormError[] {
  const sentence = (value: string) => text(reader, 'compare.not-a-day', { value })
  return [
    ...(beforeOn === '' || isDay(beforeOn)
      ? []
      : [{ field: 'beforeOn', sentence: sentence(beforeOn) }]),
    ...(beforeKnown === '' || isDay(beforeKnown) || isInstant(beforeKnown)
      ? []
      : [{ field: 'beforeKnown', sentence: sentence(beforeKnown) }]),
  ]
}

function Outcome(props: { readonly reader: Reader; readonly comparison: Comparison }): Child {
  const { reader } = props
  const { before, difference, figures, namer } = props.comparison
  const link = reader.link('', {
    validOn: before.validOn,
    knownAt: dayOfInstant(before.knownAt),
  })
  const lead = phrase(reader, 'compare.between', {
    before: <DayTime reader={reader} day={before.validOn} />,
    after: <DayTime reader={reader} day={reader.asking.validOn} />,
    was: (enclosed) => <a href={link}>{enclosed}</a>,
    is: (enclosed) => <a href={reader.link('')}>{enclosed}</a>,
  })
  return (
    <>
      <p class="lead">{lead}</p>
      <Section id="figures" title={text(reader, 'compare.figures')}>
        <FigureChanges reader={reader} changes={figures} />
      </Section>
      <Claims namer={namer} id="appeared" claims={difference.appeared} />
      <Claims namer={namer} id="disappeared" claims={difference.disappeared} />
      <p class="dim">{text(reader, 'compare.rest')}</p>
    </>
  )
}

function Claims(props: {
  readonly namer: Namer
  readonly id: 'appeared' | 'disappeared'
  readonly claims: readonly StandingClaim[]
}): Child {
  const { namer, id, claims } = props
  const { reader } = namer
  const shown = claims.toSorted((a, b) => (a.saidAt < b.saidAt ? 1 : -1)).slice(0, SHOWN)
  return (
    <Section
      id={id}
      title={text(reader, `diff.${id}`)}
      {...(claims.length > SHOWN ? { sub: text(reader, 'compare.cut') } : {})}
    >
      {claims.length === 0 ? (
        <p class="dim">{text(reader, 'compare.none')}</p>
      ) : (
        <ClaimList {...namer} claims={shown} by="said" />
      )}
    </Section>
  )
}
