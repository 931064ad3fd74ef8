import type { Engine, Session } from './session.ts'

/** Told of every statement once it has been answered or refused. */
export type OnStatement = (name: string, seconds: number) => void

/** Statements that a query builder wrote have no name of their own. */
const UNNAMED = 'unnamed'

/** The same engine, telling how long each statement took. */
export function watchedEngine(engine: Engine, onStatement: OnStatement): Engine {
  return {
    ...engine,
    session: watchedSession(engine.session, onStatement),
    as: (identity) => watchedSession(engine.as(identity), onStatement),
    transaction: async (work) =>
      engine.transaction(async (session) => work(watchedSession(session, onStatement))),
  }
}

function watchedSession(session: Session, onStatement: OnStatement): Session {
  return {
    exec: async (sql) => session.exec(sql),
    async query(statement, values) {
      const begun = performance.now()
      try {
        return await session.query(statement, values)
      } finally {
        const name = typeof statement === 'string' ? UNNAMED : statement.name
        onStatement(name, (performance.now() - begun) / 1000)
      }
    },
  }
}
