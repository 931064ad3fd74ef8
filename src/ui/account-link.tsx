import type { Child } from 'hono/jsx'

import type { Reader } from './reader.ts'
import { text } from './words.ts'

const TODAY = { validOn: null, knownAt: null, recordAt: null } as const

/** The way to sign in; for whoever did, their name and the way between the office and what everybody sees. */
export function AccountLink(props: { readonly reader: Reader }): Child {
  const { reader } = props
  if (reader.account === null) {
    return (
      <a class="account" href={reader.link(`/sign-in?next=${encodeURIComponent(reader.here)}`)}>
        {text(reader, 'layout.sign-in')}
      </a>
    )
  }
  return (
    <>
      <a class="account" href={reader.link(otherDoor(reader), TODAY)}>
        {text(reader, reader.isAtWork ? 'layout.portal' : 'layout.office')}
      </a>
      <a class="account recorded" href={reader.link('/account')}>
        {reader.account}
      </a>
    </>
  )
}

function otherDoor({ isAtWork, mission }: Reader): string {
  const root = isAtWork ? '/m' : '/office'
  return mission.id === '' ? root : `${root}/${encodeURIComponent(mission.id)}`
}
