import { DAY_MAX, dayOf } from '#kit'

import type { BenchClaim } from './claim-drafts.ts'
import { type MariadbSession, openMariadbSession } from './mariadb-session.ts'
import type { MariadbServer } from './mariadb.ts'
import { dealOut, type Writer } from './writer.ts'

const MOST_CALLERS = 20

/**
 * The same claims in MariaDB's own bitemporal table: a claim takes its days from what stood in its
 * lane, and the table keeps by itself what it held before. Beside it the entry with its payload.
 * Sent from this process, statement by statement, as our own writer sends its.
 */
export async function openMariadbWriter(server: MariadbServer): Promise<Writer> {
  server.run(schemaOf('sent'))
  const sessions: MariadbSession[] = []
  for (let caller = 0; caller < MOST_CALLERS; caller++) {
    const session = await openMariadbSession(server.socket)
    await session.run('USE sent')
    sessions.push(session)
  }
  return {
    name: `MariaDB ${server.version.split('-')[0]}`,
    async write(claims, { batch, callers }) {
      const start = performance.now()
      await Promise.all(
        dealOut(claims, callers).map(async (part, caller) => {
          const session = sessions[caller]
          if (session === undefined) throw new Error(`There are no ${callers} sessions.`)
          for (let at = 0; at < part.length; at += batch)
            await commit(session, transactionOf(part.slice(at, at + batch)))
        }),
      )
      return (performance.now() - start) / 1000
    },
    async close() {
      for (const session of sessions) await session.close()
    },
  }
}

/** Two sessions may wait for each other's gaps; MariaDB then undoes one of the two, which starts again. */
async function commit(session: MariadbSession, statements: readonly string[]): Promise<void> {
  try {
    for (const statement of statements) await session.run(statement)
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('Deadlock'))) throw error
    await commit(session, statements)
  }
}

/** The same from a script that MariaDB's own client reads, timed on the server's clock: what it bears at most. */
export function openMariadbScript(server: MariadbServer): Writer {
  server.run(schemaOf('script'))
  return {
    name: 'its own client',
    async write(claims, { batch, callers }) {
      if (callers > 1) return null
      const statements: string[] = []
      for (let at = 0; at < claims.length; at += batch)
        statements.push(...transactionOf(claims.slice(at, at + batch)))
      const [begin, end] = server
        .run(`USE script; ${NOW}\n${statements.join(';\n')};\n${NOW}\n`)
        .map(Number)
      if (begin === undefined || end === undefined) throw new Error('MariaDB told no time.')
      return end - begin
    },
    close: async () => undefined,
  }
}

const NOW = 'SELECT UNIX_TIMESTAMP(SYSDATE(6));'

function schemaOf(database: string): string {
  return `CREATE DATABASE ${database} CHARACTER SET utf8mb4; USE ${database};
CREATE TABLE entry (mission int NOT NULL, seq bigint NOT NULL, id uuid NOT NULL, recorded timestamp(6) NOT NULL,
  payload json NOT NULL, PRIMARY KEY (mission, seq), UNIQUE (mission, id));
CREATE TABLE standing (mission int NOT NULL, lane int NOT NULL, kind smallint NOT NULL, seq bigint NOT NULL,
  valid_from date NOT NULL, valid_to date NOT NULL, PERIOD FOR valid (valid_from, valid_to),
  PRIMARY KEY (mission, lane, valid WITHOUT OVERLAPS)) WITH SYSTEM VERSIONING;
`
}

function transactionOf(claims: readonly BenchClaim[]): readonly string[] {
  const entries = claims.map(
    ({ generated, draft }) =>
      `(1,${generated.seq},'${draft.id}',NOW(6),'${JSON.stringify(payloadOf(draft))}')`,
  )
  return [
    'START TRANSACTION',
    `INSERT INTO entry VALUES ${entries.join(',')}`,
    ...claims.flatMap(({ generated }) => standingOf(generated)),
    'COMMIT',
  ]
}

/** About 250 bytes; the citation and the salts that ours keeps are left out. */
function payloadOf({
  kind,
  subject,
  value,
  modality,
  valid,
  saidAt,
  assertedBy,
}: BenchClaim['draft']): object {
  return { kind, subject, value, modality, valid, saidAt, assertedBy }
}

function standingOf({
  seq,
  kind,
  subject,
  asserter,
  from,
  to,
}: BenchClaim['generated']): readonly string[] {
  const lane = subject * 2 + asserter
  const [first, end] = [`'${dayOf(from)}'`, to === DAY_MAX ? `'9999-12-31'` : `'${dayOf(to)}'`]
  return [
    `DELETE FROM standing FOR PORTION OF valid FROM ${first} TO ${end} WHERE mission = 1 AND lane = ${lane}`,
    `INSERT INTO standing VALUES (1,${lane},${kind},${seq},${first},${end})`,
  ]
}
