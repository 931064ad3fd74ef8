import type { Child } from 'hono/jsx'

import { erasureDraftSchema } from '#desk-kit'
import { COMPARTMENTS, RELEASES } from '#kit'
import { findRecorded, WITHHELD } from '#register'
import type { RecordedEntry, ShownProposal } from '#register'
import { PATHS, Recorded, text } from '#ui'
import type { Reader } from '#ui'

import type { Visit } from '../site.ts'
import { ErasureSummary } from './erasure-summary.tsx'
import { RedactionPreview } from './redaction-preview.tsx'

/** What of an erasure is told before somebody says yes. */
const erasureSchema = erasureDraftSchema.pick({ targets: true, legalBasis: true, by: true }).strip()

/** What somebody proposed, in words, with all that saying yes would change. */
export async function proposalSummary(visit: Visit, proposal: ShownProposal): Promise<Child> {
  const { reader, ctx } = visit
  const said = contentOf(proposal)
  const named = textsIn(said[proposal.type === 'release' ? 'targets' : 'claims'])
  const entries = await findRecorded(ctx.db, ctx.mission, named)
  return (
    <>
      <p>{headline(reader, proposal)}</p>
      <blockquote class="recorded">{textIn(said['reason'])}</blockquote>
      {proposal.type === 'release' ? (
        <Released reader={reader} said={said} entries={entries} />
      ) : null}
      {proposal.type === 'decision' ? <Chosen reader={reader} entries={entries} /> : null}
      {proposal.type === 'erasure' ? (
        <ErasureSummary reader={reader} erasure={erasureSchema.parse(said)} />
      ) : null}
    </>
  )
}

/** One line that says what was proposed. */
export function headline(reader: Reader, proposal: ShownProposal): Child {
  const said = contentOf(proposal)
  const by = reader.party(textIn(said['by']))
  if (proposal.type === 'erasure') {
    return text(reader, 'waiting.erasure', { count: erasureSchema.parse(said).targets.length, by })
  }
  if (proposal.type !== 'release') {
    return text(reader, 'waiting.decision', { subject: textIn(said['subject']), by })
  }
  const to = RELEASES.find((one) => one === said['to']) ?? 'confidential'
  const compartment = COMPARTMENTS.find((one) => one === said['compartment'])
  return text(reader, 'waiting.release', {
    count: textsIn(said['targets']).length,
    release: text(reader, `release.${to}`),
    compartment:
      compartment === undefined
        ? text(reader, 'handling.compartment.none')
        : text(reader, `compartment.${compartment}`),
    by,
  })
}

function Released(props: {
  readonly reader: Reader
  readonly said: Readonly<Record<string, unknown>>
  readonly entries: readonly RecordedEntry[]
}): Child {
  const withheld = textsIn(props.said['withheld'])
  const staying = WITHHELD.filter((part) => withheld.includes(part))
  return props.entries.map((entry) => (
    <RedactionPreview reader={props.reader} entry={entry} withheld={staying} />
  ))
}

function Chosen(props: {
  readonly reader: Reader
  readonly entries: readonly RecordedEntry[]
}): Child {
  return (
    <ul>
      {props.entries.map(({ id, parts }) => (
        <li>
          <a href={props.reader.link(PATHS.claim(id))}>
            <Recorded>{JSON.stringify(parts['statement']?.['value'] ?? {})}</Recorded>
          </a>
        </li>
      ))}
    </ul>
  )
}

function contentOf({ said }: ShownProposal): Readonly<Record<string, unknown>> {
  return said.parts['content'] ?? {}
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
