import type { Child } from 'hono/jsx'

import { CredentialField, text } from '#ui'
import type { FormState } from '#ui'

import type { Owner } from './owner.ts'

/** Asks once more for the password of whoever sits here; nothing where the account has none. */
export function CurrentPassword(props: {
  readonly owner: Owner
  readonly state: FormState
}): Child {
  const { visit, account } = props.owner
  if (account.passwordHash === null) return null
  return (
    <>
      <input type="hidden" name="username" autocomplete="username" value={account.name} />
      <CredentialField
        reader={visit.reader}
        state={props.state}
        name="current"
        label={text(visit.reader, 'account.current')}
        type="password"
        autocomplete="current-password"
      />
    </>
  )
}
