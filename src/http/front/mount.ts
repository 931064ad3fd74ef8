import type { Hono } from 'hono'

import type { Site } from '../site.ts'
import { showFront } from './front-page.tsx'
import { sendRobots } from './robots.ts'
import { sendSecurity } from './security.ts'
import { sendMissionMap, sendSiteMap } from './sitemap.ts'

/** Puts what the public meets first at its addresses: the front page, and what is said to crawlers and finders. */
export function mountFront(app: Hono, site: Site): void {
  app.get('/', async (request) => showFront(site, request))
  app.get('/robots.txt', (request) => sendRobots(site, request))
  app.get('/sitemap.xml', async (request) => sendSiteMap(site, request))
  app.get('/m/:mission/sitemap.xml', async (request) => sendMissionMap(site, request))
  if (site.securityContact !== undefined) {
    app.get('/.well-known/security.txt', (request) => sendSecurity(site, request))
  }
}
