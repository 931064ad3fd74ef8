import { IncorrectValue, isInstant, latestInstantOf, parseEdtf } from '#kit'
import type { StoredDocument } from '#register'

/** When something was said, or why that cannot be told: a message key, or a sentence of the calendar's. */
export type Said =
  | { readonly instant: string }
  | { readonly wrong: 'record.said.unknown' | 'record.said.open' | 'record.said.later' }
  | { readonly sentence: string }

/** What the record needs to date a saying. */
export interface SayingMoment {
  /** As written by the officer; empty for the default. */
  readonly written: string
  readonly document: StoredDocument | undefined
  readonly authority: string
  /** When the form was opened. */
  readonly opened: string
}

/**
 * The instant at which a source said it: as written, else the document's latest day, else, for the
 * mission's own records, the moment itself (docs/TIME.md). Anything else is asked for, never guessed.
 */
export function saidAt({ written, document, authority, opened }: SayingMoment): Said {
  if (isInstant(written)) return notLater(written, opened)
  if (written !== '') return latestOf(written, opened)
  if (document !== undefined) {
    const day = latestOf(document.published, null)
    return 'instant' in day ? day : { wrong: 'record.said.unknown' }
  }
  return authority === 'mission-record' ? { instant: opened } : { wrong: 'record.said.unknown' }
}

/** The day on which a document has surely spoken; null while that is open. */
export function documentDay({ published }: StoredDocument): string | null {
  const said = latestOf(published, null)
  return 'instant' in said ? said.instant.slice(0, 10) : null
}

function latestOf(edtf: string, opened: string | null): Said {
  try {
    const instant = latestInstantOf(parseEdtf(edtf))
    if (instant === null) return { wrong: 'record.said.open' }
    return opened === null ? { instant } : notLater(instant, opened)
  } catch (error) {
    if (!(error instanceof IncorrectValue)) throw error
    return { sentence: error.message }
  }
}

/** Nobody has spoken tomorrow; what was said today counts from the end of today. */
function notLater(instant: string, opened: string): Said {
  return instant.slice(0, 10) > opened.slice(0, 10) ? { wrong: 'record.said.later' } : { instant }
}
