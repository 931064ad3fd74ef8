import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'

import { FigureValue } from './figure-value.tsx'
import { Rivals } from './rivals.tsx'
import type { Rival } from './rivals.tsx'
import { Pagination, Table } from './table.tsx'
import { drawn, testFigure, testReader } from './test-reader.ts'

const reader = testReader({ validOn: '2024-03-08' })
const parsed = (html: string) => parseHTML(`<body>${html}</body>`).document
const columns = [
  { head: 'State', as: 'row-head' as const, cell: (row: { name: string }) => row.name },
  {
    head: 'Pledged',
    as: 'number' as const,
    cell: () => <FigureValue reader={reader} figure={testFigure(1, 1)} />,
  },
]

const many = Array.from({ length: 51 }, (_, number) => ({ name: `State ${number}` }))
const longTable = async (seed: Parameters<typeof testReader>[1]) =>
  parsed(
    await drawn(
      <Table
        reader={testReader({ validOn: '2024-03-08' }, seed)}
        caption="Pledges"
        captionAs="hidden"
        columns={columns}
        rows={many}
        cutAs="pledges"
      />,
    ),
  )

describe('a long table', () => {
  test('draws its first rows, says how many there are, and leads to all of them', async () => {
    const document = await longTable({ here: '/m/mss-haiti/forces/pledges?desk=forces' })
    expect(document.querySelectorAll('tbody tr')).toHaveLength(50)
    expect(document.querySelector('p.sub')?.textContent).toBe('50 of 51 shown. Show all')
    expect(document.querySelector('p.sub a')?.getAttribute('href')).toBe(
      '/m/mss-haiti/forces/pledges?desk=forces&whole=pledges&validOn=2024-03-08#pledges',
    )
  })

  test('is whole where it is asked for by its name, and in a still copy', async () => {
    for (const seed of [{ here: '/m/mss-haiti/forces/pledges?whole=pledges' }, { isStill: true }]) {
      const document = await longTable(seed)
      expect(document.querySelectorAll('tbody tr')).toHaveLength(51)
      expect(document.querySelector('p.sub')).toBeNull()
    }
    const other = await longTable({ here: '/m/mss-haiti/forces/pledges?whole=strength' })
    expect(other.querySelectorAll('tbody tr')).toHaveLength(50)
  })
})

describe('a table', () => {
  test('names itself, its columns and its rows, and can be scrolled from the keyboard', async () => {
    const document = parsed(
      await drawn(
        <Table
          reader={reader}
          caption="Pledges"
          captionAs="hidden"
          columns={columns}
          rows={[{ name: 'Kenya' }]}
          foot={[['Total', '–']]}
        />,
      ),
    )
    const region = document.querySelector('section')
    expect(region?.getAttribute('tabindex')).toBe('0')
    expect(region?.getAttribute('aria-label')).toContain('Pledges')
    expect(document.querySelector('caption')?.textContent).toBe('Pledges')
    expect(document.querySelectorAll('thead th[scope=col]')).toHaveLength(2)
    expect(document.querySelector('tbody th')?.getAttribute('scope')).toBe('row')
    expect(document.querySelector('tbody td')?.className).toBe('n')
    expect(document.querySelector('tfoot')?.textContent).toBe('Total–')
  })

  test('without rows says so instead', async () => {
    const html = await drawn(
      <Table reader={reader} caption="Pledges" captionAs="shown" columns={columns} rows={[]} />,
    )
    expect(html).toContain('Nothing on record here at these dates.')
    expect(html).not.toContain('<table')
  })
})

test('pages of a list keep filters and dates', async () => {
  const html = await drawn(
    <Pagination reader={reader} path="claims?kind=forces.pledge" next="a b" current={null} />,
  )
  const next = parsed(html).querySelector('a')?.getAttribute('href')
  expect(next).toBe('/m/mss-haiti/claims?kind=forces.pledge&after=a+b&validOn=2024-03-08')
  expect(await drawn(<Pagination reader={reader} path="claims" next={null} current={null} />)).toBe(
    '',
  )
})

test('rivals stand in a column each, with the chosen one marked in words', async () => {
  const base: Rival = {
    claim: 'c1',
    figure: testFigure(2000, 2000),
    says: null,
    assertedBy: 'BEN',
    reportedBy: null,
    authority: 'press-quote',
    modality: 'planned',
    saidOn: '2024-02-26',
    valid: '2024-02-26/..',
    document: null,
    grade: 'B2',
    status: 'disputed',
  }
  const chosen: Rival = {
    ...base,
    claim: 'c2',
    assertedBy: 'UN-SG',
    figure: null,
    says: 'some',
    status: 'chosen',
    grade: null,
  }
  const document = parsed(
    await drawn(<Rivals reader={reader} caption="Benin" rivals={[base, chosen]} />),
  )
  const rowsOf = [...document.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  )
  expect(rowsOf[0]).toEqual(['Asserted by', 'Benin', 'Secretary-General'])
  expect(rowsOf[1]).toEqual(['Value', '2,000 people1', 'some2'])
  expect(rowsOf[2]).toEqual(['Status', 'disputed', 'chosen by decision'])
  expect(rowsOf[8]).toEqual(['Grade', 'B2', 'not judged'])
  const links = [...document.querySelectorAll('tbody tr:last-child a')]
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/m/mss-haiti/claims/c1?validOn=2024-03-08',
    '/m/mss-haiti/claims/c2?validOn=2024-03-08',
  ])
})
