import { SAID_FOREVER, type Span } from './reach.ts'

/** Something that takes a claim back: a withdrawal, a correction, a supersession. */
export interface Ending {
  /** From when, by what had been said, the claim no longer counts. */
  readonly said: number
  /** When the ending itself was taken back; null while it holds. */
  readonly undone: number | null
}

/**
 * When, by what had been said, a claim counts: from its saying, except while an ending holds.
 * An ending said before the claim, or one that repairs the record's own slip, leaves nothing.
 */
export function livesOf(said: number, endings: readonly Ending[]): readonly Span[] {
  return endings.reduce<readonly Span[]>(
    (lives, ending) =>
      lives.flatMap((life) =>
        without(life, { from: ending.said, to: ending.undone ?? SAID_FOREVER }),
      ),
    [{ from: said, to: SAID_FOREVER }],
  )
}

function without(life: Span, gone: Span): readonly Span[] {
  if (gone.from >= gone.to || gone.from >= life.to || gone.to <= life.from) return [life]
  return [
    { from: life.from, to: gone.from },
    { from: gone.to, to: life.to },
  ].filter(({ from, to }) => from < to)
}
