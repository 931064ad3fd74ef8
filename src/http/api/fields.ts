import { z } from 'zod'

import { isId } from '#kit'

const MOST_ITEMS = 200
const USUAL_ITEMS = 100

const LIMIT_FAULT = `limit is a whole number from 1 to ${MOST_ITEMS}; write one, or leave it out for ${USUAL_ITEMS}.`

const day = 'a day such as 2024-03-08'

/** When a reader asks about; each may be left out. */
export const askingQuery = {
  validOn: z.string().optional().describe(`True on ${day}. Left out: today.`),
  knownAt: z
    .string()
    .optional()
    .describe(
      `From what had been said by the end of ${day}, or by an instant such as 2024-03-08T18:00:00Z. Left out: today.`,
    ),
  recordAt: z
    .string()
    .optional()
    .describe(
      `As the record stood at an entry's number, at the end of ${day}, at an instant, or at a checkpoint (SIZE:ROOT, or a signed note whole). Left out: the latest.`,
    ),
}

/** In which form a list is answered. */
export const formatQuery = {
  format: z
    .enum(['json', 'csv'], {
      error: ({ input }) => `format "${String(input)}" is not known; write json or csv.`,
    })
    .optional()
    .describe('Left out: what the Accept header asks for, else JSON.'),
}

/** Which page of a list is asked for. */
export const pageQuery = {
  after: z
    .string()
    .min(1, 'after is empty; copy it from "next" of the page before, or leave it out.')
    .max(300, 'after is too long for a cursor; copy it from "next" of the page before.')
    .optional()
    .describe('The cursor that the page before gave as "next".'),
  limit: z.coerce
    .number(LIMIT_FAULT)
    .int(LIMIT_FAULT)
    .min(1, LIMIT_FAULT)
    .max(MOST_ITEMS, LIMIT_FAULT)
    .default(USUAL_ITEMS)
    .describe('How many items a page has.'),
}

/** An object of query fields; a field that is misspelt is refused, because ignoring it would answer another question. */
export function queryOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.map((key) => `"${key}"`).join(' and ')} cannot be asked here; ask with ${Object.keys(shape).join(', ')}.`
        : undefined,
  })
}

/** The mission in an address. */
export const missionParam = { mission: z.string().describe('A mission such as mss-haiti.') }

/** An entry's id, in an address or a filter. */
export const idField = z
  .string()
  .refine(isId, {
    error: ({ input }) =>
      `"${String(input)}" is not an entry's id; ids are UUIDv7 in lower case, such as 018e2f4e-0000-7000-8000-000000000001.`,
  })
  .describe('The id of an entry, a UUIDv7 in lower case.')
