import type { Hono } from 'hono'

import { RefusedError } from '#platform'

import { visitOf } from '../request.ts'
import type { Site, Visit } from '../site.ts'
import type { Dossier } from './dossier.ts'
import { showDownloads } from './download-page.tsx'
import { makeMeasuring } from './measured.ts'
import { ARCHIVE } from './paths.ts'
import { sendArchive, sendMember } from './send-file.ts'

/** Puts the page of downloads and the files below it at their addresses. */
export function mountDownloads(app: Hono, site: Site): void {
  const measuring = makeMeasuring()
  app.get('/m/:mission/download', async (request) => {
    const visit = await visitOf(site, request)
    return showDownloads(visit, await measuring(dossierOf(site, visit)))
  })
  app.get('/m/:mission/download/:name{.+}', async (request) => {
    const visit = await visitOf(site, request)
    const dossier = dossierOf(site, visit)
    const measurement = await measuring(dossier)
    const name = request.req.param('name')
    if (name === ARCHIVE) return sendArchive(visit, dossier, measurement)
    const file = measurement.files.find(({ member }) => member.name === name)
    if (file !== undefined) return sendMember(visit, dossier, file)
    throw new RefusedError(
      'not_found',
      'download.unknown',
      `This download has no file "${name}"; its manifest.json lists all it has.`,
    )
  })
}

function dossierOf(site: Site, { ctx, at, reader }: Visit): Dossier {
  return { site, ctx, at, title: reader.mission.title }
}
