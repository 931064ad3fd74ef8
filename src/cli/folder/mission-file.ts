import fs from 'node:fs'
import path from 'node:path'

import { z } from 'zod'

import { RefusedError } from '#platform'
import type { Mission } from '#register'

/** The file that makes a folder a mission's: its name and title. */
export const MISSION_FILE = 'mission.json'

const missionSchema = z.object({
  mission: z.string({ error: 'its "mission" is missing, a name such as "mss-haiti"' }),
  title: z.union([z.string(), z.object({ en: z.string() }).transform(({ en }) => en)], {
    error: 'its "title" is missing, a text or {"en": "…", "fr": "…"}',
  }),
  party: z.string({ error: 'its "party" is not a party code' }).nullable().optional(),
})

/** Reads `mission.json` of a folder; a folder without one is refused. */
export function readMissionFile(folder: string): Mission {
  const file = path.join(folder, MISSION_FILE)
  if (!fs.existsSync(file)) {
    throw new RefusedError(
      'not_found',
      'load.no_mission_file',
      `There is no ${MISSION_FILE} in ${folder}; name a folder such as missions/mss-haiti, with {"mission": "…", "title": "…"} in that file.`,
    )
  }
  const parsed = missionSchema.safeParse(readJson(file))
  if (parsed.success) return { ...parsed.data, party: parsed.data.party ?? null }
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
