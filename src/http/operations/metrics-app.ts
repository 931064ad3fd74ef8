import { Hono } from 'hono'

import type { Metrics } from '#platform'

import { refuseForeignHosts } from '../own-hosts.ts'

/** The counts of this process for its operators; never part of what the public can reach. */
export function createMetricsApp(metrics: Metrics): Hono {
  const app = new Hono()
  app.use(refuseForeignHosts(null))
  app.get('/metrics', async (request) => {
    request.header('cache-control', 'no-store')
    request.header('content-type', metrics.contentType)
    return request.body(await metrics.text())
  })
  return app
}
