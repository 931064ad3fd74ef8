import { LinkList, PageHead, Section, text } from '#ui'

import type { Site, Visit } from '../site.ts'
import { kindLinks } from './desk-pages.tsx'
import { answerPage, trailOf } from './page.tsx'

/** Which kind of claim is to be put on record. */
export async function showRecordMenu(visit: Visit, { desks }: Site): Promise<Response> {
  const { reader, request } = visit
  const passedOn = new URLSearchParams()
  for (const field of ['subject', 'document']) {
    const value = request.req.query(field)
    if (value !== undefined && value !== '') passedOn.set(field, value)
  }
  const query = passedOn.size === 0 ? '' : `?${passedOn.toString()}`
  return answerPage(visit, {
    title: text(reader, 'nav.record'),
    section: 'record',
    trail: trailOf(visit),
    body: (
      <>
        <PageHead
          title={text(reader, 'nav.record')}
          lead={text(reader, 'record.lead')}
          actions={[
            { href: reader.link('intake'), label: text(reader, 'intake.page') },
            { href: reader.link('subjects/new'), label: text(reader, 'subject.new') },
            { href: reader.link('parties/new'), label: text(reader, 'party.new') },
          ]}
        />
        {desks.map((desk) => (
          <Section id={`desk-${desk.name}`} title={text(reader, desk.title)}>
            <div class="kinds">
              <LinkList items={kindLinks(reader, desk, query)} />
            </div>
          </Section>
        ))}
      </>
    ),
  })
}
