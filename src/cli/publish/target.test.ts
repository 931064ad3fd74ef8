import { describe, expect, test } from 'vitest'

import { aimOf } from './target.ts'
import type { Scope } from './target.ts'

const SCOPE: Scope = {
  languages: ['en', 'fr'],
  validOn: '2025-05-22',
  knownAt: '2025-05-22T23:59:59Z',
  recordAt: new Map([['mss-haiti', ['1480', '2026-11-21T09:00:00.000Z']]]),
}
const ASKING = 'validOn=2025-05-22&knownAt=2025-05-22T23%3A59%3A59Z&recordAt=1480'

function fileOf(link: string, language = 'en'): string {
  const aim = aimOf(SCOPE, link, language)
  return aim.leads === 'inside' ? aim.target.file + aim.hash : aim.leads
}

describe('where a link of the portal leads in a copy', () => {
  test.each([
    ['/', 'index.html'],
    ['/?lang=fr', 'fr/index.html'],
    ['/m/mss-haiti', 'en/m/mss-haiti/index.html'],
    [`/m/mss-haiti/forces/pledges?${ASKING}&lang=fr`, 'fr/m/mss-haiti/forces/pledges/index.html'],
    ['/m/mss-haiti/subjects/pledge-ben#k-x', 'en/m/mss-haiti/subjects/pledge-ben/index.html#k-x'],
    [
      '/m/mss-haiti/timeline?desk=funds&after=7.9',
      'en/m/mss-haiti/timeline/after-7.9_desk-funds/index.html',
    ],
    ['/m/mss-haiti/feed.atom?lang=fr', 'fr/m/mss-haiti/feed.atom'],
    ['/m/mss-haiti/feed.atom?archive=3', 'en/m/mss-haiti/feed-archive-3.atom'],
    [`/m/mss-haiti/download/record.tar?${ASKING}`, 'files/m/mss-haiti/download/record.tar'],
    ['/m/mss-haiti/documents/0-1/original', 'files/m/mss-haiti/documents/0-1/original.bin'],
    ['/assets/rollcall.0123.css', 'assets/rollcall.0123.css'],
  ])('%s lies at %s', (link, file) => {
    expect(fileOf(link)).toBe(file)
  })

  test.each([
    '/m/mss-haiti?validOn=2024-01-01',
    '/m/mss-haiti?recordAt=7',
    '/m/mss-haiti/timeline?month=2024-03',
    '/m/mss-other',
    '/m/mss-haiti?lang=ht',
    '/api/v1/missions',
    '/m/mss-haiti/documents/..%2f..%2fetc',
    '/m/mss-haiti/subjects?after=%2e%2e%2f',
    'http://[',
  ])('%s is left to the live record', (link) => {
    expect(fileOf(link)).toBe('nowhere')
  })

  test.each([
    '/m/mss-haiti/record/forces.pledge',
    '/m/mss-haiti/claims/0-1/correct',
    '/m/mss-haiti/search?q=BEN',
    '/office/mss-haiti',
  ])('%s is where people work', (link) => {
    expect(fileOf(link)).toBe('to-work')
  })

  test('another site stays another site', () => {
    expect(fileOf('https://press.un.org/en/2024')).toBe('elsewhere')
    expect(fileOf('//press.un.org/en')).toBe('elsewhere')
  })

  test('every page is asked at the very asking of the copy', () => {
    const aim = aimOf(SCOPE, '/m/mss-haiti/documents?after=3.4&lang=fr', 'en')
    expect(aim.leads === 'inside' && aim.target.address).toBe(
      `/m/mss-haiti/documents?after=3.4&${ASKING}&lang=fr`,
    )
  })
})
