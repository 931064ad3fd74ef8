import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  type Context,
  defineAccount,
  plainRowSchema,
  askingOf,
} from '#desk-kit'
import { addDays, type Day, dayNumber, groupBy, isDay, parseEdtf } from '#kit'
import { decisionsInForce, inForceThrough } from '#register'
import type { Asking, Decision, Stretch } from '#register'

import { GATE_INPUTS } from './findings.ts'
import { type DecidedGate, readDecidedGates } from './gates-in-force.ts'
import { gateRow, type GateRow } from './gates.ts'
import { TRUTHS } from './truth.ts'

const STATES = [...TRUTHS, 'lawful', 'not-lawful', 'no-gate'] as const

/** Days on which a gate, or one condition of it, stayed in one state. */
export interface GateSpan extends AnyRow {
  readonly figure: null
  /** The place of the condition in its gate, from 1; null for the gate as a whole. */
  readonly condition: number | null
  /** The condition in the gate's own words; null for the gate as a whole. */
  readonly sentence: string | null
  /** Null where it has no beginning. */
  readonly from: Day | null
  /** The last day; null where it has no end. */
  readonly until: Day | null
  readonly state: (typeof STATES)[number]
  /** Entry ids of the claims that it rests on. */
  readonly claims: readonly string[]
}

const spanSchema: z.ZodType<GateSpan> = plainRowSchema.extend({
  condition: z.int().nullable(),
  sentence: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  state: z.enum(STATES),
  claims: z.array(z.string()),
})

/** Every gate and every condition over time, from what was known: in which state from when until when. */
export const gatesOverTimeAccount = defineAccount<Answer<GateSpan>>({
  name: 'gates-over-time',
  title: 'agreements.gates-over-time-account',
  answer: answerSchema(spanSchema),
  async run(ctx, at) {
    const rows = await gateSpans(ctx, at)
    return { ...askingOf(at), rows, total: null }
  },
})

/** The states of all gates over time; judged anew only where what they rest on changes. */
export async function gateSpans(ctx: Context, at: Asking): Promise<readonly GateSpan[]> {
  const gates = await readDecidedGates(ctx, at)
  if (gates.length === 0) return []
  const stretches = await inForceThrough(ctx.db, ctx.mission, GATE_INPUTS, at)
  const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
  return gates.flatMap((decided) => spansOf(decided, stretches, decisions))
}

function spansOf(
  decided: DecidedGate,
  stretches: readonly Stretch[],
  decisions: readonly Decision[],
): readonly GateSpan[] {
  const bounds = decided.claims.flatMap(({ valid }) => changeDays(valid))
  const judged = stretches
    .flatMap((stretch) => cutAt(stretch, bounds))
    .flatMap(({ from, until, claims }) => {
      const row = gateRow(decided, { at: { validOn: from ?? until ?? ANY_DAY }, claims, decisions })
      return linesOf(row).map((line) => ({ ...line, from, until }))
    })
  const byLine = groupBy(judged, ({ condition, sentence }) => `${condition ?? 0} ${sentence ?? ''}`)
  return [...byLine.values()].flatMap(mergeAlike)
}

/** Where nothing ever changes, any day is as good as another. */
const ANY_DAY = '2000-01-01'

/** A stretch in pieces: also what claims say of days changes an answer, while the claims stay the same. */
function cutAt({ from, until, claims }: Stretch, bounds: readonly Day[]): readonly Stretch[] {
  const told = claims.flatMap(({ value, valid }) =>
    [value['from'], value['until'], value['on'], valid].flatMap((text) =>
      typeof text === 'string' ? changeDays(text) : [],
    ),
  )
  const inside = [...new Set([...bounds, ...told])]
    .filter((day) => (from === null || day > from) && (until === null || day <= until))
    .toSorted((a, b) => dayNumber(a) - dayNumber(b))
  const starts = [from, ...inside]
  return starts.map((start, place) => {
    const next = starts[place + 1] ?? null
    return { from: start, until: next === null ? until : addDays(next, -1), claims }
  })
}

/** The days on which something dated so can begin, be certain, or have ended. */
function changeDays(edtf: string): readonly Day[] {
  const { from, to } = parseEdtf(edtf)
  const begins = [from.earliest, from.latest]
  const ends = [to.earliest, to.latest].flatMap((day) =>
    day === null || !isDay(day) ? [] : [day, addDays(day, 1)],
  )
  return [...begins, ...ends].flatMap((day) => (day === null || !isDay(day) ? [] : [day]))
}

type Line = Omit<GateSpan, 'from' | 'until'>

/** The gate as a whole, and each of its conditions. */
function linesOf({ subject, party, title, state, conditions }: GateRow): readonly Line[] {
  const base = { subject, party, figure: null, title }
  const claims = conditions.flatMap(({ basis }) =>
    basis.filter(({ chosen }) => chosen).map(({ claim }) => claim),
  )
  return [
    { ...base, condition: null, sentence: null, state, claims: [...new Set(claims)] },
    ...conditions.map(({ sentence, truth, basis }, place) => ({
      ...base,
      condition: place + 1,
      sentence,
      state: truth,
      claims: basis.filter(({ chosen }) => chosen).map(({ claim }) => claim),
    })),
  ]
}

/** Days that follow each other in one state are one span, which rests on all that any of them rests on. */
function mergeAlike(spans: readonly GateSpan[]): readonly GateSpan[] {
  return spans.reduce<readonly GateSpan[]>((merged, span) => {
    const last = merged.at(-1)
    const follows = last?.until != null && span.from === addDays(last.until, 1)
    if (last === undefined || last.state !== span.state || !follows) return [...merged, span]
    const claims = [...new Set([...last.claims, ...span.claims])]
    return [...merged.slice(0, -1), { ...last, until: span.until, claims }]
  }, [])
}
