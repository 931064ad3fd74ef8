import { definePage } from '#desk-kit'
import {
  type Column,
  EdtfTime,
  FigureValue,
  Marks,
  PageHead,
  type Reader,
  Recorded,
  Section,
  type Status,
  StatusMark,
  Table,
  text,
  SubjectLink,
} from '#ui'

import type { Month } from './clock-months.ts'
import { type Clock, CLOCKS } from './clocks.ts'
import { evacuationsAccount, type EvacuationRow } from './evacuations.ts'
import type { PatientLine } from './patients.ts'
import { Party, subjectColumn } from './shown-case.tsx'

/** Evacuations: the clocks of each patient, the table by month, and what others tell. */
export const evacuationsPage = definePage({
  account: evacuationsAccount,
  render: ({ rows }, reader) => {
    const patients = rows.filter(({ sort }) => sort === 'patient')
    const months = rows.flatMap(({ month }) => (month === null ? [] : [month]))
    return (
      <>
        <PageHead
          title={text(reader, 'people.evacuations-account')}
          lead={text(reader, 'people.evacuations.lead')}
          {...(reader.isAtWork ? { actions: ACTIONS.map((name) => actionOf(reader, name)) } : {})}
        />
        <Section id="clocks" title={text(reader, 'people.evacuations.clocks')}>
          <List
            reader={reader}
            rows={patients.filter(({ clocks }) => clocks.length > 0)}
            of="clocks"
            columns={clockColumns(reader)}
          />
        </Section>
        <Section
          id="months"
          title={text(reader, 'people.evacuations.months')}
          sub={text(reader, 'people.evacuations.months.sub')}
        >
          <Table
            reader={reader}
            caption={text(reader, 'people.evacuations.months')}
            captionAs="hidden"
            columns={monthColumns(reader)}
            rows={months}
          />
        </Section>
        <Section id="chains" title={text(reader, 'people.evacuations.chains')}>
          <List
            reader={reader}
            rows={patients.filter(({ clocks }) => clocks.length > 0)}
            of="chains"
            columns={chainColumns(reader)}
          />
        </Section>
        <Section id="told" title={text(reader, 'people.evacuations.told')}>
          <List
            reader={reader}
            rows={patients.filter(({ clocks }) => clocks.length === 0)}
            of="told"
            columns={toldColumns(reader)}
          />
        </Section>
      </>
    )
  },
})

const ACTIONS = ['request-evacuation', 'record-evacuation-time'] as const

function actionOf(reader: Reader, name: (typeof ACTIONS)[number]) {
  return { href: reader.link(`people/do/${name}`), label: text(reader, `people.${name}`) }
}

function List(props: {
  readonly reader: Reader
  readonly rows: readonly EvacuationRow[]
  readonly of: string
  readonly columns: readonly Column<EvacuationRow>[]
}) {
  const { reader, rows, of, columns } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, `people.evacuations.${of}`)}
      captionAs="hidden"
      columns={columns}
      rows={rows}
    />
  )
}

const STATUS_OF: Readonly<Record<Clock['state'], Status>> = {
  met: 'met',
  missed: 'unmet',
  unknown: 'undetermined',
  'no-rule': 'undetermined',
}

function clockColumns(reader: Reader): readonly Column<EvacuationRow>[] {
  return [
    subjectColumn(reader, 'people.evacuations.patient'),
    {
      head: text(reader, 'people.evacuations.precedence'),
      as: 'text',
      cell: ({ patient }) => <Precedence reader={reader} patient={patient} />,
    },
    ...CLOCKS.map((measure): Column<EvacuationRow> => ({
      head: text(reader, `people.clock.${measure}`),
      as: 'text',
      cell: ({ clocks }) => (
        <ShownClock reader={reader} clock={clocks.find((one) => one.measure === measure)} />
      ),
    })),
  ]
}

/** The letter beside the word: sources give A and B the one way and the other. */
function Precedence({ reader, patient }: { reader: Reader; patient: PatientLine | null }) {
  if (patient?.letter == null || patient.word === null) return <>–</>
  return (
    <>
      {text(reader, `people.patient.letter.${patient.letter}`)}{' '}
      {text(reader, `people.patient.word.${patient.word}`)}
      <Marks reader={reader} claims={patient.basis.map(({ claim }) => claim)} />
    </>
  )
}

