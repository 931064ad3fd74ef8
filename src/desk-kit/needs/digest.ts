import type { Day, Instant } from '#kit'
import { type Listener, text } from '#ui'

import type { Desk } from '../desk.ts'
import { isOverdue, type Need } from './need.ts'

/** How much waits at one desk. */
export interface Count {
  readonly total: number
  readonly fresh: number
  readonly overdue: number
}

/** What is told of what waits: counts and links, and nothing that is on record. */
export interface Digest extends Count {
  readonly mission: { readonly id: string; readonly title: string }
  /** The whole address of the queue. */
  readonly link: string
  readonly desks: readonly (Count & { readonly desk: string | null; readonly link: string })[]
}

/** What a digest is made of. */
export interface DigestParts {
  readonly needs: readonly Need[]
  readonly isFresh: (need: Need) => boolean
  readonly mission: Digest['mission']
  /** The address under which readers find the record. */
  readonly address: string
  readonly today: Day
}

/** Counts what waits, desk by desk. */
export function digestOf({ needs, isFresh, mission, address, today }: DigestParts): Digest {
  const link = `${address}/office/${encodeURIComponent(mission.id)}/needs`
  const count = (some: readonly Need[]): Count => ({
    total: some.length,
    fresh: some.filter(isFresh).length,
    overdue: some.filter((need) => isOverdue(need, today)).length,
  })
  const desks = [...new Set(needs.map(({ desk }) => desk))]
  return {
    mission,
    link,
    ...count(needs),
    desks: desks.map((desk) => ({
      desk,
      link: desk === null ? link : `${link}?desk=${encodeURIComponent(desk)}`,
      ...count(needs.filter((need) => need.desk === desk)),
    })),
  }
}

/** A digest in words, for e-mail. */
export function digestInWords(
  listener: Listener,
  digest: Digest,
  desks: readonly Desk[],
): { readonly subject: string; readonly text: string } {
  const { total, fresh, overdue } = digest
  const counts = { total, fresh, overdue, mission: digest.mission.title }
  const nameOf = (name: string | null) => {
    const desk = desks.find((one) => one.name === name)
    return text(listener, desk?.title ?? 'digest.no-desk')
  }
  const parts = digest.desks.flatMap(({ desk, link, ...count }) => [
    text(listener, 'digest.part', { ...count, name: nameOf(desk) }),
    `  ${link}`,
  ])
  const paragraphs = [
    text(listener, 'digest.lead', counts),
    parts.join('\n'),
    text(listener, 'digest.silent'),
    text(listener, 'digest.link', { link: digest.link }),
    text(listener, 'digest.end', { link: `${digest.link}/settings` }),
  ]
  return { subject: text(listener, 'digest.subject', counts), text: `${paragraphs.join('\n\n')}\n` }
}

/** A digest for programs; the matters are known by ids that tell nothing, the same the next time. */
export function digestAsJson(
  { mission, ...digest }: Digest,
  {
    id,
    at,
    matters,
  }: { readonly id: string; readonly at: Instant; readonly matters: readonly string[] },
): string {
  const told = { type: 'needs.new', id, at, mission: mission.id, ...digest, new: matters }
  return `${JSON.stringify(told)}\n`
}
