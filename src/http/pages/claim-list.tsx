import type { Child } from 'hono/jsx'

import type { Contested, StoredClaim } from '#register'
import { dayOfInstant, LinkList, PATHS, Recorded, text, Timeline } from '#ui'
import type { TimelineItem } from '#ui'

import { kindTitle } from './kind-words.ts'
import { BareSaying, Saying } from './saying.tsx'
import type { SaidClaim, Speaker } from './saying.tsx'

/** What is needed to name what claims are about. */
export interface Namer extends Speaker {
  readonly titleOf: (subject: string) => string
}

/** Claims in the order given, each under the day it was said or the time it is true. */
export function ClaimList(
  props: Namer & { readonly claims: readonly StoredClaim[]; readonly by: 'said' | 'valid' },
): Child {
  const items = props.claims.map((claim): TimelineItem => {
    const date = props.by === 'said' ? dayOfInstant(claim.saidAt) : claim.valid
    return { date, what: <ClaimLine {...props} claim={claim} />, claims: [claim.id] }
  })
  return <Timeline reader={props.reader} items={items} />
}

/** One claim on two lines: what it is about, then who says what. Its mark stands beside it. */
export function ClaimLine(props: Namer & { readonly claim: StoredClaim }): Child {
  const { reader, claim } = props
  return (
    <>
      <a class="recorded" href={reader.link(PATHS.claim(claim.id))}>
        {props.titleOf(claim.subject)}
      </a>{' '}
      <span class="dim">{kindTitle(reader, claim.kind)}</span>
      <br />
      <Who {...props} />: <BareSaying {...props} />
    </>
  )
}

/** Subjects on which sources disagree, each with what they say. */
export function OpenQuestions(props: Namer & { readonly contested: readonly Contested[] }): Child {
  const { reader } = props
  return (
    <LinkList
      items={props.contested.map(({ subject, kind, claims }) => ({
        href: reader.link(`${PATHS.subject(subject)}#${anchorOf(kind)}`),
        title: <Recorded>{props.titleOf(subject)}</Recorded>,
        note: (
          <>
            {kindTitle(reader, kind)}:{' '}
            {claims.flatMap((claim, place) => [
              place === 0 ? '' : '; ',
              <Saying {...props} claim={claim} />,
              ' (',
              <Who {...props} claim={claim} />,
              ')',
            ])}
          </>
        ),
      }))}
    />
  )
}

/** Where the claims of a kind stand on a subject's page. */
export function anchorOf(kind: string): string {
  return `k-${kind.replaceAll('.', '-')}`
}

function Who(props: Speaker & { readonly claim: SaidClaim }): Child {
  const { reader, claim } = props
  return (
    <>
      <Recorded>{reader.party(claim.assertedBy)}</Recorded>
      {claim.modality === 'affirmed' ? null : (
        <span class="dim"> ({text(reader, `modality.${claim.modality}`)})</span>
      )}
    </>
  )
}
