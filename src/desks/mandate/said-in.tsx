import type { Child } from 'hono/jsx'

import { Marks, type Reader, Recorded, StatusIcon, text } from '#ui'

import { asBasis } from './choose.ts'
import type { Saying } from './sayings.ts'

/** What is said in one field with its marks; what others say instead stands under it and is named as such. */
export function SaidIn(props: {
  readonly reader: Reader
  readonly sayings: readonly Saying[]
  /** How one version is drawn; as recorded text where nothing is said. */
  readonly draw?: (says: string) => Child
}): Child {
  const { reader, sayings } = props
  const draw = props.draw ?? ((says: string) => <Recorded>{says}</Recorded>)
  const version = ({ says, basis }: Saying) => (
    <>
      {draw(says)}
      <Marks reader={reader} claims={basis.map(asBasis)} />
    </>
  )
  const rivals = sayings.filter(({ chosen }) => !chosen)
  return (
    <>
      {sayings
        .filter(({ chosen }) => chosen)
        .map((saying, place) => (
          <>
            {place === 0 ? null : <br />}
            {version(saying)}
          </>
        ))}
      {rivals.map((saying) => (
        <>
          <br />
          <span class="st disputed">
            <StatusIcon status="disputed" />
            {text(reader, 'mandate.instruments.rival')}
          </span>{' '}
          {version(saying)}
        </>
      ))}
    </>
  )
}