function ShownClock({ reader, clock }: { reader: Reader; clock: Clock | undefined }) {
  if (clock === undefined) return <>–</>
  const { state, took, limit } = clock
  return (
    <span class={`clock ${state}`}>
      <span class={`st ${STATUS_OF[state]}`}>
        <StatusMark reader={reader} status={STATUS_OF[state]} />
      </span>{' '}
      {took === null ? (
        text(reader, `people.clock.state.${state}`)
      ) : (
        <FigureValue reader={reader} figure={took} unit="with-noun" />
      )}
      {limit === null ? null : (
        <span class="dim">
          {' '}
          {text(reader, 'people.clock.of')}{' '}
          <FigureValue reader={reader} figure={limit} unit="with-noun" />
        </span>
      )}
    </span>
  )
}

function monthColumns(reader: Reader): readonly Column<Month>[] {
  const count = (name: 'patients' | 'met' | 'missed' | 'unknown'): Column<Month> => ({
    head: text(reader, `people.month.${name}`),
    as: 'number',
    cell: (row) => {
      const figure = row[name]
      return figure === null ? '–' : <FigureValue reader={reader} figure={figure} />
    },
  })
  return [
    {
      head: text(reader, 'people.month.month'),
      as: 'row-head',
      cell: ({ month }) => <EdtfTime reader={reader} edtf={month} />,
    },
    {
      head: text(reader, 'people.month.clock'),
      as: 'text',
      cell: ({ measure }) => text(reader, `people.clock.${measure}`),
    },
    count('met'),
    count('missed'),
    count('unknown'),
    count('patients'),
  ]
}

function chainColumns(reader: Reader): readonly Column<EvacuationRow>[] {
  return [
    subjectColumn(reader, 'people.evacuations.patient'),
    {
      head: text(reader, 'people.evacuations.facilities'),
      as: 'text',
      cell: ({ patient }) =>
        patient === null ? '–' : <Facilities reader={reader} patient={patient} />,
    },
    {
      head: text(reader, 'people.evacuations.agreements'),
      as: 'text',
      cell: ({ patient }) =>
        patient === null ? '–' : <Agreements reader={reader} patient={patient} />,
    },
    {
      head: text(reader, 'people.evacuations.clearance'),
      as: 'text',
      cell: ({ patient }) =>
        patient === null ? '–' : <Clearance reader={reader} patient={patient} />,
    },
  ]
}

function Facilities({ reader, patient }: { reader: Reader; patient: PatientLine }) {
  if (patient.facilities.length === 0) return <>{text(reader, 'people.evacuations.unknown')}</>
  return (
    <>
      <Recorded>{patient.facilities.join(' → ')}</Recorded>
      <Marks reader={reader} claims={patient.chain.map(({ claim }) => claim)} />
    </>
  )
}

function Agreements({ reader, patient }: { reader: Reader; patient: PatientLine }) {
  if (patient.agreements.length === 0) return <>{text(reader, 'people.evacuations.none')}</>
  return (
    <>
      {patient.agreements.map(({ subject, stage, basis }) => (
        <div>
          <SubjectLink reader={reader} subject={subject} title={null} />{' '}
          {text(
            reader,
            stage === null ? 'people.evacuations.unknown' : `agreements.stage.stage.${stage}`,
          )}
          <Marks reader={reader} claims={basis.map(({ claim }) => claim)} />
        </div>
      ))}
    </>
  )
}

function Clearance({ reader, patient: { clearance } }: { reader: Reader; patient: PatientLine }) {
  if (clearance === null) return <>{text(reader, 'people.evacuations.unknown')}</>
  return (
    <>
      {text(reader, `people.clearance.host.${clearance.host}`)}
      {clearance.hospital === null ? null : (
        <>
          {', '}
          <Recorded>{clearance.hospital}</Recorded>
        </>
      )}
      <Marks reader={reader} claims={clearance.basis.map(({ claim }) => claim)} />
    </>
  )
}

function toldColumns(reader: Reader): readonly Column<EvacuationRow>[] {
  return [
    subjectColumn(reader, 'people.evacuations.what'),
    {
      head: text(reader, 'people.casualties.whose'),
      as: 'text',
      cell: ({ party }) => <Party reader={reader} code={party} />,
    },
    {
      head: text(reader, 'people.casualties.people'),
      as: 'number',
      cell: ({ patient }) =>
        patient?.people == null ? '–' : <FigureValue reader={reader} figure={patient.people} />,
    },
    {
      head: text(reader, 'people.evacuations.to'),
      as: 'text',
      cell: ({ patient }) =>
        patient === null ? '–' : <Facilities reader={reader} patient={patient} />,
    },
  ]
}
