import type { Child } from 'hono/jsx'

import { definePage } from '#desk-kit'
import {
  type Column,
  PageHead,
  type Reader,
  Recorded,
  StatusMark,
  Table,
  text,
  EdtfOrDash,
  DisputableSubject,
} from '#ui'

import { agreementsAccount, type AgreementRow } from './agreements.ts'
import { BasisMarks, Manner } from './said-parts.tsx'

/** Every agreement, each of its steps in a column of its own. */
export const agreementsPage = definePage({
  account: agreementsAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'agreements.agreements-account')}
        lead={text(reader, 'agreements.agreements.lead')}
      />
      <Table
        reader={reader}
        caption={text(reader, 'agreements.agreements-account')}
        captionAs="hidden"
        columns={columnsFor(reader)}
        rows={rows}
      />
    </>
  ),
})

function columnsFor(reader: Reader): readonly Column<AgreementRow>[] {
  return [
    {
      head: text(reader, 'agreements.agreements.agreement'),
      as: 'row-head',
      cell: (row) => <DisputableSubject reader={reader} row={row} />,
    },
    {
      head: text(reader, 'agreements.agreements.terms'),
      as: 'text',
      cell: ({ terms }) => <Terms reader={reader} terms={terms} />,
    },
    stepColumn(reader, 'signed'),
    stepColumn(reader, 'announced'),
    stepColumn(reader, 'in-force'),
    stepColumn(reader, 'ended'),
    {
      head: text(reader, 'agreements.agreements.people'),
      as: 'text',
      cell: ({ people }) => <People reader={reader} people={people} />,
    },
  ]
}

/** A column takes the steps that stand for it; a suspension stands with the end. */
function stepColumn(
  reader: Reader,
  head: 'signed' | 'announced' | 'in-force' | 'ended',
): Column<AgreementRow> {
  return {
    head: text(reader, `agreements.agreements.step.${head}`),
    as: 'text',
    cell: (row) => {
      const own = row.steps.filter(({ stage }) => (COLUMN_OF[stage] ?? stage) === head)
      if (own.length === 0) return <Unsaid reader={reader} row={row} head={head} />
      return listed(
        own.map((step) => (
          <>
            {step.stage === head ? null : (
              <>{text(reader, `agreements.stage.stage.${step.stage}`)} </>
            )}
            <EdtfOrDash reader={reader} edtf={step.on} />
            <Manner reader={reader} said={step} />
            <BasisMarks reader={reader} basis={step.basis} />
          </>
        )),
      )
    },
  }
}

/** What stands where nobody speaks of a step: that it is open, where the step decides what binds. */
function Unsaid(props: {
  readonly reader: Reader
  readonly row: AgreementRow
  readonly head: 'signed' | 'announced' | 'in-force' | 'ended'
}): Child {
  const { reader, row, head } = props
  const truth = { signed: row.signed, 'in-force': row.inForce, announced: null, ended: null }[head]
  if (truth !== 'undetermined') return <span class="dim">–</span>
  return (
    <>
      <StatusMark reader={reader} status="undetermined" />
      <br />
      <span class="dim">{text(reader, 'agreements.agreements.unsaid')}</span>
    </>
  )
}

const COLUMN_OF: Readonly<Record<string, string>> = { suspended: 'ended', negotiated: 'announced' }

function Terms(props: { readonly reader: Reader; readonly terms: AgreementRow['terms'] }): Child {
  const { reader, terms } = props
  return listed(
    terms.map((said) => (
      <>
        <Recorded>
          {text(reader, `agreements.instrument.sort.${said.sort}`)}
          {': '}
          {said.parties.map((party) => reader.party(party)).join(', ')}
          {said.purpose === null ? '' : `. ${said.purpose}`}
        </Recorded>
        <Manner reader={reader} said={said} />
        <BasisMarks reader={reader} basis={said.basis} />
      </>
    )),
  )
}

function People(props: {
  readonly reader: Reader
  readonly people: AgreementRow['people']
}): Child {
  const { reader, people } = props
  if (people.length === 0) return <span class="dim">–</span>
  return listed(
    people.map((said) => (
      <>
        <Recorded>{reader.party(said.who)}</Recorded>
        {', '}
        {text(reader, `agreements.signatory.role.${said.role}`)}
        <Manner reader={reader} said={said} />
        <BasisMarks reader={reader} basis={said.basis} />
      </>
    )),
  )
}

function listed(items: readonly Child[]): Child {
  return (
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
}
