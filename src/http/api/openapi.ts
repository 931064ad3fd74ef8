import { OpenAPIHono } from '@hono/zod-openapi'
import type { RouteConfig } from '@hono/zod-openapi'

import type { Desk } from '#desk-kit'

import type { Endpoint, RefusalStatus, Reply } from './endpoint.ts'
import { endpointsOf } from './endpoints.ts'
import { errorSchema } from './schemas.ts'

const REFUSALS: Readonly<Record<RefusalStatus, string>> = {
  400: 'What was asked or sent is incorrect; the sentence says what, which and what to do.',
  403: 'This may not be done.',
  404: 'The record holds no such thing.',
  409: 'The id is on record with other content.',
  410: 'What it said was erased; the sentence says by which entry and on which legal basis.',
  413: 'More was sent than is taken in.',
}

const LIST_HEADERS = {
  Link: headerOf('On a list that goes on: the address of the following page, `rel="next"`.'),
  'Rollcall-Valid-On': headerOf('With CSV: the day that the answer is true on.'),
  'Rollcall-Known-At': headerOf('With CSV: the instant by which sources had spoken.'),
  'Rollcall-Erased-Since': headerOf(
    'Where an earlier record is asked about: how many of its entries have lost something to an erasure since.',
  ),
  'Rollcall-Record-At': headerOf('With CSV: the last entry of the record that answers.'),
}

/** The description of the whole API in OpenAPI 3.1, as it is committed in openapi.json. */
export function openApiDocument(desks: readonly Desk[]): object {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono()
  for (const endpoint of endpointsOf(desks)) openAPIRegistry.registerPath(routeOf(endpoint))
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Rollcall',
      version: '1',
      description:
        'The open record of multinational security support missions: who says what, on which evidence, as of any date. Every answer names the state of the record it rests on.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/api/v1' }],
  })
}

function routeOf(endpoint: Endpoint): RouteConfig {
  const { method, path, tag, summary, params, query, body } = endpoint
  return {
    method,
    path,
    tags: [tag],
    operationId: operationIdOf(endpoint),
    summary,
    request: {
      params,
      query,
      ...(body === null
        ? {}
        : {
            body: {
              description: body.description,
              required: true,
              content: { [body.mediaType]: { schema: body.schema } },
            },
          }),
    },
    responses: Object.fromEntries([
      ...Object.entries(endpoint.replies).map(([status, reply]) => [status, replyOf(reply)]),
      ...endpoint.refusals.map((status) => [status, refusalOf(status)]),
    ]),
  }
}

function replyOf({ description, schema, csv }: Reply): RouteConfig['responses'][string] {
  const json = { 'application/json': { schema } }
  if (csv === 'no-csv') return { description, content: json }
  const content = { ...json, 'text/csv': { schema: { type: 'string' as const } } }
  return { description, headers: LIST_HEADERS, content }
}

function refusalOf(status: RefusalStatus): RouteConfig['responses'][string] {
  return {
    description: REFUSALS[status],
    content: { 'application/json': { schema: errorSchema } },
  }
}

/** `getAccountsForcesPledges`: stable, because it follows from the address. */
function operationIdOf({ method, path }: Endpoint): string {
  const inMission = path.replace(/^\/missions\/\{mission\}/, '')
  const words = inMission.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function headerOf(description: string) {
  return { description, schema: { type: 'string' as const } }
}
