import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'

import { FigureValue } from './figure-value.tsx'
import { claimsOfSources, Sources } from './sources.tsx'
import { drawn, testFigure, testReader } from './test-reader.ts'

const basis = Array.from({ length: 9 }, (_, number) => ({
  claim: `claim-${number}`,
  assertedBy: 'KEN',
  reportedBy: null,
  low: 1,
  high: 1,
  chosen: true,
}))

async function pageOf(seed: Parameters<typeof testReader>[1]) {
  const reader = testReader({}, seed)
  const figure = await drawn(<FigureValue reader={reader} figure={testFigure(9, 9, { basis })} />)
  const sources = await drawn(<Sources reader={reader} sources={new Map()} later="linked" />)
  const { document } = parseHTML(`<body>${figure}${sources}</body>`)
  const data = document.querySelector('data')
  return {
    named: claimsOfSources(reader),
    lines: document.querySelectorAll('.notes details li').length,
    inFigure: data?.getAttribute('data-claims')?.split(' ').length,
    inAll: data?.getAttribute('data-claims-in-all') ?? null,
    more: document.querySelector('.notes details a[href*=whole]')?.getAttribute('href') ?? null,
    summary: document.querySelector('summary')?.textContent,
  }
}

test('of a figure that rests on many claims the first are named, and a link leads to all', async () => {
  const page = await pageOf({ here: '/m/mss-haiti/forces/strength' })
  expect(page).toMatchObject({ lines: 8, inFigure: 8, inAll: '9' })
  expect(page.named).toEqual(basis.slice(0, 8).map(({ claim }) => claim))
  expect(page.more).toBe('/m/mss-haiti/forces/strength?whole=sources#s1')
  expect(page.summary).toBe('9 claims taken together')
})

test('all are named where all are asked for, and in a still copy', async () => {
  for (const seed of [{ here: '/m/mss-haiti/forces/strength?whole=sources' }, { isStill: true }]) {
    const page = await pageOf(seed)
    expect(page).toMatchObject({ lines: 9, inFigure: 9, inAll: null, more: null })
    expect(page.named).toHaveLength(9)
  }
})
