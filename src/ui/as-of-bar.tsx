import type { Child } from 'hono/jsx'

import { addMonths } from '#kit'

import { DayTime } from './figure-value.tsx'
import { dayOfInstant, formatDay, formatInstant, formatMonthName } from './format-day.ts'
import { formatNumber } from './format-number.ts'
import { phrase } from './phrase.tsx'
import type { Reader } from './reader.ts'
import { text } from './words.ts'

const TO_TODAY = { validOn: null, knownAt: null, recordAt: null } as const

/**
 * The two everyday clocks (true on · said by) and, behind a menu, the state of the record: on every
 * page and in every address. A plain GET form; an empty field means its default.
 */
export function AsOfBar(props: { readonly reader: Reader }): Child {
  const { reader } = props
  return (
    <section
      class={`asof ${isToday(reader) ? 'now' : 'then'}`}
      aria-label={text(reader, 'asof.label')}
    >
      <div class="wrap">
        <p class="asking">
          <Sentence reader={reader} />
        </p>
        <button type="button" class="narrow-only" popovertarget="dates">
          {text(reader, 'asof.change')}
        </button>
        <div class="dates" id="dates" popover="auto">
          <MonthLink reader={reader} months={-1} />
          <MonthLink reader={reader} months={1} />
          <DatesForm reader={reader} />
          {isToday(reader) ? null : (
            <a class="today" href={reader.link(reader.here, TO_TODAY)}>
              {text(reader, 'asof.today')}
            </a>
          )}
        </div>
      </div>
    </section>
  )
}

/** Hidden fields that keep the reader's dates and language in a GET form; leave out what the form itself asks. */
export function KeptFields(props: {
  readonly reader: Reader
  readonly without?: readonly string[]
}): Child {
  const { validOn, knownAt, recordAt, language } = props.reader.asking.given
  const fields = { validOn, knownAt, recordAt, lang: language }
  return (
    <>
      {Object.entries(fields).map(([name, value]) =>
        value === null || props.without?.includes(name) === true ? null : (
          <input type="hidden" name={name} value={value} />
        ),
      )}
    </>
  )
}

function Sentence(props: { readonly reader: Reader }): Child {
  const { reader } = props
  const { validOn, knownAt, today, recordAt, given } = reader.asking
  const known = dayOfInstant(knownAt)
  const parts = {
    validOn: formatDay(reader, validOn),
    knownAt: formatDay(reader, known),
    valid: () => (
      <b>
        <DayTime reader={reader} day={validOn} />
      </b>
    ),
    known: () => (
      <b>
        <DayTime reader={reader} day={known} />
      </b>
    ),
  }
  return (
    <>
      <span>{phrase(reader, known === today ? 'asof.now' : 'asof.then', parts)}</span>
      {given.recordAt === null ? null : (
        <span>, {text(reader, 'asof.as-record', { seq: formatNumber(reader, recordAt.seq) })}</span>
      )}
    </>
  )
}

function DatesForm(props: { readonly reader: Reader }): Child {
  const { reader } = props
  const { validOn, knownAt } = reader.asking
  const [place = '', query = ''] = reader.here.split('?', 2)
  return (
    <form method="get" action={reader.link(place, { ...TO_TODAY, language: null })}>
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <KeptFields reader={reader} without={['validOn', 'knownAt', 'recordAt']} />
      <label for="validOn">{text(reader, 'asof.true-on')}</label>
      <input id="validOn" name="validOn" type="date" value={validOn} />
      <label for="knownAt">{text(reader, 'asof.said-by')}</label>
      <input id="knownAt" name="knownAt" type="date" value={dayOfInstant(knownAt)} />
      <button>{text(reader, 'asof.show')}</button>
      <RecordMenu reader={reader} />
    </form>
  )
}

function RecordMenu(props: { readonly reader: Reader }): Child {
  const { reader } = props
  const { recordAt, given } = reader.asking
  const state = {
    seq: formatNumber(reader, recordAt.seq),
    instant: formatInstant(reader, recordAt.at),
  }
  return (
    <details class="record">
      <summary>{text(reader, 'asof.record')}</summary>
      <div class="panel">
        <p>{text(reader, 'asof.record-state', state)}</p>
        <label for="recordAt">{text(reader, 'asof.record-at')}</label>
        <p class="hint" id="recordAt-hint">
          {text(reader, 'asof.record-at.hint')}
        </p>
        <input
          id="recordAt"
          name="recordAt"
          value={given.recordAt ?? ''}
          aria-describedby="recordAt-hint"
          autocomplete="off"
        />
        <button>{text(reader, 'asof.show')}</button>
        {given.recordAt === null ? null : (
          <a href={reader.link(reader.here, { recordAt: null })}>{text(reader, 'asof.latest')}</a>
        )}
      </div>
    </details>
  )
}

function MonthLink(props: { readonly reader: Reader; readonly months: 1 | -1 }): Child {
  const { reader, months } = props
  const day = addMonths(reader.asking.validOn, months)
  const key = months < 0 ? 'asof.earlier' : 'asof.later'
  const name = formatMonthName(reader, day)
  return (
    <a
      class={months < 0 ? 'earlier' : 'later'}
      href={reader.link(reader.here, { validOn: day })}
      aria-label={text(reader, key, { day: formatDay(reader, day) })}
    >
      {months < 0 ? `‹ ${name}` : `${name} ›`}
    </a>
  )
}

function isToday(reader: Reader): boolean {
  const { validOn, knownAt, today, given } = reader.asking
  return validOn === today && dayOfInstant(knownAt) === today && given.recordAt === null
}
