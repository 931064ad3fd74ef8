import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { desks } from '#desks'
import { packageRoot } from '#platform'

import { endpointsOf } from './api/endpoints.ts'
import { openApiDocument } from './api/openapi.ts'

const operationSchema = z.object({
  summary: z.string().min(20),
  operationId: z.string(),
  tags: z.array(z.string()).length(1),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), description: z.string() }))
    .optional(),
  responses: z.record(z.string(), z.object({ description: z.string() }).loose()),
})
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
})

const described = documentSchema.parse(openApiDocument(desks))
const operations = Object.values(described.paths).flatMap((path) => Object.values(path))

test('the committed openapi.json says what the API says (npm run openapi writes it anew)', () => {
  const committed: unknown = JSON.parse(
    fs.readFileSync(path.join(packageRoot(), 'openapi.json'), 'utf8'),
  )
  expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument(desks))))
})

test('every account of every desk is an operation of its own', () => {
  const accounts = desks.flatMap((desk) =>
    desk.accounts.map(({ name }) => `/missions/{mission}/accounts/${desk.name}/${name}`),
  )
  expect(accounts.length).toBeGreaterThan(2)
  expect(Object.keys(described.paths)).toEqual(expect.arrayContaining(accounts))
})

test('every operation has a name of its own and says how it refuses', () => {
  const names = operations.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(names.length)
  expect(operations.length).toBe(endpointsOf(desks).length)
  for (const { responses } of operations) {
    expect(responses[400]?.['content']).toHaveProperty(['application/json', 'schema'])
  }
})

test('every list of a mission takes the three times, a cursor and a limit', () => {
  const lists = operations.filter(({ parameters }) =>
    (parameters ?? []).some(({ name }) => name === 'after'),
  )
  expect(lists.length).toBeGreaterThan(8)
  for (const { parameters } of lists) {
    const names = (parameters ?? []).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['limit', 'format']))
    if (!names.includes('mission')) continue
    expect(names).toEqual(expect.arrayContaining(['validOn', 'knownAt', 'recordAt']))
  }
})
