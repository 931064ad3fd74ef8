import type { Child } from 'hono/jsx'

import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** The way to sign in, or the name of whoever did, in the header. */
export function AccountLink(props: { readonly reader: Reader }): Child {
  const { reader } = props
  if (reader.account !== null) {
    return (
      <a class="account recorded" href={reader.link('/account')}>
        {reader.account}
      </a>
    )
  }
  return (
    <a class="account" href={reader.link(`/sign-in?next=${encodeURIComponent(reader.here)}`)}>
      {text(reader, 'layout.sign-in')}
    </a>
  )
}
