import { comparisonOf } from '#desk-kit'
import { namedId } from '#kit'
import { findContested } from '#register'
import type { Contested } from '#register'
import { PATHS, text } from '#ui'

import { claimInWords } from '../pages/claim-in-words.ts'
import { anchorOf } from '../pages/claim-list.tsx'
import type { Namer } from '../pages/claim-list.tsx'
import { kindTitle } from '../pages/kind-words.ts'
import { subjectTitles } from '../pages/subject-titles.ts'
import type { Site, Visit } from '../site.ts'
import type { AtomEntry } from './atom.ts'

/** More open questions than a reader follows; the page lists them all. */
const MOST = 200

/** The subjects on which the sources disagree, each with what they say; the last to stir first. */
export async function contestedEntries(visit: Visit, site: Site): Promise<readonly AtomEntry[]> {
  const { ctx, at, reader } = visit
  const found = await findContested(ctx.db, ctx.mission, at, comparisonOf(site.kinds))
  const latest = found
    .toSorted((a, b) => (lastRecorded(a) > lastRecorded(b) ? -1 : 1))
    .slice(0, MOST)
  const titleOf = await subjectTitles(
    visit,
    latest.map(({ subject }) => subject),
  )
  const namer = { reader, kinds: site.kinds, titleOf }
  return latest.map((contested) => entryOf(namer, ctx.mission, contested))
}

function entryOf(namer: Namer, mission: string, contested: Contested): AtomEntry {
  const { reader, titleOf } = namer
  const { subject, kind, claims } = contested
  const label = kindTitle(reader, kind)
  const sides = claims.map((claim) =>
    text(reader, 'feed.contested.side', {
      asserter: reader.party(claim.assertedBy),
      what: claimInWords(namer, claim),
    }),
  )
  return {
    id: `urn:uuid:${namedId(`${mission}/contested/${subject}/${kind}`)}`,
    title: text(reader, 'feed.contested.entry', { subject: titleOf(subject), kind: label }),
    updated: lastRecorded(contested),
    author: reader.mission.title,
    href: reader.link(`${PATHS.subject(subject)}#${anchorOf(kind)}`),
    category: { term: kind, label },
    summary: [...new Set(sides)].join('; '),
  }
}

function lastRecorded({ claims }: Contested): string {
  return claims.reduce((last, { recordedAt }) => (recordedAt > last ? recordedAt : last), '')
}
