import { type Actor, type Instant, PUBLIC, type Sight, sightOf } from '#kit'
import type { Db, Identity } from '#platform'
import { RefusedError } from '#platform'

import { telling } from './seen.ts'

/** Opens the record for reading, each reader with what they may see and no more. */
export interface Readers {
  /** What everybody may see. */
  readonly portal: Db
  /** One mission as somebody sees it who has signed in; `shown` is told of each entry that is not public. */
  as(actor: Actor, mission: string, at: Instant, shown?: (entry: string) => void): Promise<Db>
}

/** The database tells apart who reads: row-level security sees to it that a forgotten check leaks nothing. */
export function openReaders(db: Db): Readers {
  const portal = db.as({ role: 'rollcall_portal', settings: {} })
  const numbers = new Map<string, number>()
  return {
    portal,
    async as(actor, mission, at, shown) {
      if (actor.id === PUBLIC.id) return portal
      const number = numbers.get(mission) ?? (await numberOf(db, mission))
      numbers.set(mission, number)
      const reader = db.as(identityOf(sightOf(actor, mission, at), number))
      return shown === undefined ? reader : telling(reader, shown)
    },
  }
}

/** What row-level security asks of whoever reads (migrations, access.sql). */
function identityOf(
  { actor, ceiling, confidentialAt, compartments }: Sight,
  mission: number,
): Identity {
  return {
    role: 'rollcall_reader',
    settings: {
      'rollcall.mission_id': String(mission),
      'rollcall.actor': actor ?? '',
      'rollcall.ceiling': String(CEILINGS[ceiling]),
      'rollcall.confidential_at': confidentialAt === 'all' ? 'all' : confidentialAt.join(','),
      'rollcall.compartments': compartments.join(','),
    },
  }
}

const CEILINGS: Readonly<Record<Sight['ceiling'], number>> = {
  public: 0,
  partner: 1,
  restricted: 2,
}

async function numberOf(db: Db, mission: string): Promise<number> {
  const [row] = await db.run<{ mission_id: number }>(NUMBER, [mission])
  if (row !== undefined) return row.mission_id
  throw new RefusedError(
    'not_found',
    'register.mission_unknown',
    `No mission is called "${mission}"; choose one that this record holds.`,
  )
}

const NUMBER = {
  name: 'register-mission-number',
  text: 'SELECT mission_id FROM register.mission WHERE mission = $1',
}
