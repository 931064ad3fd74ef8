import type { Instant } from '#kit'

import type { Batch } from './batch.ts'
import type { ClaimDraft, Draft } from './entry.ts'
import { audienceOf, checkTime, deskOf, laterOf, openingRow, positionFreeAt } from './handling.ts'
import type { Keeping } from './parts.ts'

/** Writes to whom an entry is open from its place on, and who recorded it. */
export function placeHandling(
  batch: Batch,
  { draft, keeping }: { draft: Draft; keeping: Keeping },
  { seq, recordedAt }: { seq: number; recordedAt: Instant },
): void {
  const audience = audienceOf(draft.handling)
  const notBefore = laterOf(
    draft.handling.embargo?.notBefore ?? null,
    positionDelayOf(batch, draft, keeping),
  )
  checkTime(`The ${draft.type} ${draft.id}`, audience.release, { notBefore, now: recordedAt })
  batch.rows.add(
    'opening',
    openingRow({
      seq,
      fromSeq: seq,
      since: seq,
      audience,
      desk: deskOfDraft(batch, draft),
      actor: keeping.actor,
      withheld: [],
      // What is over when it is recorded needs no watching.
      notBefore: notBefore !== null && notBefore <= recordedAt ? null : notBefore,
      approval: null,
    }),
  )
}

/** A claim tells where something is where its subject has a place, or its value names one. */
function positionDelayOf(batch: Batch, draft: Draft, { delayHours }: Keeping): Instant | null {
  if (draft.type !== 'claim' || delayHours === null || !isLocated(batch, draft)) return null
  return positionFreeAt(draft, delayHours)
}

function isLocated({ subjects }: Batch, { subject, value }: ClaimDraft): boolean {
  return typeof value['place'] === 'string' || (subjects.get(subject)?.place ?? null) !== null
}

/** The desk whose business an entry is; none for what belongs to the whole mission. */
function deskOfDraft(batch: Batch, draft: Draft): string {
  switch (draft.type) {
    case 'claim':
    case 'decision':
      return deskOf(draft.kind)
    case 'assessment':
      return deskOfEntry(batch, draft.claim)
    case 'relation':
      return deskOfEntry(batch, draft.to)
    case 'release':
      return deskOfEntry(batch, draft.targets[0] ?? '')
    case 'approval':
      return deskOfEntry(batch, draft.proposal)
    case 'erasure':
      return deskOfEntry(batch, draft.targets[0]?.entry ?? '')
    case 'party':
    case 'subject':
    case 'document':
      return ''
  }
}

function deskOfEntry({ entries }: Batch, id: string): string {
  const kind = entries.get(id)?.kind ?? null
  return kind === null ? '' : deskOf(kind)
}
