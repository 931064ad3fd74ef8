import { z } from 'zod'

import { isId } from '#kit'
import { AUDIT_EVENTS, readAudit, RefusedError } from '#platform'
import type { AuditLine, AuditQuestion } from '#platform'
import { formatInstant, HiddenField, PageHead, Pagination, Table, text } from '#ui'
import type { Column, Reader } from '#ui'

import { answerPlain, missionsFor, sendOn } from './visit.tsx'
import type { PlainVisit } from './visit.tsx'

const LINES = 100

/** What happened to accounts, and who was shown what is not public: for auditors and administrators. */
export async function showAudit(visit: PlainVisit): Promise<Response> {
  const { site, reader, request, signedIn } = visit
  if (signedIn === null || signedIn.sessionId === null) {
    return sendOn(visit, `/sign-in?next=${encodeURIComponent('/audit')}`)
  }
  const missions = missionsFor(visit, 'audit')
  if (missions.length === 0) {
    throw new RefusedError(
      'forbidden',
      'auth.not_auditor',
      'Only an auditor or an administrator of a mission may read the audit; ask one.',
    )
  }
  const question = { ...askedBy(request), missions, limit: LINES }
  const { event } = question
  const lines = await readAudit(site.auth, question)
  const title = text(reader, 'audit.title')
  const next = lines.length < LINES ? null : (lines.at(-1)?.id ?? null)
  return answerPlain(visit, {
    title,
    body: (
      <>
        <PageHead
          title={title}
          lead={text(reader, 'audit.lead', { missions: missions.join(', ') })}
        />
        <EventFilter reader={reader} chosen={event} />
        <Table
          reader={reader}
          caption={title}
          captionAs="hidden"
          columns={columnsFor(reader)}
          rows={lines}
        />
        <Pagination
          reader={reader}
          path={event === null ? '/audit' : `/audit?event=${event}`}
          next={next}
          current={question.before}
        />
      </>
    ),
  })
}

/** Which lines the address asks for. */
function askedBy(request: PlainVisit['request']): Pick<AuditQuestion, 'event' | 'before'> {
  const before = request.req.query('after') ?? ''
  return {
    event: AUDIT_EVENTS.find((one) => one === request.req.query('event')) ?? null,
    before: isId(before) ? before : null,
  }
}

function EventFilter(props: { readonly reader: Reader; readonly chosen: string | null }) {
  const { reader, chosen } = props
  const { language } = reader.asking.given
  return (
    <form class="choose" method="get" action="/audit">
      {language === null ? null : <HiddenField name="lang" value={language} />}
      <label for="event">{text(reader, 'audit.filter')}</label>
      <select id="event" name="event">
        <option value="">{text(reader, 'audit.all')}</option>
        {AUDIT_EVENTS.map((event) => (
          <option value={event} selected={event === chosen}>
            {text(reader, `audit.event.${event}`)}
          </option>
        ))}
      </select>
      <button class="secondary">{text(reader, 'audit.show')}</button>
    </form>
  )
}

/** What belongs to an event, as names and values: "method: code, strength: full". */
function detailInWords(detail: string): string {
  const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(detail))
  return Object.entries(parsed)
    .filter(
      ([, value]) =>
        value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    )
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(' ') : String(value)}`)
    .join(', ')
}

function columnsFor(reader: Reader): readonly Column<AuditLine>[] {
  return [
    { as: 'row-head', head: text(reader, 'audit.at'), cell: ({ at }) => formatInstant(reader, at) },
    {
      as: 'text',
      head: text(reader, 'audit.event'),
      cell: ({ event }) => text(reader, `audit.event.${event}`),
    },
    {
      as: 'text',
      head: text(reader, 'audit.by'),
      cell: ({ actor, actorName }) =>
        actorName ?? (actor === 'local' ? text(reader, 'audit.local') : (actor ?? '–')),
    },
    {
      as: 'text',
      head: text(reader, 'audit.account'),
      cell: ({ accountName, account }) => accountName ?? account ?? '–',
    },
    { as: 'text', head: text(reader, 'audit.mission'), cell: ({ mission }) => mission ?? '–' },
    {
      as: 'text',
      head: text(reader, 'audit.detail'),
      cell: ({ detail }) => <span class="hash">{detailInWords(detail)}</span>,
    },
  ]
}
