import type { Child } from 'hono/jsx'

import { FormToken, HiddenField } from '#ui'
import type { Reader } from '#ui'

/** A button that does one thing and asks nothing: a form without fields. */
export function ActButton(props: {
  readonly reader: Reader
  readonly action: string
  readonly label: string
  readonly values?: Readonly<Record<string, string>>
  /** What it is done to, for those who hear the page. */
  readonly about?: string
  /** Drawn in the colour of what cannot be taken back. */
  readonly grave?: boolean
}): Child {
  const { reader, about } = props
  return (
    <form class="inline-form" method="post" action={reader.link(props.action)}>
      <FormToken reader={reader} />
      {Object.entries(props.values ?? {}).map(([name, value]) => (
        <HiddenField name={name} value={value} />
      ))}
      <button class={props.grave === true ? 'plain-button grave' : 'plain-button'}>
        {props.label}
        {about === undefined || about === '' ? null : <span class="vh"> {about}</span>}
      </button>
    </form>
  )
}
