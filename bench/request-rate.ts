import autocannon from 'autocannon'
import { z } from 'zod'

/** What one address bears. */
export interface RequestRate {
  /** A second, over the whole run. */
  readonly requests: number
  readonly p50: number
  readonly p99: number
}

const CONNECTIONS = 10

const resultSchema = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  errors: z.number(),
  non2xx: z.number(),
})

/** Asks for one address over ten connections, from a thread of its own, for some seconds. */
export async function rateOf(url: string, seconds: number): Promise<RequestRate> {
  const result: unknown = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    workers: 1,
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  })
  const { requests, latency, errors, non2xx } = resultSchema.parse(result)
  if (errors + non2xx > 0)
    throw new Error(`${url}: ${errors} errors and ${non2xx} answers other than 2xx.`)
  return { requests: requests.average, p50: latency.p50, p99: latency.p99 }
}
