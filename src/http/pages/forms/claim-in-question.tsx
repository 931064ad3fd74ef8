import type { Child } from 'hono/jsx'

import { getClaim } from '#register'
import type { Asking, StoredClaim } from '#register'
import { PATHS } from '#ui'
import type { NavigationItem } from '#ui'

import type { Visit } from '../../site.ts'
import { kindTitle } from '../kind-words.ts'
import { ByOn, Named } from '../named.tsx'
import { Saying } from '../saying.tsx'
import type { Speaker } from '../saying.tsx'

/** The claim that a form is about, by the id in its address. */
export async function claimInQuestion({ ctx, request }: Visit, now: Asking): Promise<StoredClaim> {
  return getClaim(ctx.db, ctx.mission, request.req.param('id') ?? '', now)
}

/** The claim in one line, so that nobody judges another by mistake. */
export function InQuestion(props: Speaker & { readonly claim: StoredClaim }): Child {
  const { reader, claim } = props
  return (
    <>
      <a href={reader.link(PATHS.claim(claim.id))}>{kindTitle(reader, claim.kind)}</a>,{' '}
      <Named
        reader={reader}
        name={<ByOn reader={reader} said={{ by: claim.assertedBy, saidAt: claim.saidAt }} />}
      >
        <Saying {...props} />
      </Named>
    </>
  )
}

/** The way back from a form to its claim. */
export function trailToClaim({ reader }: Visit, claim: StoredClaim): readonly NavigationItem[] {
  return [{ path: PATHS.claim(claim.id), label: kindTitle(reader, claim.kind) }]
}
