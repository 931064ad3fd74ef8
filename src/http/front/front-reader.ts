import { makeFootnotes, PATHS } from '#ui'
import type { Reader } from '#ui'

/** The reader of a page that tells of several missions: one row of footnotes, each leading to its own mission. */
export interface FrontReader {
  /** For what belongs to no mission, and for the list of sources. */
  readonly whole: Reader
  /** The reader of one mission's part. Draw it, and say so with `noted` before the next part is drawn. */
  within(reader: Reader): Reader
  noted(reader: Reader): void
}

/** Puts the readers of several missions together; the first speaks for the page. */
export function readerAcross(first: Reader, readers: readonly Reader[]): FrontReader {
  const notes = makeFootnotes()
  const ownerOf = new Map<string, Reader>()
  const link: Reader['link'] = (path, overrides) =>
    (ownerOf.get(path) ?? first).link(path, overrides)
  const party = (code: string) =>
    readers.map((reader) => reader.party(code)).find((name) => name !== code) ?? code
  return {
    whole: { ...first, notes, link, party },
    within: (reader) => ({ ...reader, notes }),
    noted(reader) {
      for (const claim of notes.claims()) {
        const path = PATHS.claim(claim)
        if (!ownerOf.has(path)) ownerOf.set(path, reader)
      }
    },
  }
}
