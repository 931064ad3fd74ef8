import type { Child } from 'hono/jsx'

import { groupBy } from '#kit'
import type { Contested, StandingClaim, StoredClaim } from '#register'
import { dayOfInstant, LinkList, Marks, PATHS, Recorded, text, Timeline } from '#ui'
import type { TimelineItem } from '#ui'

import { claimInWords } from './claim-in-words.ts'
import { kindTitle } from './kind-words.ts'
import { Named } from './named.tsx'
import { BareSaying } from './saying.tsx'
import type { SaidClaim, Speaker } from './saying.tsx'

/** As many sides of a question as are told in a list. */
const SIDES = 4

/** What is needed to name what claims are about. */
export interface Namer extends Speaker {
  readonly titleOf: (subject: string) => string
}

/** Claims in the order given, each under the day it was said or the time it is true. */
export function ClaimList(
  props: Namer & {
    readonly claims: readonly StoredClaim[]
    readonly by: 'said' | 'valid' | 'beginning'
  },
): Child {
  const items = props.claims.map((claim): TimelineItem => {
    const date = dateOf(claim, props.by)
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
      <Named reader={reader} name={<Who {...props} />}>
        <BareSaying {...props} />
      </Named>
    </>
  )
}

/** Subjects on which sources disagree, each with what they say. */
export function OpenQuestions(props: Namer & { readonly contested: readonly Contested[] }): Child {
  const { reader } = props
  return (
    <LinkList
      items={props.contested.map((one) => ({
        href: reader.link(`${PATHS.subject(one.subject)}#${anchorOf(one.kind)}`),
        title: <Recorded>{props.titleOf(one.subject)}</Recorded>,
        note: <Sides {...props} contested={one} />,
      }))}
    />
  )
}

/** Rivals that say the same stand together; a crowd of them is left to the subject's own page. */
function Sides(props: Namer & { readonly contested: Contested }): Child {
  const { reader, contested } = props
  const sides = [
    ...groupBy(contested.claims, (claim) => claimInWords(props, claim) + claim.modality),
  ].map(([, claims]) => claims)
  return (
    <Named reader={reader} name={kindTitle(reader, contested.kind)}>
      {sides.slice(0, SIDES).map((claims, place) => (
        <>
          {place === 0 ? '' : '; '}
          <Side {...props} claims={claims} />
        </>
      ))}
      {sides.length > SIDES ? `; ${text(reader, 'contested.more')}` : ''}
    </Named>
  )
}

function Side(props: Speaker & { readonly claims: readonly StandingClaim[] }): Child {
  const { reader, claims } = props
  const [first] = claims
  if (first === undefined) return null
  const speakers = [...groupBy(claims, ({ assertedBy }) => assertedBy)].flatMap(
    ([, said]) => said[0] ?? [],
  )
  return (
    <>
      <BareSaying {...props} claim={first} />
      <Marks reader={reader} claims={claims.map(({ id }) => id)} /> (
      {speakers.map((claim, place) => (
        <>
          {place === 0 ? '' : ', '}
          <Who {...props} claim={claim} />
        </>
      ))}
      )
    </>
  )
}

/** On a timeline a thing stands where it begins, however long it lasts. */
function dateOf(claim: StoredClaim, by: 'said' | 'valid' | 'beginning'): string {
  if (by === 'said') return dayOfInstant(claim.saidAt)
  const [from = ''] = claim.valid.split('/', 1)
  return by === 'valid' || from === '' || from === '..' ? claim.valid : from
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
