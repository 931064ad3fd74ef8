import { type Db, RefusedError } from '#platform'
import { listMissions, type Mission } from '#register'

import type { Given } from './command.ts'
import { didYouMean } from './nearest.ts'

/** The mission that `--mission` names, or the only one there is. */
export async function chooseMission(db: Db, given: Given): Promise<Mission> {
  const missions = await listMissions(db)
  const names = missions.map(({ mission }) => mission)
  const written = given.option('mission')
  if (written !== undefined) {
    const found = missions.find(({ mission }) => mission === written)
    if (found !== undefined) return found
    throw new RefusedError(
      'not_found',
      'register.mission_unknown',
      `This record holds no mission "${written}".${didYouMean(written, names)} It holds: ${names.join(', ') || 'none; load one with rollcall load DIR'}.`,
    )
  }
  const [only, second] = missions
  if (only === undefined) {
    throw new RefusedError(
      'not_found',
      'cli.no_mission',
      'This record holds no mission yet; load one with rollcall load DIR, such as rollcall load missions/mss-haiti.',
    )
  }
  if (second === undefined) return only
  throw new RefusedError(
    'incorrect',
    'cli.which_mission',
    `This record holds ${names.length} missions; write --mission and one of: ${names.join(', ')}.`,
  )
}
