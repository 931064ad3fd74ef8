import { z } from 'zod'

import type { Context, Deed } from '#desk-kit'
import { edtfSchema, ownSubject, partySchema, subjectSchema } from '#desk-kit'
import { dayOfInstant } from '#kit'
import { RefusedError } from '#platform'
import { type Asking, type Draft, findSubjects } from '#register'

import { isOf, type NamedOccurrence } from './answers.ts'
import { edtfOf } from './cadence.ts'
import { type ReadObligation, readObligations } from './read-obligations.ts'

/** The fields by which an action names one time that a duty falls due, and who says what is done about it. */
export const occurrenceFields = {
  duty: subjectSchema,
  due: edtfSchema.nullable(),
  trigger: subjectSchema.nullable(),
  by: partySchema,
}

const namedSchema = z.object({
  duty: z.string(),
  due: z.string().nullable().default(null),
  trigger: z.string().nullable().default(null),
})

/** The occurrence that an address names; undefined where it names none. */
export async function findGiven(
  ctx: Context,
  at: Asking,
  given: Readonly<Record<string, string>>,
): Promise<ReadObligation | undefined> {
  const named = namedSchema.safeParse(given)
  return named.success ? findNamed(ctx, at, named.data) : undefined
}

/** The occurrence that an action is about; refused where the record has none such, or where it is done. */
export async function getOpen(
  ctx: Context,
  at: Asking,
  named: NamedOccurrence,
): Promise<ReadObligation> {
  const found = await findNamed(ctx, at, named)
  if (found === undefined) {
    throw new RefusedError(
      'not_found',
      'mandate.obligation_unknown',
      `No obligation "${named.duty}" falls due on ${named.due ?? named.trigger ?? 'no day'}; choose one from the list of obligations.`,
    )
  }
  return found
}

/** Refuses to answer for what is done already, unless by the very claim that is sent again. */
export function refuseIfAnswered({ duty, outcome }: ReadObligation, claim: string): void {
  if (outcome.state !== 'met' && outcome.state !== 'waived') return
  if (outcome.claims.some(({ id }) => id === claim)) return
  throw new RefusedError(
    'conflict',
    'mandate.obligation_answered',
    `The obligation "${duty.subject}" is ${outcome.state} already; correct or withdraw what says so, if it is wrong.`,
  )
}

/** The subject under which answers to an occurrence lie, and its entry where it is not on record yet. */
export async function subjectOf(
  ctx: Context,
  { at, deed }: { readonly at: Asking; readonly deed: Deed },
  read: ReadObligation,
): Promise<{ readonly slug: string; readonly drafts: readonly Draft[] }> {
  const time = timeOf(read, deed)
  const slug = `${read.duty.subject}-${time.slug}`
  const id = deed.entryId('subject')
  const known = (await findSubjects(ctx.db, ctx.mission, [slug], at)).get(slug)
  if (known !== undefined && known.id !== id) return { slug, drafts: [] }
  const subject = {
    subject: slug,
    title: `${read.subject?.title ?? read.duty.subject}: ${time.title}`.slice(0, TITLE_MAX),
    party: time.party ?? read.duty.owner,
  }
  return { slug, drafts: [ownSubject(deed, 'subject', subject)] }
}

const TITLE_MAX = 300

interface Time {
  readonly slug: string
  readonly title: string
  readonly party: string | null
}

/** How one time is named: by its event, by the day on which it falls due, or by the day on which it was answered. */
function timeOf({ occurrence }: ReadObligation, { saidAt }: Deed): Time {
  const { trigger, due } = occurrence
  if (trigger !== null) return { slug: trigger.subject, title: trigger.event, party: trigger.party }
  const day = (due === null ? null : edtfOf(due)) ?? dayOfInstant(saidAt)
  const slug = day.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-|-$/gu, '')
  return { slug, title: day, party: null }
}

async function findNamed(
  ctx: Context,
  at: Asking,
  named: NamedOccurrence,
): Promise<ReadObligation | undefined> {
  const { obligations } = await readObligations(ctx, at)
  return obligations.find(({ duty, occurrence }) => isOf(named, { duty: duty.subject, occurrence }))
}
