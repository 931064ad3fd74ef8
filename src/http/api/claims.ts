import { z } from 'zod'

import { partySchema as partyField, subjectSchema as subjectField } from '#desk-kit'
import { getClaim, gradesOf, listClaims, relationsOf } from '#register'

import { idField } from './fields.ts'
import { defineItem } from './item.ts'
import { defineList } from './list.ts'
import { assessmentSchema, claimSchema, relationSchema, standingClaimSchema } from './schemas.ts'

const list = defineList({
  path: '/claims',
  tag: 'claims',
  summary: 'The claims that stand at the asking, in the order of the record.',
  params: {},
  query: {
    kind: z.string().optional().describe('Only claims of this kind, such as forces.pledge.'),
    subject: subjectField.optional().describe('Only claims about this subject.'),
    assertedBy: partyField.optional().describe('Only claims that this party makes.'),
    document: idField.optional().describe('Only claims that rest on this document.'),
  },
  item: standingClaimSchema,
  beside: {},
  cursor: 'seq',
  async page({ ctx, at, query }, page) {
    const { kind = null, subject = null, assertedBy = null, document = null } = query
    const filter = { kind, subject, assertedBy, document }
    return listClaims(ctx.db, ctx.mission, filter, { at, page })
  },
})

const one = defineItem({
  path: '/claims/{id}',
  tag: 'claims',
  summary: 'A claim, whether or not it stands, with its grades and the relations that touch it.',
  params: { id: idField },
  says: {
    claim: claimSchema,
    grades: z.array(assessmentSchema),
    relations: z.array(relationSchema),
  },
  async find({ ctx, at, params }) {
    const claim = await getClaim(ctx.db, ctx.mission, params.id, at)
    const grades = await gradesOf(ctx.db, ctx.mission, [params.id], at)
    return { claim, grades, relations: await relationsOf(ctx.db, ctx.mission, [params.id], at) }
  },
})

/** The claims of a mission. */
export const claimEndpoints = [list, one]
