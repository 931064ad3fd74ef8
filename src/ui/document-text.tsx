import type { Child } from 'hono/jsx'

import { PATHS } from './reader.ts'
import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** A passage that a claim cites: UTF-16 positions in the document's text. */
export interface Passage {
  readonly claim: string
  readonly start: number
  readonly end: number
}

/** A stretch of text and the claims that cite it, none for the text between passages. */
export interface Stretch {
  readonly text: string
  readonly claims: readonly string[]
}

/** The text of a document with every cited passage highlighted and linked to its claim. */
export function DocumentText(props: {
  readonly reader: Reader
  readonly content: string
  /** BCP 47. */
  readonly language: string
  readonly passages: readonly Passage[]
}): Child {
  const lit = new Set<string>()
  return (
    <article class="text recorded" lang={props.language}>
      {paragraphs(props.content).map(({ start, end }) => (
        <p>
          {stretches(props.content, { start, end }, props.passages).map((stretch) =>
            stretch.claims.length === 0 ? (
              stretch.text
            ) : (
              <Highlight reader={props.reader} stretch={stretch} lit={lit} />
            ),
          )}
        </p>
      ))}
    </article>
  )
}

/** Where a claim's passage stands on a document's page: append to the document's path. */
export function passageAnchor(claim: string): string {
  return `p-${claim}`
}

/** Cuts one part of a text wherever a passage starts or ends, so that overlapping passages both show. */
export function stretches(
  content: string,
  part: { readonly start: number; readonly end: number },
  passages: readonly Passage[],
): readonly Stretch[] {
  const here = passages.filter((passage) => passage.start < part.end && passage.end > part.start)
  const cuts = [part.start, part.end, ...here.flatMap((passage) => [passage.start, passage.end])]
    .filter((cut) => cut >= part.start && cut <= part.end)
    .toSorted((a, b) => a - b)
  return cuts.slice(1).flatMap((end, place) => {
    const start = cuts[place] ?? end
    if (start === end) return []
    const claims = here
      .filter((passage) => passage.start < end && passage.end > start)
      .map((passage) => passage.claim)
    return [{ text: content.slice(start, end), claims: [...new Set(claims)] }]
  })
}

function Highlight(props: {
  readonly reader: Reader
  readonly stretch: Stretch
  /** Claims whose anchor is placed already: an id may stand once on a page. */
  readonly lit: Set<string>
}): Child {
  const { reader, stretch, lit } = props
  const [first = ''] = stretch.claims
  const fresh = stretch.claims.filter((claim) => !lit.has(claim))
  for (const claim of fresh) lit.add(claim)
  return (
    <>
      {fresh.slice(1).map((claim) => (
        <span id={passageAnchor(claim)} />
      ))}
      <mark id={fresh[0] === undefined ? undefined : passageAnchor(fresh[0])}>
        <a href={reader.link(PATHS.claim(first))} title={text(reader, 'document.passage')}>
          {stretch.text}
        </a>
      </mark>
    </>
  )
}

function paragraphs(content: string): readonly { readonly start: number; readonly end: number }[] {
  const found = [...content.matchAll(/[^\n]+(?:\n(?!\n)[^\n]+)*/gu)]
  return found.map((match) => ({ start: match.index, end: match.index + match[0].length }))
}
