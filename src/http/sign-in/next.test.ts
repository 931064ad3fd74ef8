import { expect, test } from 'vitest'

import { nextOf } from './next.ts'

test.each(['/', '/m/mss-haiti', '/m/mss-haiti/forces/pledges?validOn=2024-03-08#n1', '/account'])(
  '%s is a page of our own',
  (path) => {
    expect(nextOf(path)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/a\r\nset-cookie: rollcall=x',
  ' //evil.example',
  'javascript:alert(1)',
  '/..//evil.example',
  '/.//evil.example',
  'evil.example',
  '/%5C\\evil.example',
])('%j leads nowhere but home', (path) => {
  expect(nextOf(path)).toBe('/')
})
