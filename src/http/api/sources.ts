import { getDocument, listDocuments, listParties } from '#register'

import { idField } from './fields.ts'
import { defineItem } from './item.ts'
import { defineList } from './list.ts'
import { documentSchema, partySchema } from './schemas.ts'

const documents = defineList({
  path: '/documents',
  tag: 'documents',
  summary: 'The documents that had been published, the latest first.',
  params: {},
  query: {},
  item: documentSchema,
  beside: {},
  cursor: 'said-and-seq',
  page: async ({ ctx, at }, page) => listDocuments(ctx.db, ctx.mission, { at, page }),
})

const document = defineItem({
  path: '/documents/{id}',
  tag: 'documents',
  summary: 'A document’s reference and hashes.',
  params: { id: idField },
  says: { document: documentSchema },
  find: async ({ ctx, at, params }) => ({
    document: await getDocument(ctx.db, ctx.mission, params.id, at),
  }),
})

const parties = defineList({
  path: '/parties',
  tag: 'parties',
  summary: 'The parties on record, by code; States need not be on record to be named.',
  params: {},
  query: {},
  item: partySchema,
  beside: {},
  cursor: 'name',
  page: async ({ ctx, at }, page) => listParties(ctx.db, ctx.mission, { at, page }),
})

/** Who speaks, and where. */
export const sourceEndpoints = [documents, document, parties]
