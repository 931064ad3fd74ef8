export { openApiDocument } from './api/openapi.ts'
export { createApp } from './app.ts'
export { openSite } from './open-site.ts'
export type { Site, SiteParts } from './site.ts'
