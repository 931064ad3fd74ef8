import { isIP } from 'node:net'

import type { Child } from 'hono/jsx'

import { FormToken, HiddenField, text } from '#ui'

import type { PlainVisit } from './visit.tsx'

/** The name by which browsers know us for passkeys; null where the page was asked by number, which none accepts. */
export function passkeyHostOf({ request, site }: PlainVisit): string | null {
  const { publicAddress } = site.auth.settings
  const { hostname } = new URL(publicAddress ?? request.req.url)
  return isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 ? hostname : null
}

/** Offers to sign in with a passkey, or to make one; drawn only where the browser can, which its script finds out. */
export function PasskeyForm(props: {
  readonly visit: PlainVisit
  readonly use: 'sign-in' | 'make'
  readonly next: string
}): Child {
  const { visit, use, next } = props
  const { reader } = visit
  if (passkeyHostOf(visit) === null) return null
  const action = use === 'make' ? '/account/passkeys' : '/sign-in/passkey'
  return (
    <form
      class="entry-form"
      method="post"
      action={reader.link(action)}
      data-passkey={use}
      data-options={`${action}/options`}
    >
      <FormToken reader={reader} />
      <HiddenField name="answer" value="" />
      <HiddenField name="next" value={next} />
      {use === 'make' ? null : <p class="or">{text(reader, 'sign-in.or')}</p>}
      <p class="error" role="alert" hidden>
        {text(reader, 'passkey.failed')}
      </p>
      <p class="buttons">
        <button class="secondary">{text(reader, `passkey.${use}`)}</button>
      </p>
    </form>
  )
}
