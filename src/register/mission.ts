import type { Clock, Db } from '#platform'
import { RefusedError } from '#platform'

/** A mission that this record holds. */
export interface Mission {
  readonly mission: string
  readonly title: string
  /** The code by which the record calls the mission itself; null where it has none. */
  readonly party: string | null
}

/** Opens a mission's record, or leaves it as it is where it is open already. */
export async function ensureMission(
  { db, clock }: { db: Db; clock: Clock },
  { mission, title, party }: Mission,
): Promise<void> {
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(mission)) {
    throw new RefusedError(
      'incorrect',
      'register.mission_name',
      `"${mission}" cannot name a mission; use lower-case letters, digits and hyphens, such as mss-haiti.`,
    )
  }
  await db.run(ENSURE, [mission, title, party])
  await db.run(HEAD, [mission, clock.now()])
}

/** The missions on record, by name. */
export async function listMissions(db: Db): Promise<readonly Mission[]> {
  return db.run<Mission>(
    {
      name: 'register-missions',
      text: 'SELECT mission, title, party FROM register.mission ORDER BY mission',
    },
    [],
  )
}

/** A mission by its name; refused where this record does not hold it. */
export async function getMission(db: Db, mission: string): Promise<Mission> {
  const found = (await listMissions(db)).find((one) => one.mission === mission)
  if (found !== undefined) return found
  throw new RefusedError(
    'not_found',
    'register.mission_unknown',
    `No mission is called "${mission}"; choose one that this record holds.`,
  )
}

const ENSURE = {
  name: 'register-ensure-mission',
  text: 'INSERT INTO register.mission (mission, title, party) VALUES ($1, $2, $3) ON CONFLICT (mission) DO NOTHING',
}

const HEAD = {
  name: 'register-ensure-head',
  text: `INSERT INTO register.head (mission_id, seq, recorded_at, first_said, last_said, first_day, last_day)
    SELECT mission_id, 0, $2, 9007199254740991, 0, 2147483647, 0 FROM register.mission WHERE mission = $1 ON CONFLICT DO NOTHING`,
}
