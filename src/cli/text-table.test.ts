import { expect, test } from 'vitest'

import { textTable } from './text-table.ts'

test('columns are as wide as their widest cell, numbers stand at the end, nothing trails', () => {
  const table = textTable(
    [
      { heading: 'Subject', align: 'start' },
      { heading: 'Figure', align: 'end' },
      { heading: 'By', align: 'start' },
    ],
    [
      ['pledge-ben', '1,500', 'BEN'],
      ['é', '7', ''],
    ],
  )
  expect(table).toBe(
    [
      'Subject     Figure  By',
      '──────────  ──────  ───',
      'pledge-ben   1,500  BEN',
      'é                7',
      '',
    ].join('\n'),
  )
})

test('a letter with its accent apart is as wide as one', () => {
  const [, , apart, together] = textTable(
    [
      { heading: 'A', align: 'start' },
      { heading: 'B', align: 'start' },
    ],
    [
      ['Pe\u0301tion', 'x'],
      ['Pétion', 'x'],
    ],
  ).split('\n')
  expect(apart?.normalize('NFC')).toBe(together)
})
