import { DAY_MAX, dayOf } from '#kit'

import type { BenchClaim } from './claim-drafts.ts'
import type { MariadbServer } from './mariadb.ts'
import type { Writer } from './writer.ts'

/**
 * The same claims in MariaDB's own bitemporal table: a claim takes its days from what stood in its
 * lane, and the table keeps by itself what it held before. Beside it the entry with its payload.
 */
export function openMariadbWriter(server: MariadbServer): Writer {
  server.run(SCHEMA)
  return {
    name: `MariaDB ${server.version.split('-')[0]}`,
    async write(claims, batch) {
      const transactions: string[] = []
      for (let at = 0; at < claims.length; at += batch)
        transactions.push(transactionOf(claims.slice(at, at + batch)))
      const [begin, end] = server
        .run(`USE bench; ${NOW}\n${transactions.join('\n')}\n${NOW}\n`)
        .map(Number)
      if (begin === undefined || end === undefined) throw new Error('MariaDB told no time.')
      return end - begin
    },
    close: async () => server.stop(),
  }
}

/** On the server's clock, so that starting the client and its session costs nothing. */
const NOW = 'SELECT UNIX_TIMESTAMP(SYSDATE(6));'

const SCHEMA = `
CREATE DATABASE bench CHARACTER SET utf8mb4; USE bench;
CREATE TABLE entry (mission int NOT NULL, seq bigint NOT NULL, id uuid NOT NULL, recorded timestamp(6) NOT NULL,
  payload json NOT NULL, PRIMARY KEY (mission, seq), UNIQUE (mission, id));
CREATE TABLE standing (mission int NOT NULL, lane int NOT NULL, kind smallint NOT NULL, seq bigint NOT NULL,
  valid_from date NOT NULL, valid_to date NOT NULL, PERIOD FOR valid (valid_from, valid_to),
  PRIMARY KEY (mission, lane, valid WITHOUT OVERLAPS)) WITH SYSTEM VERSIONING;
`

function transactionOf(claims: readonly BenchClaim[]): string {
  const entries = claims.map(
    ({ generated, draft }) =>
      `(1,${generated.seq},'${draft.id}',NOW(6),'${JSON.stringify(payloadOf(draft))}')`,
  )
  return [
    'START TRANSACTION;',
    `INSERT INTO entry VALUES ${entries.join(',')};`,
    ...claims.flatMap(({ generated }) => standingOf(generated)),
    'COMMIT;',
  ].join('\n')
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
    `DELETE FROM standing FOR PORTION OF valid FROM ${first} TO ${end} WHERE mission = 1 AND lane = ${lane};`,
    `INSERT INTO standing VALUES (1,${lane},${kind},${seq},${first},${end});`,
  ]
}
