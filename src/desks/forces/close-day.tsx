import { z } from 'zod'

import {
  type Context,
  type Deed,
  defineAction,
  edtfSchema,
  ownClaim,
  ownDecision,
  ownParty,
  ownSubject,
  partySchema,
  sentBefore,
  textSchema,
} from '#desk-kit'
import { dayOfInstant, isDay } from '#kit'
import { RefusedError } from '#platform'
import { audienceOf, findOpenings, findSubjects, isAsOpenAs } from '#register'
import type { Asking, Draft } from '#register'
import { text } from '#ui'

import { checkReasons, readReasons } from './close-reasons.ts'
import { closingSubject, closeOn, numbersOf, saysTheSame } from './closes.ts'
import { type ClosedLine, dayClose } from './ledger-kinds.ts'
import type { LedgerLine } from './ledger-lines.ts'
import { LedgerTable } from './ledger-table.tsx'
import { ledgerAccount, readLedger } from './ledger.ts'
import { ReasonList } from './reason-list.tsx'

const inputSchema = z.strictObject({
  day: edtfSchema,
  by: partySchema,
  explanations: z.array(
    z.strictObject({
      /** Null for the mission as a whole. */
      contributor: partySchema.nullable(),
      reason: textSchema,
      note: textSchema,
    }),
  ),
})
type Closing = z.infer<typeof inputSchema>

/** Closes a day: freezes what was computed and reported, with the reasons for every difference, for a second person to approve. */
export const closeDay = defineAction<Closing>({
  name: 'close-day',
  title: 'forces.close-day',
  input: inputSchema,
  after: 'forces/ledger',
  async prefill(ctx, at, given) {
    return { day: given['day'] ?? at.validOn, ...(await ownParty(ctx)) }
  },
  async show(ctx, at, { reader, given }) {
    const onDay = { ...at, validOn: dayIn(given['day'] ?? at.validOn, at) }
    const answer = await ledgerAccount.run(ctx, onDay)
    return (
      <>
        <p class="lead">{text(reader, 'forces.close-day.lead')}</p>
        <LedgerTable reader={reader} answer={answer} />
        <ReasonList reader={reader} reasons={await readReasons(ctx, onDay)} />
      </>
    )
  },
  run: draftsOf,
})

async function draftsOf(
  ctx: Context,
  at: Asking,
  input: Closing,
  deed: Deed,
): Promise<readonly Draft[]> {
  const asked = { ...at, validOn: dayIn(input.day, at) }
  const sent = await sentBefore(ctx, deed, 'close')
  const value =
    sent === null ? await closedNow(ctx, asked, { input, deed }) : dayClose.read(sent['value'])
  const subject = closingSubject(asked.validOn)
  const isKnown = (await findSubjects(ctx.db, ctx.mission, [subject], at)).has(subject)
  const title = `Strength on ${asked.validOn}`
  const saying = { kind: dayClose.name, subject, value, valid: asked.validOn, by: input.by }
  const claim = ownClaim(deed, 'close', saying)
  return [
    ...(isKnown ? [] : [ownSubject(deed, 'day', { subject, title })]),
    claim,
    ownDecision(deed, {
      kind: dayClose.name,
      subject,
      claims: [claim.id],
      by: input.by,
      reason: `The strength of ${asked.validOn} is closed as computed and explained.`,
    }),
  ]
}

async function closedNow(
  ctx: Context,
  at: Asking,
  { input, deed }: { readonly input: Closing; readonly deed: Deed },
) {
  const lines = await readLedger(ctx, at)
  if (lines.length === 0) {
    throw new RefusedError(
      'conflict',
      'forces.nothing_counted',
      `Nothing is on record from which the strength of ${at.validOn} could be counted; record the movements first.`,
    )
  }
  await checkNotClosed(ctx, at, lines)
  await checkHandling(ctx, lines, deed)
  const closed = lines.map((line) => ({
    ...closedLine(line, input),
    contributor: line.contributor,
  }))
  checkReasons(closed, { lines, reasons: await readReasons(ctx, at), day: at.validOn })
  return { day: at.validOn, seq: at.recordAt.seq, knownAt: at.knownAt, lines: closed }
}

function closedLine(line: LedgerLine, { explanations }: Closing): ClosedLine {
  const reasons = explanations
    .filter(({ contributor }) => contributor === line.contributor)
    .map(({ reason, note }) => ({ reason, note }))
  return { contributor: line.contributor, ...numbersOf(line), reasons }
}

/** A day that is closed is closed; it is closed anew only when the record has come to say something else. */
async function checkNotClosed(ctx: Context, at: Asking, lines: readonly LedgerLine[]) {
  const close = await closeOn(ctx, at)
  if (close === null || close.state === 'proposed') return
  const isSame = lines.every((line) =>
    close.lines.some(
      (frozen) => frozen.contributor === line.contributor && saysTheSame(frozen, line),
    ),
  )
  if (!isSame) return
  throw new RefusedError(
    'conflict',
    'forces.day_closed',
    `${at.validOn} is closed already, and nothing on record has changed since; look at forces/ledger on that day.`,
  )
}

/** What is closed tells the numbers it rests on, so it goes no further than any of them. */
async function checkHandling(ctx: Context, lines: readonly LedgerLine[], { handling }: Deed) {
  const claims = lines.flatMap(({ computed, reported }) => [
    ...computed.basis.map(({ claim }) => claim),
    ...reported.map(({ claim }) => claim),
  ])
  const openings = await findOpenings(ctx.db, ctx.mission, claims)
  const closer = [...openings.values()].find(
    ({ audience }) => !isAsOpenAs(audience, audienceOf(handling)),
  )
  if (closer === undefined) return
  throw new RefusedError(
    'incorrect',
    'forces.close_too_open',
    `This day rests on claims that are kept to "${closer.audience.release}"; close it as "${closer.audience.release}" or closer.`,
  )
}

function dayIn(day: string, { knownAt }: Asking): string {
  if (!isDay(day)) {
    throw new RefusedError(
      'incorrect',
      'forces.close_one_day',
      `"${day}" is not one day; write it as 2025-02-04.`,
    )
  }
  if (day > dayOfInstant(knownAt)) {
    throw new RefusedError(
      'incorrect',
      'forces.close_future',
      `${day} is not over; close a day when it has passed.`,
    )
  }
  return day
}
