import { type Actor, type Instant, PUBLIC, type Sight, sightOf } from '#kit'
import type { Db, Identity } from '#platform'
import { RefusedError } from '#platform'

import { openMemory } from './memory.ts'
import { asOneQuestion } from './once.ts'
import { telling } from './seen.ts'

/** Opens the record for reading, each reader with what they may see and no more. */
export interface Readers {
  /** What everybody may see. */
  readonly portal: Db
  /** One mission as somebody sees it who has signed in; `shown` is told of each entry that is not public. */
  as(actor: Actor, mission: string, at: Instant, shown?: (entry: string) => void): Promise<Db>
  /** The same for a question during which nothing is put on record; what was answered before is recalled. */
  asking(actor: Actor, mission: string, at: Instant, shown?: (entry: string) => void): Promise<Db>
  /** Lets go of what was answered about a mission: told when something was erased, so that it goes at once. */
  forget(mission: string): void
}

/** The database tells apart who reads: row-level security sees to it that a forgotten check leaks nothing. */
export function openReaders(db: Db): Readers {
  const portal = db.as({ role: PORTAL, settings: {} })
  const numbers = new Map<string, number>()
  const memory = openMemory(db)
  const readerFor = async (actor: Actor, mission: string, at: Instant): Promise<NamedReader> => {
    if (actor.id === PUBLIC.id) return { name: PORTAL, reader: portal }
    const number = numbers.get(mission) ?? (await numberOf(db, mission))
    numbers.set(mission, number)
    const identity = identityOf(sightOf(actor, mission, at), number)
    return { name: JSON.stringify(identity), reader: db.as(identity) }
  }
  return {
    portal,
    forget: (mission) => memory.forget(mission),
    async as(actor, mission, at, shown) {
      const { reader } = await readerFor(actor, mission, at)
      return toldOf(reader, actor, shown)
    },
    async asking(actor, mission, at, shown) {
      const { name, reader } = await readerFor(actor, mission, at)
      // What is recalled is shown again, so the audit is told outside of the memory.
      return asOneQuestion(toldOf(memory.recalling(reader, name, mission), actor, shown))
    },
  }
}

interface NamedReader {
  /** As whom the database takes them: whoever has the same name sees the same. */
  readonly name: string
  readonly reader: Db
}

function toldOf(reader: Db, actor: Actor, shown: ((entry: string) => void) | undefined): Db {
  return shown === undefined || actor.id === PUBLIC.id ? reader : telling(reader, shown)
}

const PORTAL = 'rollcall_portal'

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
