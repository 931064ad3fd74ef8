import type { Child } from 'hono/jsx'

import type { ErasureDraft } from '#register'
import { phrase, Recorded, text } from '#ui'
import type { Reader } from '#ui'

/**
 * What an erasure would erase, for whoever is to approve it. It names entries by their ids: what they say is
 * read on their own pages, for as long as it is there.
 */
export function ErasureSummary(props: {
  readonly reader: Reader
  readonly erasure: Pick<ErasureDraft, 'targets' | 'legalBasis' | 'by'>
}): Child {
  const { reader, erasure } = props
  return (
    <>
      <p>
        {phrase(reader, 'erase.summary', {
          by: <Recorded>{reader.party(erasure.by)}</Recorded>,
          entries: text(reader, 'erase.summary.entries', { count: erasure.targets.length }),
          basis: <Recorded>{erasure.legalBasis}</Recorded>,
        })}
      </p>
      <ul>
        {erasure.targets.map(({ entry, parts }) => (
          <li>
            {text(reader, 'erase.summary.one', {
              entry,
              parts:
                parts === 'all'
                  ? text(reader, 'erase.summary.all')
                  : parts.map((part) => text(reader, `erased.part.${part}`)).join(', '),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
