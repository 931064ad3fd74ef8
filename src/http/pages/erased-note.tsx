import type { Child } from 'hono/jsx'

import { findErased } from '#register'
import type { ErasedEntry, ErasedPart } from '#register'
import { dayOfInstant, DayTime, PageHead, phrase, Recorded, Section, text } from '#ui'
import type { Reader } from '#ui'

import type { Visit } from '../site.ts'
import { kindTitle } from './kind-words.ts'
import { answerPage, trailOf } from './page.tsx'

interface Noted {
  readonly reader: Reader
  readonly erased: readonly ErasedPart[]
}

/** What of an entry was erased, if it was on record and anything was. */
export async function erasedOf({ ctx, at }: Visit, id: string): Promise<ErasedEntry | null> {
  const found = (await findErased(ctx.db, ctx.mission, [id])).get(id)
  return found === undefined || found.seq > at.recordAt.seq ? null : found
}

/** Whether an entry says nothing any more. */
export function isMute({ type, erased }: ErasedEntry): boolean {
  return erased.some(({ part }) => part === (type === 'claim' ? 'statement' : 'content'))
}

/** What is missing from a page, since when and on which legal basis; what it was is told by nobody. */
export function ErasedNote({ reader, erased }: Noted): Child {
  const byErasure = new Map<number, ErasedPart[]>()
  for (const part of erased) byErasure.set(part.by, [...(byErasure.get(part.by) ?? []), part])
  return [...byErasure.values()].map((parts) => <p>{erasedWords(reader, parts)}</p>)
}

function erasedWords(reader: Reader, parts: readonly ErasedPart[]): Child {
  const [first] = parts
  if (first === undefined) return null
  const names = parts.map(({ part }) => text(reader, `erased.part.${part}`))
  return phrase(reader, 'erased.by', {
    parts: names.join(', '),
    entry: <b>{String(first.by)}</b>,
    day: <DayTime reader={reader} day={dayOfInstant(first.at)} />,
    basis: <Recorded>{first.legalBasis}</Recorded>,
  })
}

/** The page of an entry whose words were erased: that it was there, and who took them away. */
export async function answerErased(visit: Visit, entry: ErasedEntry): Promise<Response> {
  const { reader, request } = visit
  request.status(410)
  return answerPage(visit, {
    title: text(reader, 'erased.title'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'erased.title')} lead={text(reader, 'erased.lead')} />
        <ErasedNote reader={reader} erased={entry.erased} />
        <p>{text(reader, 'erased.place', { seq: entry.seq })}</p>
        {entry.claim === null ? null : <ErasedClaim reader={reader} entry={entry} />}
      </>
    ),
  })
}

/** Claims whose words were erased, in place of the words. */
export function ErasedClaims(props: {
  readonly reader: Reader
  readonly entries: readonly ErasedEntry[]
}): Child {
  const { reader, entries } = props
  if (entries.length === 0) return null
  return (
    <Section id="erased" title={text(reader, 'erased.claims')}>
      <ul class="links">
        {entries.map((entry) => (
          <li>
            <ErasedClaim reader={reader} entry={entry} />
            <span class="note">
              <ErasedNote reader={reader} erased={entry.erased} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ErasedClaim(props: { readonly reader: Reader; readonly entry: ErasedEntry }): Child {
  const { reader, entry } = props
  if (entry.claim === null) return null
  const { kind, subject, assertedBy, saidAt } = entry.claim
  return (
    <p>
      {phrase(reader, 'erased.claim', {
        kind: kindTitle(reader, kind),
        subject: (
          <a class="recorded" href={reader.link(`subjects/${encodeURIComponent(subject)}`)}>
            {subject}
          </a>
        ),
        asserter: <Recorded>{reader.party(assertedBy)}</Recorded>,
        day: <DayTime reader={reader} day={dayOfInstant(saidAt)} />,
      })}
    </p>
  )
}
