/** The last second; a claim that nothing later replaces reaches here. */
export const SAID_FOREVER = 128_849_018_820

/** A half-open interval on any of the three times. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * How far a claim reaches where a box lies: `stands` is in force; `shadowed` would be, unless a
 * later-said claim with imprecise dates covers the day; `open` is left open by its own dates.
 */
export const REACH = { open: 0, shadowed: 1, stands: 2 } as const
export type Reach = (typeof REACH)[keyof typeof REACH]

/** A rectangle valid × said in which one claim of a lane has one reach. Never changed, only replaced. */
export interface Box {
  readonly claim: number
  /** When the box's claim was said; decides who replaces whom. */
  readonly said: number
  readonly valid: Span
  readonly saidSpan: Span
  readonly reach: Reach
}

/** A claim as the projection sees it. */
export interface LaneClaim {
  readonly claim: number
  readonly said: number
  readonly outer: Span
  readonly inner: Span | null
  /** When, by what had been said, it counted: from its saying until it was taken back. */
  readonly lives: readonly Span[]
}

/** What one claim changes in a lane. */
export interface Cut {
  readonly removed: readonly Box[]
  readonly added: readonly Box[]
}

/**
 * Adds one claim to a lane's boxes. Where both cover a day, the later said replaces the earlier;
 * what was said at the same time stands side by side (docs/GLOSSARY.md, lane). The order in which the
 * claims are added does not matter.
 */
export function addClaim(boxes: readonly Box[], claim: LaneClaim): Cut {
  const removed = new Set<Box>()
  const added: Box[] = []
  const pieces = piecesOf(claim)
  for (const box of boxes) {
    if (box.said >= claim.said) continue
    const rests = pieces.reduce<readonly Box[]>(
      (parts, piece) => parts.flatMap((part) => yieldTo(part, piece)),
      [box],
    )
    if (rests.length === 1 && rests[0] === box) continue
    removed.add(box)
    added.push(...rests)
  }
  const later = boxes.filter((box) => box.said > claim.said).sort(byPlace)
  for (const piece of pieces) {
    added.push(
      ...later.reduce<readonly Box[]>(
        (parts, over) => parts.flatMap((part) => yieldTo(part, over)),
        [piece],
      ),
    )
  }
  return { removed: [...removed], added }
}

/** The boxes of a whole lane, from nothing. */
export function projectLane(claims: readonly LaneClaim[]): readonly Box[] {
  return claims.reduce<readonly Box[]>((boxes, claim) => {
    const { removed, added } = addClaim(boxes, claim)
    const gone = new Set(removed)
    return [...boxes.filter((box) => !gone.has(box)), ...added]
  }, [])
}

/** One order for one set of boxes, so that a rebuilding cuts them into the same rectangles. */
function byPlace(a: Box, b: Box): number {
  return a.claim - b.claim || a.valid.from - b.valid.from || a.saidSpan.from - b.saidSpan.from
}

/** A claim's own rectangles before anything replaces it. */
function piecesOf({ claim, said, outer, inner, lives }: LaneClaim): Box[] {
  const days: readonly { readonly valid: Span; readonly reach: Reach }[] =
    inner === null
      ? [{ valid: outer, reach: REACH.open }]
      : [
          { valid: { from: outer.from, to: inner.from }, reach: REACH.open },
          { valid: inner, reach: REACH.stands },
          { valid: { from: inner.to, to: outer.to }, reach: REACH.open },
        ]
  return lives.flatMap((saidSpan) =>
    days.flatMap(({ valid, reach }) =>
      isEmpty(valid) || isEmpty(saidSpan) ? [] : [{ claim, said, valid, saidSpan, reach }],
    ),
  )
}

/** What is left of a box where a later-said one lies over it. */
function yieldTo(box: Box, over: Box): readonly Box[] {
  const valid = overlap(box.valid, over.valid)
  const saidSpan = overlap(box.saidSpan, over.saidSpan)
  if (isEmpty(valid) || isEmpty(saidSpan)) return [box]
  const isReplaced = over.reach !== REACH.open
  if (!isReplaced && box.reach !== REACH.stands) return [box]
  const around = [
    { ...box, valid: { from: box.valid.from, to: valid.from } },
    { ...box, valid: { from: valid.to, to: box.valid.to } },
    { ...box, valid, saidSpan: { from: box.saidSpan.from, to: saidSpan.from } },
    { ...box, valid, saidSpan: { from: saidSpan.to, to: box.saidSpan.to } },
  ].filter((part) => !isEmpty(part.valid) && !isEmpty(part.saidSpan))
  return isReplaced ? around : [...around, { ...box, valid, saidSpan, reach: REACH.shadowed }]
}

function overlap(a: Span, b: Span): Span {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

function isEmpty({ from, to }: Span): boolean {
  return from >= to
}
