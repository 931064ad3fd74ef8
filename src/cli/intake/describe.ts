import type { TakenIn } from '#documents'
import { RefusedError } from '#platform'

import type { KnownDocument } from './known-documents.ts'

/** What an officer says of a document; what is left out may be known from elsewhere. */
export interface Described {
  readonly publisher: string | undefined
  readonly published: string | undefined
  readonly title: string | undefined
  readonly address: string | undefined
  readonly language: string | undefined
}

/** BCP 47's tag for a language that nobody has determined. */
const UNDETERMINED = 'und'

interface Description {
  readonly title: string
  readonly publisher: string
  readonly address: string | null
  readonly published: string
  readonly language: string
}

/**
 * Settles what the record says of a document: what was given, else what the record's own reference says.
 * A date is never taken from the document itself, only proposed; title and language are, and it is said.
 */
export function describeDocument(
  file: string,
  sources: {
    readonly given: Described
    readonly known: KnownDocument | undefined
    readonly taken: TakenIn
  },
): { readonly described: Description; readonly notes: readonly string[] } {
  const { given, known, taken } = sources
  const { published, publisher, title, address, language } = merge(given, known)
  if (published === null) throw publishedMissing(file, taken)
  if (publisher === null) throw publisherMissing(file)
  return {
    described: {
      title: title ?? taken.title?.value ?? file,
      publisher,
      address,
      published,
      language: language ?? taken.language?.value ?? UNDETERMINED,
    },
    notes: notesOn(sources),
  }
}

/** What was given goes before what the record says already. */
function merge(
  given: Described,
  known: KnownDocument | undefined,
): Readonly<Record<keyof Described, string | null>> {
  const choose = (field: keyof Described) => given[field] ?? known?.[field] ?? null
  return {
    publisher: choose('publisher'),
    published: choose('published'),
    title: choose('title'),
    address: choose('address'),
    language: choose('language'),
  }
}

function notesOn({
  given,
  known,
  taken,
}: Parameters<typeof describeDocument>[1]): readonly string[] {
  const { title, language } = taken
  const notes: string[] = []
  if (given.title === undefined && known === undefined && title !== null) {
    notes.push(`  Its title is what it says of itself (${title.basis}).`)
  }
  if (given.language === undefined && known === undefined) {
    notes.push(
      language === null
        ? `  Its language is recorded as undetermined (${UNDETERMINED}); another time say it with --language.`
        : `  Its language is what it says of itself (${language.basis}).`,
    )
  }
  return notes
}

function publishedMissing(file: string, { published }: TakenIn): RefusedError {
  const proposal =
    published === null
      ? 'It says nothing of it itself.'
      : `It says of itself ${published.value} (${published.basis}); if that is right, write --published ${published.value}.`
  return new RefusedError(
    'incorrect',
    'intake.published_missing',
    `When was ${file} published? Write --published with its date, such as 2024-02-29 or 2024-02. ${proposal}`,
  )
}

function publisherMissing(file: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'intake.publisher_missing',
    `Who published ${file}? Write --publisher with the name as printed, such as --publisher "United Nations".`,
  )
}
