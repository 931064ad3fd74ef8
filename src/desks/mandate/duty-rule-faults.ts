import type { z } from 'zod'

import { isDay, parseEdtf, type Quantity } from '#kit'

interface Falling {
  readonly falls: 'once' | 'every' | 'after-event' | 'undated'
  readonly on: string | null
  readonly interval: Quantity | null
}

/** Before the Charter of the United Nations nobody counts the days of a duty such as these. */
const FIRST_DAY = '1945-01-01'
/** A hundred years of months or of days. */
const LONGEST = { month: 1200, day: 36_525 } as const

/** Refines a rule so that its dates can be counted, and so that it says nothing that would not count. */
export function rightlyFalling(rule: Falling, context: z.RefinementCtx): void {
  const fault = faultOf(rule)
  if (fault === null) return
  context.addIssue({ code: 'custom', path: [fault.field], message: fault.sentence })
}

interface Fault {
  readonly field: 'on' | 'interval'
  readonly sentence: string
}

function faultOf(rule: Falling): Fault | null {
  return (
    faultOfDay(rule) ??
    (rule.interval === null ? faultOfNone(rule) : faultOfInterval(rule, rule.interval))
  )
}

function faultOfDay({ falls, on }: Falling): Fault | null {
  const isCounted = falls === 'once' || falls === 'every'
  if (isCounted && on === null) {
    return fault(
      'on',
      `A duty that falls due "${falls}" needs the day that it is counted from; write it, or choose "undated".`,
    )
  }
  if (!isCounted && on !== null) {
    return fault(
      'on',
      `A duty that falls due "${falls}" is not counted from a day; leave the day out, or choose "once" or "every".`,
    )
  }
  if (falls !== 'every' || on === null || beginsRecently(on)) return null
  return fault(
    'on',
    `What falls due again and again is counted from a day on or after ${FIRST_DAY}; write that day.`,
  )
}

/** A date that cannot be read is the fault of its own field, and told there. */
function beginsRecently(on: string): boolean {
  if (!isReadable(on)) return true
  const { earliest } = parseEdtf(on).from
  return earliest !== null && isDay(earliest) && earliest >= FIRST_DAY
}

function faultOfNone({ falls }: Falling): Fault | null {
  if (falls !== 'every') return null
  return fault(
    'interval',
    'It is not said how often the duty falls due; write a number of days or months, or choose "undated".',
  )
}

function faultOfInterval({ falls }: Falling, { low, high, unit }: Quantity): Fault | null {
  if (falls === 'undated')
    return fault(
      'interval',
      'A duty without a date has no interval; leave it out, or say from when it is counted.',
    )
  const bounds = [low, high].filter((bound) => bound !== null)
  if (falls === 'every' && low === null) {
    return fault(
      'interval',
      'The shortest interval is not said; write at least how many days or months lie between two.',
    )
  }
  const least = falls === 'every' ? 1 : 0
  const most = unit === 'month' ? LONGEST.month : LONGEST.day
  if (bounds.every((bound) => Number.isInteger(bound) && bound >= least && bound <= most))
    return null
  return fault(
    'interval',
    `An interval is a whole number of days or months from ${least} to ${most}; write one.`,
  )
}

function isReadable(edtf: string): boolean {
  try {
    parseEdtf(edtf)
    return true
  } catch {
    return false
  }
}

function fault(field: Fault['field'], sentence: string): Fault {
  return { field, sentence }
}
