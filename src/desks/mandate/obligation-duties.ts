import type { Context, Duty as Waiting } from '#desk-kit'
import { addDays, type Day, endOfDay, type Instant, startOfDay } from '#kit'
import type { Asking } from '#register'

import { actionPath } from './action-path.ts'
import { boundsOf, type DayBounds } from './cadence.ts'
import { type ObligationRow, rowOf } from './obligations.ts'
import { type ReadObligation, readObligations } from './read-obligations.ts'
import { termAccount, type TermRow } from './term.ts'
import { warningReached, type Warnings } from './warnings.ts'

/**
 * What waits at the desk: obligations that are overdue or may be, those of which a rule on record warns, and
 * authorisations that a rule warns of before they run out. A later warning is a matter of its own.
 */
export async function mandateDuties(ctx: Context, at: Asking): Promise<readonly Waiting[]> {
  const { obligations, warnings, terms } = await readObligations(ctx, at)
  const { rows } = await termAccount.run(ctx, at)
  return [
    ...obligations.flatMap((read) => waitingFor(read, at.validOn, warnings)),
    ...rows.flatMap((row) => waitingForTerm(row, terms)),
  ]
}

function waitingFor(read: ReadObligation, on: Day, warnings: Warnings | null): readonly Waiting[] {
  const row = rowOf(read, on, warnings)
  const since = row.due === null ? null : sinceOf(row, boundsOf(row.due))
  if (row.due === null || since === null) return []
  return [
    {
      key: `mandate.obligation/${row.subject}/${row.trigger ?? row.due}/${since.stage}`,
      sort: `mandate.waits.${row.state}`,
      title: row.event ?? row.title ?? row.duty,
      party: row.party,
      since: since.at,
      due: boundsOf(row.due).latest,
      path: actionPath('meet-obligation', row),
      proposal: null,
    },
  ]
}

/** Since when an obligation waits, and at which stage; null where nobody has to look at it yet, or any more. */
function sinceOf(
  { state, warning }: ObligationRow,
  { earliest, latest }: DayBounds,
): { readonly stage: string; readonly at: Instant } | null {
  if (state === 'overdue' && latest !== null) return { stage: state, at: endOfDay(latest) }
  if (earliest === null) return null
  if (state === 'undetermined') return { stage: state, at: startOfDay(earliest) }
  const before = warning?.low ?? null
  if (state !== 'due' || before === null) return null
  return { stage: String(before), at: startOfDay(addDays(earliest, -before)) }
}

/** An authorisation that has run out is a fact and waits for nobody: whoever goes on has an instrument of their own. */
function waitingForTerm(row: TermRow, warnings: Warnings | null): readonly Waiting[] {
  const before = warningReached(warnings, row.figure.low)
  if (row.state !== 'running' || before === null || row.until === null) return []
  const { earliest, latest } = boundsOf(row.until)
  if (earliest === null) return []
  return [
    {
      key: `mandate.term/${row.subject}/${row.until}/${before}`,
      sort: 'mandate.waits.term',
      title: row.title ?? row.subject,
      party: row.party,
      since: startOfDay(addDays(earliest, -before)),
      due: latest,
      path: 'mandate/term',
      proposal: null,
    },
  ]
}
