import type { Child } from 'hono/jsx'

import type { Ground } from '#desk-kit'
import { Marks, type Reader, StatusMark, text } from '#ui'

/** The footnote mark of what is said. */
export function BasisMarks(props: {
  readonly reader: Reader
  readonly basis: readonly Ground[]
}): Child {
  const { reader, basis } = props
  return <Marks reader={reader} claims={basis.map(({ claim }) => claim)} />
}

/** How something was said, where it was not plainly affirmed. */
export function Manner(props: {
  readonly reader: Reader
  readonly said: { readonly modality: string; readonly reach: string }
}): Child {
  const { reader, said } = props
  return (
    <>
      {said.modality === 'affirmed' ? null : (
        <span class="dim"> ({text(reader, `modality.${said.modality}`)})</span>
      )}
      {said.reach === 'certain' ? null : (
        <>
          {' '}
          <StatusMark reader={reader} status="possible" />
        </>
      )}
    </>
  )
}
