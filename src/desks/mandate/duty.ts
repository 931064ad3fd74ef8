import { addDays, canonicalJson, groupBy, parseEdtf } from '#kit'
import { decidedOn, type Decision, type StandingClaim } from '#register'

import { boundsOf, type DayBounds, earlierOf } from './cadence.ts'
import { choose } from './choose.ts'
import { dutyRule, trigger } from './duty-kinds.ts'
import { dueOnce, type DutyVersion, versionOf, widest } from './duty-version.ts'
import { endOf, type Instruments } from './instrument-ends.ts'

/** A duty as it stands: what it is, under which instrument, how its dates follow, and when it ends. */
export interface Duty extends Omit<DutyVersion, 'claim' | 'instrument'> {
  readonly subject: string
  readonly instrument: { readonly subject: string | null; readonly number: string | null } | null
  /** The last day on which it can fall due; null where no end is on record. */
  readonly end: DayBounds | null
  /** The duty under a later instrument that goes on with it. */
  readonly takenOverBy: string | null
  readonly triggers: readonly Trigger[]
  readonly disputed: boolean
  /** Whether imprecise dates leave open that the duty is in force at all. */
  readonly isPossible: boolean
  readonly chosen: readonly StandingClaim[]
  readonly others: readonly StandingClaim[]
}

/** An event after which a duty falls due. */
export interface Trigger {
  readonly subject: string
  readonly event: string
  readonly party: string | null
  readonly on: DayBounds
  readonly claims: readonly StandingClaim[]
}

/** What duties are made of. */
export interface DutyMaterial {
  /** Standing rules and obligations. */
  readonly rules: readonly StandingClaim[]
  readonly triggers: readonly StandingClaim[]
  readonly decisions: readonly Decision[]
  readonly instruments: Instruments
}

/** Every duty that rules or obligations on record bring, by subject. */
export function dutiesOf(material: DutyMaterial): readonly Duty[] {
  const triggers = triggersOf(material)
  const begun = [...groupBy(material.rules, ({ subject }) => subject)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, claims]) => dutyOf(subject, claims, material))
  return begun.map((duty) => {
    const successor = begun.find(({ takesOver }) => takesOver === duty.subject)
    return {
      ...duty,
      triggers: triggers.get(duty.subject) ?? [],
      takenOverBy: successor?.subject ?? null,
      end:
        successor === undefined ? duty.end : earlierOf(duty.end, dayBefore(beginningOf(successor))),
    }
  })
}

type Begun = Omit<Duty, 'triggers' | 'takenOverBy'>

/** A rule goes before an obligation of the same duty: it is the same said so that dates can be counted. */
function dutyOf(
  subject: string,
  claims: readonly StandingClaim[],
  material: DutyMaterial,
): readonly Begun[] {
  const rules = claims.filter(
    ({ kind, modality }) => kind === dutyRule.name && modality !== 'denied',
  )
  const first = rules.length > 0 ? rules : claims
  const kind = first[0]?.kind ?? dutyRule.name
  const { chosen, denied } = choose(first, decidedOn(material.decisions, { kind, subject }))
  const others = claims.filter((claim) => !chosen.includes(claim))
  const versions = chosen
    .map(versionOf)
    .toSorted((a, b) => (a.claim.saidAt > b.claim.saidAt ? -1 : 1))
  const [latest] = versions
  if (latest === undefined) return []
  const { claim, ...said } = latest
  const instrument = namedInstrument(said.instrument, material.instruments)
  return [
    {
      ...said,
      subject,
      instrument,
      on: widest(versions.filter(({ falls }) => falls === said.falls)),
      end: earlierOf(
        instrument?.subject == null ? null : endOf(instrument.subject, material.instruments),
        lastDayOf(claim),
      ),
      disputed: denied || differ([...versions, ...others.map(versionOf)]),
      isPossible: chosen.every(({ reach }) => reach === 'possible'),
      chosen,
      others,
    },
  ]
}

function namedInstrument(
  named: DutyVersion['instrument'],
  { numbers }: Instruments,
): Duty['instrument'] {
  if (named === null) return null
  if ('subject' in named)
    return { subject: named.subject, number: numbers.get(named.subject) ?? null }
  const subject = [...numbers].find(([, number]) => number === named.number)?.[0] ?? null
  return { subject, number: named.number }
}

/** Whether some say another day than others; a version without a day says nothing against one with it. */
function differ(versions: readonly DutyVersion[]): boolean {
  const days = versions
    .map(dueOnce)
    .flatMap((due) => (due === null ? [] : [canonicalJson({ ...due })]))
  return new Set(days).size > 1
}

function triggersOf({
  triggers,
  decisions,
}: DutyMaterial): ReadonlyMap<string, readonly Trigger[]> {
  const events = [...groupBy(triggers, ({ subject }) => subject)].flatMap(([subject, claims]) => {
    const { chosen } = choose(claims, decidedOn(decisions, { kind: trigger.name, subject }))
    const values = chosen.map(({ value }) => trigger.read(value))
    const [first] = values
    if (first === undefined) return []
    const { duty, event, party, on } = first
    return [{ duty, subject, event, party, on: boundsOf(on), claims: chosen }]
  })
  return groupBy(events, ({ duty }) => duty)
}

/** A rule that is itself valid until a day brings no duty after it. */
function lastDayOf({ valid }: StandingClaim): DayBounds | null {
  const { to, form } = parseEdtf(valid)
  return form === 'interval' && to.latest !== null
    ? { earliest: to.earliest, latest: to.latest }
    : null
}

function beginningOf({ chosen }: Begun): DayBounds | null {
  const [claim] = chosen
  if (claim === undefined) return null
  const { from } = parseEdtf(claim.valid)
  return { earliest: from.earliest, latest: from.latest }
}

function dayBefore(day: DayBounds | null): DayBounds | null {
  if (day === null) return null
  return {
    earliest: day.earliest === null ? null : addDays(day.earliest, -1),
    latest: day.latest === null ? null : addDays(day.latest, -1),
  }
}
