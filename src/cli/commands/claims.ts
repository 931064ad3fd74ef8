import { kindsOf } from '#desk-kit'
import { canonicalJson } from '#kit'
import type { Db } from '#platform'
import {
  type Asking,
  type ClaimFilter,
  listClaims,
  type ListPage,
  type StandingClaim,
} from '#register'

import { askingLine, askingOf } from '../asking.ts'
import type { Command, Io, Run } from '../command.ts'
import { chooseMission } from '../mission.ts'
import { didYouMean } from '../nearest.ts'
import { ASKING, JSON_FORM, MISSION } from '../options.ts'
import { UsageError } from '../usage-error.ts'

/** How many claims are read and printed at once. */
const PAGE = 200

/** `rollcall claims`: what stands, claim by claim. */
export const claims: Command = {
  name: 'claims',
  record: 'open',
  summary: 'List the claims that stand at a date, in the order of the record.',
  operands: [],
  options: [
    MISSION,
    { name: 'subject', value: 'SUBJECT', summary: 'only about this subject, such as pledge-ben' },
    { name: 'kind', value: 'KIND', summary: 'only of this kind, such as forces.pledge' },
    ...ASKING,
    JSON_FORM,
  ],
  examples: [
    'claims --kind forces.pledge --valid-on 2024-03-08',
    'claims --subject pledge-ben --json',
  ],
  run: printClaims,
}

async function printClaims(run: Run): Promise<void> {
  const { db, clock, desks, given, io } = run
  const kind = given.option('kind') ?? null
  if (kind !== null) checkKind(kind, [...kindsOf(desks).keys()])
  const { mission } = await chooseMission(db, given)
  const at = await askingOf({ db, clock, given }, mission)
  const filter = {
    kind,
    subject: given.option('subject') ?? null,
    assertedBy: null,
    document: null,
  }
  const pages = claimPages({ db, mission, at }, filter)
  await (given.has(JSON_FORM.name) ? printJson(io, pages) : printText(io, at, pages))
}

async function* claimPages(
  { db, mission, at }: { db: Db; mission: string; at: Asking },
  filter: ClaimFilter,
): AsyncGenerator<readonly StandingClaim[]> {
  let after: string | null = null
  do {
    const page = { after, limit: PAGE }
    const found: ListPage<StandingClaim> = await listClaims(db, mission, filter, { at, page })
    yield found.items
    after = found.next
  } while (after !== null)
}

/** One array, a claim a line, written while it is read. */
async function printJson(io: Io, pages: AsyncIterable<readonly StandingClaim[]>): Promise<void> {
  let glue = '[\n'
  for await (const page of pages) {
    for (const claim of page) {
      await io.out(`${glue}${canonicalJson(claim)}`)
      glue = ',\n'
    }
  }
  await io.out(glue === ',\n' ? '\n]\n' : '[]\n')
}

async function printText(
  io: Io,
  at: Asking,
  pages: AsyncIterable<readonly StandingClaim[]>,
): Promise<void> {
  await io.out(`${askingLine(at)}\n`)
  let count = 0
  for await (const page of pages) {
    count += page.length
    await io.out(page.map((claim) => `\n${claimText(claim)}\n`).join(''))
  }
  await io.out(`\n${count} ${count === 1 ? 'claim' : 'claims'}\n`)
}

function checkKind(kind: string, known: readonly string[]): void {
  if (known.includes(kind)) return
  throw new UsageError(
    `No desk declares the kind "${kind}".${didYouMean(kind, known)} The kinds are: ${known.join(', ')}.`,
  )
}

function claimText(claim: StandingClaim): string {
  const { id, subject, kind, value, assertedBy, reportedBy, saidAt, valid } = claim
  const by = reportedBy === null ? assertedBy : `${assertedBy}, reported by ${reportedBy}`
  const doubt = claim.reach === 'possible' ? ', possibly' : ''
  return [
    `${subject} · ${kind}${claim.modality === 'affirmed' ? '' : ` (${claim.modality})`}`,
    `  ${canonicalJson(value)}`,
    `  said by ${by} on ${saidAt.slice(0, 'YYYY-MM-DD'.length)}; valid ${valid}${doubt}`,
    `  ${id}`,
  ].join('\n')
}
