import type { Child } from 'hono/jsx'

import { definePage } from '#desk-kit'
import type { Figure } from '#register'
import {
  type Column,
  EdtfTime,
  FigureValue,
  PageHead,
  PATHS,
  type Reader,
  Recorded,
  Section,
  Table,
  text,
} from '#ui'

import { equipmentAccount, type EquipmentRow } from './equipment.ts'

/** Equipment by class, what of it can be used, why the rest cannot, and where it came from. */
export const equipmentPage = definePage({
  account: equipmentAccount,
  render: ({ rows }, reader) => (
    <>
      <PageHead
        title={text(reader, 'forces.equipment-account')}
        lead={text(reader, 'forces.equipment.lead')}
        {...(reader.isAtWork
          ? {
              actions: ['ground-class', 'return-to-service'].map((name) => ({
                href: reader.link(`forces/do/${name}`),
                label: text(reader, `forces.${name}`),
              })),
            }
          : {})}
      />
      <EquipmentTable reader={reader} rows={rows} />
      <Section id="reasons" title={text(reader, 'forces.equipment.reasons')}>
        <ReasonsTable reader={reader} rows={rows} />
      </Section>
      <Section id="lots" title={text(reader, 'forces.equipment.lots')}>
        <LotsTable reader={reader} rows={rows} />
      </Section>
    </>
  ),
})

/** Equipment by class with its conditions and the share that can be used. */
export function EquipmentTable(props: {
  readonly reader: Reader
  readonly rows: readonly EquipmentRow[]
}): Child {
  const { reader, rows } = props
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.equipment-account')}
      captionAs="hidden"
      rows={rows}
      columns={columnsFor(reader)}
    />
  )
}

function columnsFor(reader: Reader): readonly Column<EquipmentRow>[] {
  const amount = (
    name: 'lost' | 'grounded' | 'unserviceable' | 'damaged',
  ): Column<EquipmentRow> => ({
    head: text(reader, `forces.equipment.${name}`),
    as: 'number',
    cell: (row) => shown(reader, row[name]),
  })
  return [
    {
      head: text(reader, 'forces.equipment.class'),
      as: 'row-head',
      cell: ({ subject, title }) => (
        <a class="recorded" href={reader.link(PATHS.subject(subject))}>
          {title ?? subject}
        </a>
      ),
    },
    {
      head: text(reader, 'forces.equipment.held'),
      as: 'number',
      cell: ({ figure }) => shown(reader, figure),
    },
    amount('lost'),
    amount('grounded'),
    amount('unserviceable'),
    amount('damaged'),
    {
      head: text(reader, 'forces.equipment.serviceable'),
      as: 'number',
      cell: ({ serviceable }) => shown(reader, serviceable),
    },
    {
      head: text(reader, 'forces.equipment.availability'),
      as: 'number',
      cell: ({ availability }) => shown(reader, availability),
    },
  ]
}

function ReasonsTable(props: {
  readonly reader: Reader
  readonly rows: readonly EquipmentRow[]
}): Child {
  const { reader, rows } = props
  type Line = EquipmentRow['reasons'][number]
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.equipment.reasons')}
      captionAs="hidden"
      rows={rows.flatMap(({ reasons }) => reasons)}
      columns={[
        {
          head: text(reader, 'forces.condition.condition'),
          as: 'row-head',
          cell: ({ subject, condition }: Line) => (
            <a href={reader.link(PATHS.subject(subject))}>
              {text(reader, `forces.condition.condition.${condition}`)}
            </a>
          ),
        },
        {
          head: text(reader, 'forces.condition.on'),
          as: 'text',
          cell: ({ on }: Line) => <EdtfTime reader={reader} edtf={on} />,
        },
        {
          head: text(reader, 'forces.condition.amount'),
          as: 'number',
          cell: ({ figure }: Line) => <FigureValue reader={reader} figure={figure} />,
        },
        {
          head: text(reader, 'forces.condition.reason'),
          as: 'text',
          cell: ({ reason }: Line) => <Recorded>{reason}</Recorded>,
        },
        {
          head: text(reader, 'forces.condition.source'),
          as: 'text',
          cell: ({ source }: Line) => (source === null ? '–' : <Recorded>{source}</Recorded>),
        },
      ]}
    />
  )
}

function LotsTable(props: {
  readonly reader: Reader
  readonly rows: readonly EquipmentRow[]
}): Child {
  const { reader, rows } = props
  type Line = EquipmentRow['lots'][number]
  const party = (name: 'donor' | 'owner' | 'custody'): Column<Line> => ({
    head: text(reader, `forces.holding.${name}`),
    as: 'text',
    cell: (lot) => {
      const code = lot[name]
      return code === null ? '–' : reader.party(code)
    },
  })
  return (
    <Table
      reader={reader}
      caption={text(reader, 'forces.equipment.lots')}
      captionAs="hidden"
      rows={rows.flatMap(({ lots }) => lots)}
      columns={[
        {
          head: text(reader, 'forces.holding.type'),
          as: 'row-head',
          cell: ({ subject, type }: Line) => (
            <a class="recorded" href={reader.link(PATHS.subject(subject))}>
              {type}
            </a>
          ),
        },
        {
          head: text(reader, 'forces.holding.amount'),
          as: 'number',
          cell: ({ figure }: Line) => <FigureValue reader={reader} figure={figure} />,
        },
        {
          head: text(reader, 'forces.holding.from'),
          as: 'text',
          cell: ({ from }: Line) => <EdtfTime reader={reader} edtf={from} />,
        },
        party('donor'),
        party('owner'),
        party('custody'),
      ]}
    />
  )
}

function shown(reader: Reader, figure: Figure | null): Child {
  return figure === null || figure.basis.length === 0 ? (
    '–'
  ) : (
    <FigureValue reader={reader} figure={figure} />
  )
}
