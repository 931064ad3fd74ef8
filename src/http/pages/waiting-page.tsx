import { listWaiting } from '#register'
import type { ShownProposal } from '#register'
import { Empty, formatInstant, PageHead, Table, text } from '#ui'

import type { Visit } from '../site.ts'
import { answerPage, trailOf } from './page.tsx'
import { headline } from './proposal-summary.tsx'

/** What waits for a second person, the oldest first; nothing here is ever approved by time-out. */
export async function showWaiting(visit: Visit): Promise<Response> {
  const { reader, ctx, at } = visit
  const proposals = await listWaiting(ctx.db, ctx.mission, at)
  return answerPage(visit, {
    title: text(reader, 'nav.waiting'),
    section: 'needs',
    trail: trailOf(visit, { path: 'needs', label: text(reader, 'nav.needs') }),
    body: (
      <>
        <PageHead title={text(reader, 'nav.waiting')} lead={text(reader, 'waiting.lead')} />
        {proposals.length === 0 ? (
          <Empty reader={reader}>{text(reader, 'waiting.none')}</Empty>
        ) : (
          <Table
            reader={reader}
            caption={text(reader, 'nav.waiting')}
            captionAs="hidden"
            rows={proposals}
            columns={[
              {
                head: text(reader, 'waiting.what'),
                as: 'row-head',
                cell: (proposal: ShownProposal) => (
                  <a href={reader.link(`waiting/${proposal.id}`)}>{headline(reader, proposal)}</a>
                ),
              },
              {
                head: text(reader, 'waiting.since'),
                as: 'text',
                cell: ({ recordedAt }: ShownProposal) => (
                  <time datetime={recordedAt}>{formatInstant(reader, recordedAt)}</time>
                ),
              },
              {
                head: text(reader, 'waiting.whose'),
                as: 'text',
                cell: ({ proposer }: ShownProposal) =>
                  text(reader, proposer === ctx.actor.id ? 'waiting.own' : 'waiting.others'),
              },
            ]}
          />
        )}
      </>
    ),
  })
}
