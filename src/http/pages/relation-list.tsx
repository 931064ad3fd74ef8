import type { Child } from 'hono/jsx'

import type { Relation, StoredClaim } from '#register'
import { AtWork, PATHS, Recorded, StatusMark, text } from '#ui'

import { ByOn, Named } from './named.tsx'
import { Saying } from './saying.tsx'
import type { Speaker } from './saying.tsx'

interface ListProps extends Speaker {
  readonly relations: readonly Relation[]
  /** The claims that are known here; any other is named by its link alone. */
  readonly claims: ReadonlyMap<string, StoredClaim>
  /** Where a relation is taken back. */
  readonly undoPath: (relation: string) => string
}

/** Links between claims in words: who holds that this one corrects that one, and why. */
export function RelationList(props: ListProps): Child {
  const { reader } = props
  return (
    <ul class="links relations">
      {props.relations.map((link) => (
        <li class={link.withdrawnBy === null ? undefined : 'withdrawn'}>
          {link.from === null ? null : <Claim {...props} id={link.from} />}{' '}
          <b>{text(reader, `relation.${link.relation}`)}</b> <Claim {...props} id={link.to} />
          <span class="note">
            {link.erasedBy === null ? (
              <Named reader={reader} name={<ByOn reader={reader} said={link} />}>
                <Recorded>{link.reason}</Recorded>
              </Named>
            ) : (
              text(reader, 'erased.words', { seq: link.erasedBy })
            )}{' '}
            {link.withdrawnBy === null ? (
              <AtWork reader={reader}>
                <a href={reader.link(props.undoPath(link.id))}>{text(reader, 'relations.undo')}</a>
              </AtWork>
            ) : (
              <StatusMark reader={reader} status="withdrawn" />
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Claim(props: ListProps & { readonly id: string }): Child {
  const { reader, id } = props
  const claim = props.claims.get(id)
  const href = reader.link(PATHS.claim(id))
  if (claim === undefined) return <a href={href}>{text(reader, 'relations.other')}</a>
  return (
    <>
      <a href={href}>
        <Recorded>{reader.party(claim.assertedBy)}</Recorded>
      </a>{' '}
      (<Saying {...props} claim={claim} />)
    </>
  )
}
