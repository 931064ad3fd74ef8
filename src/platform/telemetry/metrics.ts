import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

/** A request that was answered; the route is its pattern, because an address names people and questions. */
export interface AnsweredRequest {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** How an attempt to sign in ended; never whose it was. */
export type CountedSignIn = 'accepted' | 'refused' | 'limited'

/** What this process counts for its operators. It counts nothing that tells of what is on record. */
export interface Metrics {
  /** In what form `text` is. */
  readonly contentType: string
  /** All counts in Prometheus' text form. */
  text(): Promise<string>
  readonly countRequest: (answered: AnsweredRequest) => void
  /** One commit of the appender with so many entries. */
  readonly countAppend: (entries: number, seconds: number) => void
  /** One statement of the database, by the name it has in the code. */
  readonly countStatement: (name: string, seconds: number) => void
  readonly countSignIn: (outcome: CountedSignIn) => void
}

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const STATEMENT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5]
const APPEND_SECONDS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
const ENTRIES = [1, 2, 5, 10, 25, 50, 100, 250, 500]

/** Opens the counts of one process, in a registry of their own. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const meters = metersIn(registry)
  return {
    contentType: registry.contentType,
    text: async () => registry.metrics(),
    countRequest: ({ method, route, status, seconds }) => {
      meters.requests.observe({ method, route, status }, seconds)
    },
    countAppend: (entries, seconds) => {
      meters.appends.observe(seconds)
      meters.entries.observe(entries)
    },
    countStatement: (name, seconds) => {
      meters.statements.observe({ statement: name }, seconds)
    },
    countSignIn: (outcome) => {
      meters.signIns.inc({ outcome })
    },
  }
}

function metersIn(registry: Registry) {
  const registers = [registry]
  return {
    requests: new Histogram({
      name: 'rollcall_http_request_seconds',
      help: 'Answered requests by method, route pattern and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: REQUEST_SECONDS,
      registers,
    }),
    appends: new Histogram({
      name: 'rollcall_append_seconds',
      help: 'Commits of the appender.',
      buckets: APPEND_SECONDS,
      registers,
    }),
    entries: new Histogram({
      name: 'rollcall_append_entries',
      help: 'Entries that were committed together.',
      buckets: ENTRIES,
      registers,
    }),
    statements: new Histogram({
      name: 'rollcall_statement_seconds',
      help: 'Statements of the database by their name in the code.',
      labelNames: ['statement'],
      buckets: STATEMENT_SECONDS,
      registers,
    }),
    signIns: new Counter({
      name: 'rollcall_sign_ins_total',
      help: 'Attempts to sign in by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
  }
}
