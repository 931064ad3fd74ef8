import fs from 'node:fs'
import path from 'node:path'

import { z } from 'zod'

import { type Handling, RELEASES } from '#kit'
import { RefusedError } from '#platform'
import { type Mission, UNSAID } from '#register'

/** The file that makes a folder a mission's: its name and title. */
export const MISSION_FILE = 'mission.json'

const missionSchema = z.object({
  mission: z.string({ error: 'its "mission" is missing, a name such as "mss-haiti"' }),
  title: z.union([z.string(), z.object({ en: z.string() }).transform(({ en }) => en)], {
    error: 'its "title" is missing, a text or {"en": "…", "fr": "…"}',
  }),
  release: z
    .enum(RELEASES, { error: `its "release" is none of ${RELEASES.join(', ')}` })
    .default(UNSAID.release),
  party: z.string({ error: 'its "party" is not a party code' }).nullable().optional(),
})

/** A mission, and how far its rows may go that do not say it themselves. */
export interface MissionFile extends Mission {
  readonly handling: Handling
}

/** Reads `mission.json` of a folder; a folder without one is refused. */
export function readMissionFile(folder: string): MissionFile {
  const file = path.join(folder, MISSION_FILE)
  if (!fs.existsSync(file)) {
    throw new RefusedError(
      'not_found',
      'load.no_mission_file',
      `There is no ${MISSION_FILE} in ${folder}; name a folder such as missions/mss-haiti, with {"mission": "…", "title": "…"} in that file.`,
    )
  }
  const parsed = missionSchema.safeParse(readJson(file))
  if (parsed.success) {
    const { release, party, ...mission } = parsed.data
    return { ...mission, party: party ?? null, handling: { ...UNSAID, release } }
  }
  throw wrong(file, parsed.error.issues.map(({ message }) => message).join('; '))
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw wrong(file, `it is not JSON: ${error.message}`)
  }
}

function wrong(file: string, why: string): RefusedError {
  return new RefusedError(
    'incorrect',
    'load.mission_file',
    `${file} cannot be read (${why}); write {"mission": "mss-haiti", "title": "…"}.`,
  )
}
