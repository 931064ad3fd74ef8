import type { Child } from 'hono/jsx'

import { definePage } from '#desk-kit'
import { DayTime, FigureValue, Marks, PageHead, type Reader, Section, Table, text } from '#ui'

import { readReasons } from './close-reasons.ts'
import { LedgerTable } from './ledger-table.tsx'
import { ledgerAccount, type LedgerRow } from './ledger.ts'
import { ChecksTable } from './movement-checks-page.tsx'
import { movementChecksAccount } from './movement-checks.ts'
import { ReasonList } from './reason-list.tsx'

/** The strength ledger of a day, its close, and what is doubtful about the movements behind it. */
export const ledgerPage = definePage({
  account: ledgerAccount,
  render: async (answer, reader, ctx) => {
    const checks = await movementChecksAccount.run(ctx, answer)
    const reasons = await readReasons(ctx, answer)
    const whole = answer.rows[0]
    return (
      <>
        <PageHead
          title={text(reader, 'forces.ledger-account')}
          lead={text(reader, 'forces.ledger.lead')}
          {...(reader.isAtWork && whole !== undefined
            ? {
                actions: [
                  {
                    href: reader.link(`forces/do/close-day?day=${answer.validOn}`),
                    label: text(reader, 'forces.close-day'),
                  },
                ],
              }
            : {})}
        />
        <p>
          <DayTime reader={reader} day={answer.validOn} /> ·{' '}
          <CloseState reader={reader} row={whole} />
        </p>
        <LedgerTable reader={reader} answer={answer} />
        {answer.rows.some(({ close }) => close?.changed === true) ? (
          <SinceClose reader={reader} rows={answer.rows} />
        ) : null}
        <Section id="checks" title={text(reader, 'forces.movement-checks-account')}>
          <ChecksTable reader={reader} rows={checks.rows} />
        </Section>
        <ReasonList reader={reader} reasons={reasons} />
      </>
    )
  },
})

function CloseState(props: {
  readonly reader: Reader
  readonly row: LedgerRow | undefined
}): Child {
  const { reader, row } = props
  const close = row?.close ?? null
  if (close === null) return <>{text(reader, 'forces.ledger.open')}</>
  const frozen = reader.link('forces/ledger', {
    recordAt: String(close.seq),
    knownAt: close.knownAt,
  })
  return (
    <>
      {text(reader, `forces.ledger.${close.state}`)}
      <Marks reader={reader} claims={[close.claim]} />{' '}
      <a href={frozen}>{text(reader, 'forces.ledger.as-closed')}</a>
    </>
  )
}

/** What the record has come to say since the day was closed, beside what the close froze. */
function SinceClose(props: {
  readonly reader: Reader
  readonly rows: readonly LedgerRow[]
}): Child {
  const { reader, rows } = props
  return (
    <Section id="since" title={text(reader, 'forces.ledger.since')}>
      <Table
        reader={reader}
        caption={text(reader, 'forces.ledger.since')}
        captionAs="hidden"
        rows={rows.filter(({ close }) => close?.changed === true)}
        columns={[
          {
            head: text(reader, 'forces.strength.contributor'),
            as: 'row-head',
            cell: ({ party }: LedgerRow) =>
              party === null ? text(reader, 'forces.strength.mission') : reader.party(party),
          },
          {
            head: text(reader, 'forces.ledger.when-closed'),
            as: 'number',
            cell: ({ close }: LedgerRow) =>
              close?.computed == null ? (
                '–'
              ) : (
                <FigureValue reader={reader} figure={close.computed} />
              ),
          },
          {
            head: text(reader, 'forces.ledger.now'),
            as: 'number',
            cell: ({ figure }: LedgerRow) =>
              figure.basis.length === 0 ? '–' : <FigureValue reader={reader} figure={figure} />,
          },
        ]}
      />
    </Section>
  )
}
