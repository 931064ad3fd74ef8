import type { Child } from 'hono/jsx'

import { dayOfInstant, DayTime, phrase, Recorded } from '#ui'
import type { Reader } from '#ui'

/** A name and what belongs to it on one line, with the colon as the reader's language sets it. */
export function Named(props: {
  readonly reader: Reader
  readonly name: Child
  readonly children: Child
}): Child {
  return phrase(props.reader, 'said.named', { name: props.name, value: props.children })
}

/** Who judged, and when. */
export function ByOn(props: {
  readonly reader: Reader
  readonly said: { readonly by: string; readonly saidAt: string }
}): Child {
  const { reader, said } = props
  return (
    <>
      <Recorded>{reader.party(said.by)}</Recorded>,{' '}
      <DayTime reader={reader} day={dayOfInstant(said.saidAt)} />
    </>
  )
}
