import { parse, type PGlite, protocol, type Results } from '@electric-sql/pglite'

import type { Statement } from './session.ts'

/** Runs named statements on the embedded engine, each prepared once for each role that runs it. */
export interface Statements {
  /** As whom it runs only says which of its plans is taken: a plan of another role would be made anew. */
  run<Row>(role: string, statement: Statement, values: readonly unknown[]): Promise<Results<Row>>
}

interface Prepared {
  readonly name: string
  /** The types of its parameters, by their oid. */
  readonly types: readonly number[]
}

/**
 * PGlite's own `query` parses and plans whatever it is asked, in six calls into the engine. Here a statement
 * that is known takes one: it is planned as a server plans it for node-postgres, once and for all.
 */
export function openStatements(pglite: PGlite): Statements {
  const known = new Map<string, Prepared>()
  const prepare = async (role: string, { text }: Statement): Promise<Prepared> => {
    const key = `${role} ${text}`
    const found = known.get(key)
    if (found !== undefined) return found
    const name = `s${known.size + 1}`
    const types = await describe(pglite, name, text)
    const prepared = { name, types }
    known.set(key, prepared)
    return prepared
  }
  return {
    run: async <Row>(role: string, statement: Statement, values: readonly unknown[]) =>
      pglite.runExclusive(async () => {
        const { name, types } = await prepare(role, statement)
        const messages = await pglite.execProtocolStream(
          joined([
            serialize.bind({ statement: name, values: asText(pglite, types, values) }),
            serialize.describe({ type: 'P' }),
            serialize.execute({}),
            serialize.sync(),
          ]),
        )
        return answerIn<Row>(pglite, messages)
      }),
  }
}

const { serialize } = protocol
type Messages = Awaited<ReturnType<PGlite['execProtocolStream']>>

async function describe(pglite: PGlite, name: string, text: string): Promise<readonly number[]> {
  const messages = await pglite.execProtocolStream(
    joined([
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ]),
  )
  return parse.parseDescribeStatementResults(messages)
}

function asText(pglite: PGlite, types: readonly number[], values: readonly unknown[]) {
  return values.map((value, index): string | null => {
    if (value === null || value === undefined) return null
    const write = pglite.serializers[types[index] ?? 0]
    if (write !== undefined) return write(value)
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
}

function answerIn<Row>(pglite: PGlite, messages: Messages): Results<Row> {
  const [answer] = parse.parseResults(messages, pglite.parsers)
  if (answer === undefined) throw new Error('The engine answered a statement with nothing.')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the statement says what its rows are
  return answer as Results<Row>
}

function joined(messages: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(messages)
}
