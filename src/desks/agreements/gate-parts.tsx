import type { Child } from 'hono/jsx'

import {
  DayTime,
  Marks,
  PATHS,
  phrase,
  type Reader,
  Recorded,
  StatusIcon,
  StatusMark,
  Table,
  text,
} from '#ui'

import type { GateRow } from './gates.ts'
import type { GateState, JudgedCondition } from './judge-gate.ts'
import type { GateBasis } from './weigh.ts'

/** The claims that an answer rests on, for footnote marks. */
export function chosenIn(basis: readonly GateBasis[]): readonly string[] {
  return basis.filter(({ chosen }) => chosen).map(({ claim }) => claim)
}

/** The outcome of a gate as icon and word, with the marks of what it rests on. */
export function GateOutcome(props: { readonly reader: Reader; readonly row: GateRow }): Child {
  const { reader, row } = props
  const status = STATUS[row.state]
  return (
    <>
      <span class={`st ${status}`}>
        <StatusIcon status={status} />
        {text(reader, `agreements.gates.state.${row.state}`)}
      </span>
      <Marks reader={reader} claims={row.conditions.flatMap(({ basis }) => chosenIn(basis))} />
      {row.disputed ? (
        <>
          {' '}
          <StatusMark reader={reader} status="disputed" />
        </>
      ) : null}
    </>
  )
}

const STATUS = {
  lawful: 'met',
  'not-lawful': 'unmet',
  undetermined: 'undetermined',
  'no-gate': 'undetermined',
} as const satisfies Readonly<Record<GateState, string>>

/** Every condition of a gate: how far it is met, why, and who says what. */
export function GateConditions(props: { readonly reader: Reader; readonly row: GateRow }): Child {
  const { reader, row } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, 'agreements.gates.conditions', { gate: row.title ?? row.subject })}
      captionAs="hidden"
      rows={row.conditions}
      columns={[
        {
          head: text(reader, 'agreements.gates.condition'),
          as: 'row-head',
          cell: (condition: JudgedCondition) => <Sentence reader={reader} condition={condition} />,
        },
        {
          head: text(reader, 'table.status'),
          as: 'text',
          cell: ({ truth, basis, disputed, why }) => (
            <>
              <StatusMark reader={reader} status={truth} />
              <Marks reader={reader} claims={chosenIn(basis)} />
              {disputed ? (
                <>
                  {' '}
                  <StatusMark reader={reader} status="disputed" />
                </>
              ) : null}
              <br />
              <span class="dim">{text(reader, `agreements.gates.why.${why}`)}</span>
            </>
          ),
        },
        {
          head: text(reader, 'agreements.gates.who'),
          as: 'text',
          cell: ({ basis }) => <WhoSays reader={reader} basis={basis} />,
        },
      ]}
    />
  )
}

function Sentence(props: { readonly reader: Reader; readonly condition: JudgedCondition }): Child {
  const { reader, condition } = props
  const { sentence, about, alternative, must } = condition
  return (
    <>
      {about === null ? (
        <Recorded>{sentence}</Recorded>
      ) : (
        <a class="recorded" href={reader.link(PATHS.subject(about))}>
          {sentence}
        </a>
      )}
      {must === 'not-be-so' ? (
        <span class="dim"> {text(reader, 'agreements.gates.must-not')}</span>
      ) : null}
      {alternative === null ? null : (
        <>
          <br />
          <span class="dim">
            {phrase(reader, 'agreements.gates.alternative', {
              mark: <Recorded>{alternative}</Recorded>,
            })}
          </span>
        </>
      )}
    </>
  )
}

function WhoSays(props: { readonly reader: Reader; readonly basis: readonly GateBasis[] }): Child {
  const { reader, basis } = props
  if (basis.length === 0) return <span class="dim">{text(reader, 'agreements.gates.nobody')}</span>
  return (
    <ul>
      {basis.map(({ claim, assertedBy, reportedBy, says, chosen }) => (
        <li class={chosen ? undefined : 'dim'}>
          <a href={reader.link(PATHS.claim(claim))}>
            <Recorded>{reader.party(assertedBy)}</Recorded>
          </a>
          {reportedBy === null ? null : (
            <>
              {' '}
              (<Recorded>{reader.party(reportedBy)}</Recorded>)
            </>
          )}
          {': '}
          {text(reader, `agreements.gates.says.${says}`)}
        </li>
      ))}
    </ul>
  )
}

/** Who decided the gate, when and why, and on which law it rests. */
export function GateDecision(props: { readonly reader: Reader; readonly row: GateRow }): Child {
  const { reader, row } = props
  const { decided, legalBasis } = row
  return (
    <>
      {legalBasis === null ? null : (
        <p class="dim">
          {phrase(reader, 'agreements.gates.basis', { basis: <Recorded>{legalBasis}</Recorded> })}
        </p>
      )}
      <p class="dim">
        {phrase(reader, 'agreements.gates.decided', {
          by: <Recorded>{reader.party(decided.by)}</Recorded>,
          day: <DayTime reader={reader} day={decided.saidAt.slice(0, 'YYYY-MM-DD'.length)} />,
          reason: <Recorded>{decided.reason}</Recorded>,
        })}
        <Marks reader={reader} claims={decided.claim === null ? [] : [decided.claim]} />
      </p>
    </>
  )
}
