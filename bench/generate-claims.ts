import { DAY_MAX, dayNumber, secondOf } from '#kit'

/** A generated claim, in the numbers of the derived tables. */
export interface GeneratedClaim {
  readonly seq: number
  readonly kind: number
  readonly subject: number
  readonly asserter: number
  readonly said: number
  readonly from: number
  readonly to: number
}

/** What is generated: the size, and the seed that makes two runs the same. */
export interface Recipe {
  readonly claims: number
  readonly subjects: number
  readonly kinds: number
  readonly seed: number
}

/** The days that the generated mission runs. */
export const SPAN = { from: dayNumber('2024-01-01'), days: 730 }

const DAY = 86_400
const START = secondOf('2024-01-01T00:00:00Z')

/**
 * A mission's claims in the order in which they were recorded: 60 % of the record introduces the
 * subjects, later claims prefer the earlier subjects; 70 % hold until further notice, 20 % for some
 * days, 10 % tell of long ago; one in seven was said long before it was taken in; one subject in ten has a rival.
 * @yields one claim after the other
 */
export function* generateClaims({
  claims,
  subjects,
  kinds,
  seed,
}: Recipe): Generator<GeneratedClaim> {
  const random = seededRandom(seed)
  const introducing = 0.6 * claims
  for (let seq = 1; seq <= claims; seq++) {
    const known = Math.min(subjects, Math.ceil((subjects * seq) / introducing))
    const isNew = known > Math.min(subjects, Math.ceil((subjects * (seq - 1)) / introducing))
    const subject = isNew ? known - 1 : Math.floor(random() ** 1.5 * known)
    const recorded = START + Math.floor((SPAN.days * DAY * seq) / claims)
    const isLate = random() < 1 / 7
    const said = recorded - (isLate ? Math.floor(random() * (recorded - START)) : 0)
    const days = validDays(random, { day: Math.floor(said / DAY), isNew })
    yield {
      seq,
      kind: subject % kinds,
      subject,
      asserter: isRival(random, subject) ? 1 : 0,
      said,
      ...days,
    }
  }
}

/** Of one subject in ten a second asserter speaks, every other time. */
function isRival(random: () => number, subject: number): boolean {
  return subject % 100 < 10 && random() < 0.5
}

/** Mulberry32: small, quick and the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function validDays(
  random: () => number,
  { day, isNew }: { day: number; isNew: boolean },
): { from: number; to: number } {
  const turn = random()
  if (isNew || turn < 0.7) return { from: day - Math.floor(random() * 3), to: DAY_MAX }
  const from = day - Math.floor(turn < 0.9 ? random() * 2 : 30 + random() * 300)
  return { from, to: from + 1 + Math.floor(random() * (turn < 0.9 ? 29 : 59)) }
}
