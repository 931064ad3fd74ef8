import type { Child } from 'hono/jsx'

import type { Page } from '#desk-kit'
import { decisionsInForce } from '#register'
import {
  AtWork,
  EdtfTime,
  Marks,
  PageHead,
  PATHS,
  phrase,
  type Reader,
  Recorded,
  Section,
  Table,
  text,
} from '#ui'

import { actionPath } from './action-path.ts'
import { asBasis } from './choose.ts'
import { ObligationStanding } from './obligation-standing.tsx'
import type { ObligationState } from './obligation-state.ts'
import { obligationsAccount, type ObligationRow } from './obligations.ts'
import { readWarnings } from './warnings.ts'

/** Every obligation: what is open first, then what has no date, then what is done or over. */
export const obligationsPage: Page = {
  account: obligationsAccount.name,
  async show(ctx, at, reader) {
    const { rows } = await obligationsAccount.run(ctx, at)
    const decisions = await decisionsInForce(ctx.db, ctx.mission, at)
    const { obligations } = await readWarnings(ctx, at, decisions)
    return (
      <>
        <PageHead
          title={text(reader, 'mandate.obligations-account')}
          lead={text(reader, 'mandate.obligations.lead')}
        />
        {obligations === null ? (
          <p class="dim">{text(reader, 'mandate.obligations.no-rule')}</p>
        ) : null}
        {SECTIONS.map((section) => (
          <Part reader={reader} section={section} rows={rows} />
        ))}
      </>
    )
  },
}

interface PartOfPage {
  readonly name: 'open' | 'undated' | 'past'
  readonly hasSub: boolean
  readonly states: readonly ObligationState[]
}

const SECTIONS: readonly PartOfPage[] = [
  { name: 'open', hasSub: true, states: ['overdue', 'undetermined', 'due'] },
  { name: 'undated', hasSub: true, states: ['undated'] },
  { name: 'past', hasSub: false, states: ['met', 'waived', 'ended'] },
]

function Part(props: {
  readonly reader: Reader
  readonly section: PartOfPage
  readonly rows: readonly ObligationRow[]
}): Child {
  const { reader, section } = props
  const rows = props.rows.filter(({ state }) => section.states.includes(state))
  if (rows.length === 0 && section.name !== 'open') return null
  const title = text(reader, `mandate.obligations.${section.name}`)
  return (
    <Section
      id={`obligations-${section.name}`}
      title={title}
      {...(section.hasSub ? { sub: text(reader, `mandate.obligations.${section.name}.sub`) } : {})}
    >
      <ObligationsTable reader={reader} caption={title} rows={rows} />
    </Section>
  )
}

/** Obligations, a line each. */
export function ObligationsTable(props: {
  readonly reader: Reader
  readonly caption: string
  readonly rows: readonly ObligationRow[]
}): Child {
  const { reader, caption, rows } = props
  return (
    <Table
      reader={reader}
      caption={caption}
      captionAs="hidden"
      rows={rows}
      columns={[
        {
          head: text(reader, 'mandate.obligations.duty'),
          as: 'row-head',
          cell: (row: ObligationRow) => <What reader={reader} row={row} />,
        },
        {
          head: text(reader, 'mandate.obligations.due'),
          as: 'text',
          cell: (row: ObligationRow) => <Due reader={reader} row={row} />,
        },
        {
          head: text(reader, 'mandate.obligations.state'),
          as: 'text',
          cell: (row: ObligationRow) => <ObligationStanding reader={reader} row={row} />,
        },
      ]}
    />
  )
}

function What({ reader, row }: { readonly reader: Reader; readonly row: ObligationRow }): Child {
  return (
    <>
      <a class="recorded" href={reader.link(PATHS.subject(row.subject))}>
        {row.title ?? row.subject}
      </a>
      <p class="sub">
        <Recorded>{row.event ?? row.duty}</Recorded>
        <Marks reader={reader} claims={row.basis.filter(({ chosen }) => chosen).map(asBasis)} />
      </p>
      <Who reader={reader} row={row} />
      <Basis reader={reader} row={row} />
      <More reader={reader} row={row} />
      <AtWork reader={reader}>
        <Actions reader={reader} row={row} />
      </AtWork>
    </>
  )
}

function Basis({ reader, row }: { readonly reader: Reader; readonly row: ObligationRow }): Child {
  const { instrument, instrumentSubject, paragraph } = row
  if (instrument === null) return null
  const named =
    instrumentSubject === null ? (
      <Recorded>{instrument}</Recorded>
    ) : (
      <a class="recorded" href={reader.link(PATHS.subject(instrumentSubject))}>
        {instrument}
      </a>
    )
  return (
    <p class="dim">
      {paragraph === null
        ? named
        : phrase(reader, 'mandate.obligations.paragraph', {
            instrument: named,
            paragraph: <Recorded>{paragraph}</Recorded>,
          })}
    </p>
  )
}

/** What is asked for as evidence while it is open, and under which duty it goes on where it has ended. */
function More({ reader, row }: { readonly reader: Reader; readonly row: ObligationRow }): Child {
  const { evidence, takenOverBy, metOn } = row
  return (
    <>
      {evidence === null || metOn !== null ? null : (
        <p class="dim">
          {phrase(reader, 'mandate.obligations.evidence', {
            evidence: <Recorded>{evidence}</Recorded>,
          })}
        </p>
      )}
      {takenOverBy === null ? null : (
        <p class="dim">
          {phrase(reader, 'mandate.obligations.taken-over', {
            duty: (
              <a class="recorded" href={reader.link(PATHS.subject(takenOverBy))}>
                {takenOverBy}
              </a>
            ),
          })}
        </p>
      )}
    </>
  )
}

function Who({ reader, row }: { readonly reader: Reader; readonly row: ObligationRow }): Child {
  const names = row.to.map((code) => reader.party(code)).join(', ')
  const party =
    row.party === null ? (
      text(reader, 'mandate.obligations.no-owner')
    ) : (
      <Recorded>{reader.party(row.party)}</Recorded>
    )
  return (
    <p class="dim">
      {names === ''
        ? phrase(reader, 'mandate.obligations.owed-by', { party })
        : phrase(reader, 'mandate.obligations.owed', {
            party,
            names: <Recorded>{names}</Recorded>,
          })}
    </p>
  )
}

function Due({ reader, row }: { readonly reader: Reader; readonly row: ObligationRow }): Child {
  const rivals = row.basis.filter(({ chosen }) => !chosen)
  return (
    <>
      {row.due === null ? (
        <Recorded>{row.when ?? '–'}</Recorded>
      ) : (
        <EdtfTime reader={reader} edtf={row.due} />
      )}
      {rivals.length === 0 || !row.disputed ? null : (
        <p class="dim">
          {text(reader, 'mandate.obligations.rivals')}
          <Marks reader={reader} claims={rivals.map(asBasis)} />
        </p>
      )}
    </>
  )
}

function Actions({ reader, row }: { readonly reader: Reader; readonly row: ObligationRow }): Child {
  if (row.state === 'met' || row.state === 'waived' || row.state === 'ended') return null
  return (
    <p class="acts">
      <a href={reader.link(actionPath('meet-obligation', row))}>
        {text(reader, 'mandate.obligations.do-meet')}
      </a>
      {row.due === null ? null : (
        <>
          {' · '}
          <a href={reader.link(actionPath('waive-obligation', row))}>
            {text(reader, 'mandate.obligations.do-waive')}
          </a>
        </>
      )}
    </p>
  )
}
