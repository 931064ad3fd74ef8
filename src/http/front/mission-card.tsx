import type { Child } from 'hono/jsx'

import { CountLink, dayOfInstant, DayTime, KeyFigures, phrase, text } from '#ui'
import type { Reader } from '#ui'

import type { MissionState } from './mission-state.ts'

/** One mission on the front page: how it stands today, and the ways into its record. */
export function MissionCard(props: {
  readonly reader: Reader
  readonly state: MissionState
}): Child {
  const { reader, state } = props
  const { lastEntry } = state
  const heading = `mission-${reader.mission.id}`
  return (
    <article class="mission-card" aria-labelledby={heading}>
      <h3 id={heading}>
        <a class="recorded" href={reader.link('')}>
          {reader.mission.title}
        </a>
      </h3>
      {state.lead}
      {state.figures.length === 0 ? null : <KeyFigures>{[...state.figures]}</KeyFigures>}
      <ul class="acts">
        <li>
          {phrase(reader, 'front.claims', {
            n: state.claims,
            all: (label) => <CountLink href={reader.link('timeline')}>{label}</CountLink>,
          })}
        </li>
        <li>
          {phrase(reader, 'front.contested', {
            n: state.contested,
            all: (label) => <CountLink href={reader.link('contested')}>{label}</CountLink>,
          })}
        </li>
        {lastEntry === null ? null : (
          <li>
            {phrase(reader, 'front.last-entry', {
              day: <DayTime reader={reader} day={dayOfInstant(lastEntry)} />,
            })}
          </li>
        )}
      </ul>
      <ul class="acts">
        {WAYS.map(([path, key]) => (
          <li>
            <a href={reader.link(path)}>{text(reader, key)}</a>
          </li>
        ))}
      </ul>
    </article>
  )
}

/** The ways into a mission's record from outside. */
const WAYS = [
  ['', 'nav.overview'],
  ['documents', 'nav.sources'],
  ['download', 'download.name'],
  ['feed.atom', 'feed.name'],
] as const
