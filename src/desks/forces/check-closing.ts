import type { Context, Deciding, Kind } from '#desk-kit'
import { RefusedError } from '#platform'
import { resolveAsking, findClaims } from '#register'

import { checkReasons, readReasons } from './close-reasons.ts'
import { saysTheSame } from './closes.ts'
import { dayClose } from './ledger-kinds.ts'
import { readLedger } from './ledger.ts'

/** A day's close, which a second person can approve only as long as the record bears out every line of it. */
export const checkedDayClose: Kind = { ...dayClose, checkDecision: checkClosing }

/** At approval the day is counted anew at the state of the record that the close names. */
async function checkClosing(ctx: Context, { step, claims }: Deciding): Promise<void> {
  if (step === 'propose') return
  const latest = await resolveAsking(ctx, ctx.mission, {})
  const found = await findClaims(ctx.db, ctx.mission, claims, latest)
  for (const { value } of found.values()) {
    const { day, seq, knownAt, lines } = dayClose.read(value)
    const at = await resolveAsking(ctx, ctx.mission, {
      validOn: day,
      knownAt,
      recordAt: String(seq),
    })
    const counted = await readLedger(ctx, at)
    const isBorneOut =
      counted.length > 0 &&
      counted.length === lines.length &&
      counted.every((line) =>
        lines.some(
          (closed) => closed.contributor === line.contributor && saysTheSame(closed, line),
        ),
      )
    if (!isBorneOut) throw notBorneOut(day, seq)
    const inOrder = counted.flatMap((line) =>
      lines.filter(({ contributor }) => contributor === line.contributor),
    )
    checkReasons(inOrder, { lines: counted, reasons: await readReasons(ctx, at), day })
  }
}

function notBorneOut(day: string, seq: number): RefusedError {
  return new RefusedError(
    'conflict',
    'forces.close_differs',
    `The close of ${day} does not say what the record adds up to at ${seq}, as far as you may see it; refuse it, and let the day be closed anew.`,
  )
}
