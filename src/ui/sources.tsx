import type { Child } from 'hono/jsx'

import { DayTime } from './figure-value.tsx'
import { ALL_SOURCES, drawnClaims } from './footnotes.ts'
import type { Footnote } from './footnotes.ts'
import { phrase } from './phrase.tsx'
import { PATHS } from './reader.ts'
import type { Reader } from './reader.ts'
import { ShowAll } from './table.tsx'
import { text } from './words.ts'

/** Who said a claim and where, for the list of sources. */
export interface ShownSource {
  readonly assertedBy: string
  readonly reportedBy: string | null
  /** The document's title as recorded; null for the mission's own record. */
  readonly document: string | null
  readonly saidOn: string
}

/** Claims beyond this many fold away: a total of a whole mission rests on hundreds. */
const SHOWN_OPEN = 4

/** Every claim that the list of sources will name, for looking up who said it. */
export function claimsOfSources(reader: Reader): readonly string[] {
  const drawn = reader.notes.all().flatMap(({ claims }) => drawnClaims(reader, claims))
  return [...new Set(drawn)]
}

interface SourcesProps {
  readonly reader: Reader
  /** By claim id; a claim that is missing here is named from its figure's basis. */
  readonly sources: ReadonlyMap<string, ShownSource>
  /**
   * A rule of the record's own may have been said after what it is applied to. It is shown as it was said then;
   * a still copy holds one asking alone, and no page of it.
   */
  readonly later: 'linked' | 'named'
}

/** The list that footnote marks lead to; each line leads on to its claims. Draws nothing on a page without figures. */
export function Sources(props: SourcesProps): Child {
  const notes = props.reader.notes.all()
  if (notes.length === 0) return null
  return (
    <section class="sources" aria-labelledby="sources">
      <h2 id="sources">{text(props.reader, 'sources.title')}</h2>
      <ol class="notes">
        {notes.map((note) => (
          <li id={`s${note.number}`} class="recorded">
            <Note {...props} note={note} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Note(props: SourcesProps & { readonly note: Footnote }): Child {
  const { reader, note } = props
  const drawn = drawnClaims(reader, note.claims)
  const lines = drawn.map((claim) => (
    <SourceLine
      reader={reader}
      claim={claim}
      source={props.sources.get(claim)}
      later={props.later}
    />
  ))
  if (lines.length === 1) return lines
  const list = (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
  const summary = phrase(reader, 'sources.together', { n: note.claims.length, count: (n) => n })
  if (lines.length <= SHOWN_OPEN) return [summary, list]
  return (
    <details>
      <summary>{summary}</summary>
      {list}
      {drawn.length === note.claims.length ? null : (
        <ShowAll
          reader={reader}
          list={ALL_SOURCES}
          shown={drawn.length}
          count={note.claims.length}
          anchor={`s${note.number}`}
        />
      )}
    </details>
  )
}

function SourceLine(
  props: Pick<SourcesProps, 'reader' | 'later'> & {
    readonly claim: string
    readonly source: ShownSource | undefined
  },
): Child {
  const { reader, claim, source, later } = props
  const who = source ?? reader.notes.basisOf(claim)
  const name = source?.document ?? text(reader, 'sources.claim')
  const until = source === undefined ? UNTIL_TODAY : {}
  const isLinked = source !== undefined || later === 'linked'
  return (
    <>
      {isLinked ? <a href={reader.link(PATHS.claim(claim), until)}>{name}</a> : name}
      {who === undefined ? null : <>, {whoSaid(reader, who)}</>}
      {source === undefined ? null : (
        <>
          , <DayTime reader={reader} day={source.saidOn} />
        </>
      )}
    </>
  )
}

const UNTIL_TODAY = { knownAt: null } as const

function whoSaid(
  reader: Reader,
  who: { readonly assertedBy: string; readonly reportedBy: string | null },
): string {
  const asserter = reader.party(who.assertedBy)
  if (who.reportedBy === null) return asserter
  return text(reader, 'sources.reported-by', { asserter, reporter: reader.party(who.reportedBy) })
}
