import { canonicalJson } from '#kit'
import { fixedClock, RefusedError } from '#platform'
import { type Asking, listMissions, type Mission, openReaders } from '#register'
import { isLanguage, LANGUAGES } from '#ui'

import { askingOf } from '../asking.ts'
import type { Command, Given, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { ASKING, MISSION } from '../options.ts'
import { withProgressBar } from '../progress-bar.ts'
import { CopyFolder } from '../publish/copy-folder.ts'
import { crawl } from '../publish/crawl.ts'
import { rememberReads } from '../publish/remember-reads.ts'
import type { Scope } from '../publish/target.ts'
import { UsageError } from '../usage-error.ts'

/** `rollcall publish`: the public pages as files, for any web server and for a disk. */
export const publish: Command = {
  name: 'publish',
  record: 'open',
  summary: 'Write all public pages to a folder that any web server can serve, or a disk.',
  operands: [
    { name: 'DIR', summary: 'the folder; one that "publish" wrote is brought up to date' },
  ],
  options: [
    { ...MISSION, summary: 'only this mission (default: every mission on record)' },
    ...ASKING,
    { name: 'lang', value: 'en,fr', summary: 'in these languages (default: all there are)' },
    { name: 'live', value: 'ADDRESS', summary: 'where the live record is, for the pages to name' },
  ],
  examples: ['publish site', 'publish site --valid-on 2025-05-22 --lang en'],
  run: publishRecord,
}

async function publishRecord(run: Run): Promise<void> {
  const { db, clock, given, io, listener } = run
  const languages = languagesIn(given)
  const live = liveIn(given)
  const askings = await askingsOf(run)
  const [first] = askings
  if (first === undefined) throw nothingToPublish()
  const { validOn, knownAt } = first.at
  const scope: Scope = {
    languages,
    validOn,
    knownAt,
    recordAt: new Map(
      askings.map(({ mission, at }) => [
        mission.mission,
        [String(at.recordAt.seq), at.recordAt.at],
      ]),
    ),
  }
  // The day on which a copy is made is not part of it, or the same record would give other bytes tomorrow.
  const portal = await run.openPortal(rememberReads(db), {
    clock: fixedClock(knownAt),
    still: { live },
  })
  const folder = new CopyFolder(given.operand('DIR'))
  const { files, changed, removed } = await withProgressBar(
    { io, clock },
    'Publishing',
    async (progress) => {
      await crawl({ portal, scope, folder, words: listener.words }, progress)
      return folder.close((copied) => manifestOf(askings, languages, copied))
    },
  )
  await io.out(
    `Published ${askings.length === 1 ? first.mission.mission : `${askings.length} missions`} to ${given.operand('DIR')}: ${files} files, ${changed} written, ${removed} removed.\n`,
  )
}

interface Asked {
  readonly mission: Mission
  readonly at: Asking
}

/** Asked as everybody: a mission of which nothing is public is named in no copy, nor in its manifest. */
async function askingsOf({ db: whole, clock, given }: Run): Promise<readonly Asked[]> {
  const db = openReaders(whole).portal
  const missions =
    given.option('mission') === undefined
      ? await listMissions(db)
      : [await chooseMission(db, given)]
  const asked: Asked[] = []
  for (const mission of missions) {
    asked.push({ mission, at: await askingOf({ db, clock, given }, mission.mission) })
  }
  return asked
}

function languagesIn(given: Given): Scope['languages'] {
  const written = given.option('lang')?.split(',') ?? [...LANGUAGES]
  const [first, ...others] = written.filter(isLanguage)
  if (first !== undefined && others.length + 1 === written.length) return [first, ...others]
  throw new UsageError(
    `--lang ${written.join(',')} names a language that pages are not written in; write some of ${LANGUAGES.join(',')}.`,
  )
}

function liveIn(given: Given): string | null {
  const written = given.option('live')
  if (written === undefined) return null
  if (URL.canParse(written) && /^https?:$/.test(new URL(written).protocol)) return written
  throw new UsageError(
    `--live ${written} is no address of a web site; write one such as https://record.example.org/.`,
  )
}

function manifestOf(
  askings: readonly Asked[],
  languages: readonly string[],
  files: object,
): string {
  const missions = askings.map(({ mission, at }) => ({ mission: mission.mission, asking: at }))
  const content = canonicalJson({ format: 'rollcall-copy/1', missions, languages, files })
  return `${content}\n`
}

function nothingToPublish(): RefusedError {
  return new RefusedError(
    'not_found',
    'publish.nothing_public',
    'This record holds nothing that is public, so there is nothing to publish; load a mission with rollcall load DIR, or release something of one.',
  )
}
