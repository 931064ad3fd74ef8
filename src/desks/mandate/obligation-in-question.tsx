import type { Child } from 'hono/jsx'

import { groundOf } from '#desk-kit'
import { Marks, PATHS, type Reader, Recorded, text } from '#ui'

import { asBasis } from './choose.ts'
import type { ReadObligation } from './read-obligations.ts'

/** What an officer sees before answering for an obligation: what it is, and who says that it is owed. */
export function ObligationInQuestion(props: {
  readonly reader: Reader
  readonly read: ReadObligation | undefined
}): Child {
  const { reader, read } = props
  if (read === undefined) return <p>{text(reader, 'mandate.obligations.choose')}</p>
  const { duty, subject, occurrence } = read
  return (
    <p>
      <a class="recorded" href={reader.link(PATHS.subject(duty.subject))}>
        {subject?.title ?? duty.subject}
      </a>
      {': '}
      <Recorded>{occurrence.trigger?.event ?? duty.duty}</Recorded>
      <Marks
        reader={reader}
        claims={duty.chosen.map((claim) => asBasis(groundOf(claim, 'chosen')))}
      />
    </p>
  )
}
