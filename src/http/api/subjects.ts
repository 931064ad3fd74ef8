import { z } from 'zod'

import { comparisonOf, subjectSchema as subjectField } from '#desk-kit'
import { groupBy } from '#kit'
import {
  decisionsInForce,
  getSubject,
  historyOf,
  inForceOn,
  isContested,
  listSubjects,
} from '#register'
import type { Fate } from '#register'

import { pageOf } from '../paging.ts'
import { figuresOn } from '../subject-figures.ts'
import { defineItem } from './item.ts'
import { defineList } from './list.ts'
import {
  claimSchema,
  decisionSchema,
  figureSchema,
  standingClaimSchema,
  subjectSchema,
} from './schemas.ts'

const params = { subject: subjectField.describe('A subject such as pledge-ben.') }

const list = defineList({
  path: '/subjects',
  tag: 'subjects',
  summary: 'The things that claims are about, by name.',
  params: {},
  query: {},
  item: subjectSchema,
  beside: {},
  cursor: 'name',
  page: async ({ ctx, at }, page) => listSubjects(ctx.db, ctx.mission, { at, page }),
})

const one = defineItem({
  path: '/subjects/{subject}',
  tag: 'subjects',
  summary: 'All that stands about a subject, kind by kind: rival claims, figures and the decision.',
  params,
  says: {
    subject: subjectSchema,
    kinds: z.array(
      z.object({
        kind: z.string(),
        contested: z.boolean(),
        figures: z.array(figureSchema).describe('One for each unit that the claims speak in.'),
        decision: decisionSchema.nullable(),
        claims: z.array(standingClaimSchema),
      }),
    ),
  },
  async find({ ctx, site, at, params: { subject } }) {
    const found = await getSubject(ctx.db, ctx.mission, subject, at)
    const claims = await inForceOn(ctx.db, ctx.mission, subject, at)
    const decisions = await decisionsInForce(ctx.db, ctx.mission, at, subject)
    const compare = comparisonOf(site.kinds)
    const kinds = [...groupBy(claims, ({ kind }) => kind)].map(([kind, rivals]) => {
      const decision = decisions.find((made) => made.kind === kind) ?? null
      const figures = figuresOn(site.kinds.get(kind), rivals, decision)
      return { kind, contested: isContested(rivals, compare), figures, decision, claims: rivals }
    })
    return { subject: found, kinds }
  },
})

const history = defineList({
  path: '/subjects/{subject}/history',
  tag: 'subjects',
  summary:
    'Every claim ever made about a subject, in the order it was said, and what became of it.',
  params,
  query: {},
  item: z.object({
    claim: claimSchema,
    fate: z.enum(['stands', 'replaced', 'taken-back', 'other-days']),
    reach: z.enum(['certain', 'possible']).nullable().describe('How surely it stands.'),
    by: z.string().nullable().describe('The entry that replaced it or took it back.'),
    how: z.string().nullable().describe('The relation that took it back.'),
  }),
  beside: {},
  cursor: 'name',
  async page({ ctx, at, params: { subject } }, page) {
    await getSubject(ctx.db, ctx.mission, subject, at)
    const past = await historyOf(ctx.db, ctx.mission, subject, at)
    const items = past.map(({ claim, fate }) => ({ claim, ...flat(fate) }))
    return pageOf(items, page, ({ claim }) => claim.id)
  },
})

/** The subjects of a mission. */
export const subjectEndpoints = [list, one, history]

function flat(fate: Fate): FlatFate {
  return { reach: null, by: null, how: null, ...fate }
}

interface FlatFate {
  readonly fate: Fate['fate']
  readonly reach: 'certain' | 'possible' | null
  readonly by: string | null
  readonly how: string | null
}
