import { z } from 'zod'

import { defineKind, edtfSchema, oneOf, partySchema, textSchema } from '#desk-kit'

/** Something about a document itself: title, byline, contact, what it rests on. */
export const documentNote = defineKind({
  name: 'reports.document-note',
  title: 'reports.document-note',
  value: z.strictObject({
    sort: oneOf([
      'title',
      'byline',
      'contact',
      'address',
      'date',
      'cites',
      'misprint',
      'stance',
      'form',
      'relation',
    ]),
    about: partySchema.nullable(),
    note: textSchema,
  }),
  quantity: null,
})

/** A heading or part of a document, described in the record's own words. */
export const section = defineKind({
  name: 'reports.section',
  title: 'reports.section',
  value: z.strictObject({ order: z.number().int().positive(), heading: textSchema }),
  quantity: null,
})

/** A picture or other medium and what its caption says it shows. */
export const medium = defineKind({
  name: 'reports.medium',
  title: 'reports.medium',
  value: z.strictObject({
    sort: oneOf(['photograph', 'video', 'book', 'letter', 'report']),
    shows: textSchema,
    on: edtfSchema.nullable(),
  }),
  quantity: null,
})

/** Every kind of claim that the reports desk puts on record. */
export const reportsKinds = [documentNote, section, medium]
