import { PageHead, text } from '#ui'

import { originOf } from '../passkey.ts'
import { answerPlain } from '../visit.tsx'
import type { PlainVisit } from '../visit.tsx'

/** Shows a one-time link, this once. */
export async function answerLink(
  visit: PlainVisit,
  secret: string,
  name: string,
): Promise<Response> {
  const { reader } = visit
  const title = text(reader, 'link.title', { name })
  return answerPlain(visit, {
    title,
    body: (
      <div class="narrow-page">
        <PageHead title={title} lead={text(reader, 'link.lead')} />
        <code class="secret">{`${originOf(visit)}/welcome/${secret}`}</code>
        <p>
          <a href={reader.link('/administer')}>{text(reader, 'link.back')}</a>
        </p>
      </div>
    ),
  })
}
