import { z } from 'zod'

import {
  type Answer,
  answerSchema,
  type AnyRow,
  defineAccount,
  figureSchema,
  plainRowSchema,
  askingOf,
  type Ground,
  groundOf,
  groundSchema,
} from '#desk-kit'
import {
  type Decision,
  decidedOn,
  decisionsInForce,
  type Figure,
  findSubjects,
  inForce,
  type StandingClaim,
} from '#register'

import { ceilingsUnder, votesOn } from './instrument-figures.ts'
import { ceiling, extending, instrument, paragraph, vote } from './kinds.ts'
import { type ReadInstruments, readInstruments } from './read-instruments.ts'
import type { SaidTerm } from './said-terms.ts'
import { type Saying, sayingSchema, sayingsOf, type Statement } from './sayings.ts'

/** An instrument with what is said of it: of each field every version, the one that stands first. */
export interface InstrumentRow extends AnyRow {
  readonly figure: null
  readonly body: readonly Saying[]
  readonly number: readonly Saying[]
  readonly meeting: readonly Saying[]
  readonly adopted: readonly Saying[]
  readonly effect: readonly Saying[]
  readonly tasks: readonly Saying[]
  readonly from: readonly Saying[]
  readonly until: readonly Saying[]
  readonly inFavour: Figure | null
  readonly against: Figure | null
  readonly abstained: Figure | null
  readonly abstaining: readonly Saying[]
  readonly ceilings: readonly { readonly component: string; readonly figure: Figure }[]
  readonly paragraphs: readonly ParagraphOfInstrument[]
  readonly goesOnFrom: readonly GoingOn[]
}

/** What a paragraph says. */
export interface ParagraphOfInstrument {
  readonly paragraph: string | null
  readonly sort: string
  readonly says: string
  readonly basis: readonly Ground[]
}

/** An earlier instrument that one goes on from. */
export interface GoingOn {
  readonly instrument: string
  readonly number: string | null
  readonly how: 'extends' | 'replaces'
  readonly basis: readonly Ground[]
}

const basis = z.array(groundSchema)
const sayings = z.array(sayingSchema)

const instrumentRowSchema: z.ZodType<InstrumentRow> = plainRowSchema.extend({
  body: sayings,
  number: sayings,
  meeting: sayings,
  adopted: sayings,
  effect: sayings,
  tasks: sayings,
  from: sayings,
  until: sayings,
  inFavour: figureSchema.nullable(),
  against: figureSchema.nullable(),
  abstained: figureSchema.nullable(),
  abstaining: sayings,
  ceilings: z.array(z.object({ component: z.string(), figure: figureSchema })),
  paragraphs: z.array(
    z.object({ paragraph: z.string().nullable(), sort: z.string(), says: z.string(), basis }),
  ),
  goesOnFrom: z.array(
    z.object({
      instrument: z.string(),
      number: z.string().nullable(),
      how: z.enum(['extends', 'replaces']),
      basis,
    }),
  ),
})

/** The register of instruments, in the order in which they were adopted. */
export const instrumentsAccount = defineAccount<Answer<InstrumentRow>>({
  name: 'instruments',
  title: 'mandate.instruments-account',
  answer: answerSchema(instrumentRowSchema),
  async run(ctx, at) {
    const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
    const read = await readInstruments(ctx, at, decisions)
    const kinds = [vote.name, ceiling.name, paragraph.name]
    const claims = await inForce(ctx.db, ctx.mission, kinds, at)
    const subjects = await findSubjects(ctx.db, ctx.mission, [...read.claims.keys()], at)
    const rows = [...read.claims].map(([subject, rivals]) => ({
      subject,
      party: subjects.get(subject)?.party ?? null,
      title: subjects.get(subject)?.title ?? null,
      ...columnsOf({ subject, rivals, claims, read, decisions }),
    }))
    return { ...askingOf(at), rows: rows.toSorted(byAdoption), total: null }
  },
})

interface Material {
  readonly subject: string
  readonly rivals: readonly StandingClaim[]
  readonly claims: readonly StandingClaim[]
  readonly read: ReadInstruments
  readonly decisions: readonly Decision[]
}

function columnsOf(material: Material): Omit<InstrumentRow, 'subject' | 'party' | 'title'> {
  const { subject, claims, read, decisions } = material
  const number = read.numbers.get(subject) ?? null
  const of = (kind: string) => claims.filter((claim) => claim.kind === kind)
  const votes = of(vote.name).filter((claim) => claim.subject === subject)
  return {
    figure: null,
    ...fieldsOf(material),
    ...termFields(read.terms.find(({ instrument: named }) => named === number)),
    ...votesOn(subject, votes, decisions),
    ceilings: ceilingsUnder(number, of(ceiling.name)),
    paragraphs: of(paragraph.name).flatMap((claim) => paragraphOf(subject, claim)),
    goesOnFrom: read.linkClaims.flatMap((claim) => goingOn(subject, claim, read)),
  }
}

function fieldsOf({ subject, rivals, decisions }: Material) {
  const values = rivals.map((claim) => ({ claim, value: instrument.read(claim.value) }))
  const decided = decidedOn(decisions, { kind: instrument.name, subject })
  const said = (field: (value: z.infer<typeof instrument.value>) => Statement) =>
    sayingsOf(
      values.map(({ claim, value }) => ({ claim, says: field(value) })),
      decided,
    )
  return {
    body: said(({ body }) => body),
    number: said(({ number }) => number),
    meeting: said(({ meeting }) => meeting),
    adopted: said(({ adopted }) => adopted),
    effect: said(({ effect }) => effect),
    tasks: said(({ tasks }) => tasks),
  }
}

function termFields(term: SaidTerm | undefined) {
  const one = (value: string | null): readonly Saying[] =>
    term === undefined || value === null
      ? []
      : [
          {
            says: value,
            chosen: true,
            basis: term.claims.map((claim) => groundOf(claim, 'chosen')),
          },
        ]
  return { from: one(term?.from ?? null), until: one(term?.until ?? null) }
}

function paragraphOf(subject: string, claim: StandingClaim): readonly ParagraphOfInstrument[] {
  if (claim.subject !== subject) return []
  return [{ ...paragraph.read(claim.value), basis: [groundOf(claim, 'chosen')] }]
}

function goingOn(
  subject: string,
  claim: StandingClaim,
  { numbers }: ReadInstruments,
): readonly GoingOn[] {
  if (claim.subject !== subject) return []
  const { instrument: earlier, how } = extending.read(claim.value)
  return [
    {
      instrument: earlier,
      number: numbers.get(earlier) ?? null,
      how,
      basis: [groundOf(claim, 'chosen')],
    },
  ]
}

function byAdoption(a: InstrumentRow, b: InstrumentRow): number {
  const day = ({ adopted, subject }: InstrumentRow) => `${adopted[0]?.says ?? '9999'} ${subject}`
  return day(a) < day(b) ? -1 : 1
}
