import type { TakenIn } from '#documents'
import type { Db } from '#platform'
import { findRecorded, findSameDocuments, wholeContentOf } from '#register'

/** A document on record with the same bytes or the same text. */
export interface KnownDocument {
  readonly id: string
  readonly seq: number
  readonly isHeld: boolean
  readonly sha256: string | null
  readonly textSha256: string | null
  readonly title: string | null
  readonly publisher: string | null
  readonly address: string | null
  readonly published: string | null
  readonly language: string | null
}

/** The documents on record that are this one: held or only referred to, the first recorded first. */
export async function findKnown(
  { db, mission }: { db: Db; mission: string },
  { sha256, textSha256 }: Pick<TakenIn, 'sha256' | 'textSha256'>,
): Promise<readonly KnownDocument[]> {
  const ids = await findSameDocuments(db, mission, { sha256, textSha256 })
  const entries = await findRecorded(db, mission, ids)
  return entries.map((entry) => {
    const content = wholeContentOf(entry)
    const text = (name: string): string | null => {
      const value = content[name]
      return typeof value === 'string' ? value : null
    }
    return {
      id: entry.id,
      seq: entry.seq,
      isHeld: content['isHeld'] === true,
      sha256: text('sha256'),
      textSha256: text('textSha256'),
      title: text('title'),
      publisher: text('publisher'),
      address: text('address'),
      published: text('published'),
      language: text('language'),
    }
  })
}
