import type { Child } from 'hono/jsx'

import { CHANNELS, type Channel, lastDeliveries, mayBeTold, noticesOf } from '#platform'
import type { LastDelivery, Notice } from '#platform'
import { DayTime, Definitions, PageHead, Section, text } from '#ui'
import type { Reader } from '#ui'

import { answerPage, trailOf } from '../../pages/page.tsx'
import { ActButton } from '../../sign-in/act-button.tsx'
import type { Site, Visit } from '../../site.ts'
import { ownerOf } from './notice-owner.ts'

/** How somebody is told, outside these pages, that something new waits for them. */
export async function showSettings(visit: Visit, site: Site): Promise<Response> {
  const { reader } = visit
  const owner = ownerOf(visit)
  const notices = await noticesOf(site.auth, owner)
  const last = await lastDeliveries(site.auth.db, owner)
  return answerPage(visit, {
    title: text(reader, 'notice.title'),
    section: 'needs',
    trail: trailOf(visit, { path: 'needs', label: text(reader, 'nav.needs') }),
    body: (
      <div class="narrow-page">
        <PageHead title={text(reader, 'notice.title')} lead={text(reader, 'notice.lead')} />
        {CHANNELS.map((channel) => (
          <ChannelPart
            reader={reader}
            site={site}
            channel={channel}
            notice={notices.find((one) => one.channel === channel)}
            last={last.find((one) => one.channel === channel)}
          />
        ))}
        <Section id="feeds" title={text(reader, 'notice.feed')}>
          <p>{text(reader, 'notice.feed.lead')}</p>
          <p>
            <a href={reader.link('needs.atom')}>{text(reader, 'feed.name')}</a>{' '}
            <a href={reader.link('/account/tokens')}>{text(reader, 'account.token.title')}</a>
          </p>
        </Section>
      </div>
    ),
  })
}

interface Part {
  readonly reader: Reader
  readonly site: Site
  readonly channel: Channel
  readonly notice: Notice | undefined
  readonly last: LastDelivery | undefined
}

function ChannelPart({ reader, site, channel, notice, last }: Part): Child {
  const path = `needs/settings/${channel}`
  const key = notice === undefined ? 'notice.set-up' : 'notice.change'
  return (
    <Section
      id={channel}
      title={text(reader, `notice.${channel}`)}
      sub={text(reader, `notice.${channel}.lead`)}
    >
      {notice === undefined ? (
        <p>{text(reader, isOffered(site, channel) ? 'notice.off' : 'notice.no-mail')}</p>
      ) : (
        <Definitions items={itemsOf(reader, site, { notice, last })} />
      )}
      {isOffered(site, channel) || notice !== undefined ? (
        <div class="buttons">
          <a href={reader.link(path)}>{text(reader, key)}</a>
          {notice === undefined || mayBeTold(notice) || !isOffered(site, channel) ? null : (
            <ActButton
              reader={reader}
              action={path}
              values={{ act: 'ask-again' }}
              label={text(reader, 'notice.confirm.again')}
            />
          )}
          {notice === undefined ? null : (
            <ActButton
              reader={reader}
              action={path}
              values={{ act: 'stop' }}
              label={text(reader, 'notice.stop')}
              about={text(reader, `notice.${channel}`)}
              grave
            />
          )}
        </div>
      ) : null}
    </Section>
  )
}

/** Webhooks need nothing but the network; mail needs a server that takes it. */
function isOffered({ notices }: Site, channel: Channel): boolean {
  return channel === 'webhook' || notices?.sendsMail === true
}

function itemsOf(
  reader: Reader,
  site: Site,
  { notice, last }: { readonly notice: Notice; readonly last: LastDelivery | undefined },
): readonly { readonly name: Child; readonly value: Child }[] {
  const { address, channel, rhythm, time, zone } = notice
  return [
    {
      name: text(reader, `notice.address.${channel}`),
      value: <span class="recorded">{address}</span>,
    },
    ...(channel === 'email' ? [confirmationItem(reader, notice)] : []),
    { name: text(reader, 'notice.desks'), value: desksInWords(reader, site, notice) },
    {
      name: text(reader, 'notice.rhythm'),
      value:
        rhythm === 'at_once' ? (
          text(reader, 'notice.rhythm.at_once')
        ) : (
          <time datetime={time}>{text(reader, 'notice.daily-at', { time, zone })}</time>
        ),
    },
    { name: text(reader, 'notice.last'), value: <Last reader={reader} last={last} /> },
  ]
}

function confirmationItem(reader: Reader, { confirmedAt }: Notice) {
  return {
    name: text(reader, 'notice.confirmed'),
    value:
      confirmedAt === null ? (
        text(reader, 'notice.confirmed.not')
      ) : (
        <DayTime reader={reader} day={confirmedAt.slice(0, 'YYYY-MM-DD'.length)} />
      ),
  }
}

function Last(props: { readonly reader: Reader; readonly last: LastDelivery | undefined }): Child {
  const { reader, last } = props
  if (last === undefined) return text(reader, 'notice.last.none')
  return (
    <>
      {text(reader, `notice.last.${last.state}`)}{' '}
      {last.fault === null ? null : (
        <span class="recorded">{text(reader, 'notice.fault', { fault: last.fault })}</span>
      )}
    </>
  )
}

function desksInWords(reader: Reader, site: Site, { desks }: Notice): string {
  if (desks === 'all') return text(reader, 'notice.desks.all')
  return site.desks
    .filter(({ name }) => desks.includes(name))
    .map(({ title }) => text(reader, title))
    .join(', ')
}
