import { describe, expect, test } from 'vitest'

import { reportsKinds } from './kinds.ts'

describe('what the reports desk puts on record', () => {
  const kindOf = (name: string) => reportsKinds.find((kind) => kind.name === name)

  test('a note on a document may tell what another document is behind it', () => {
    const note = {
      sort: 'cites',
      about: 'MIAMI-HERALD',
      note: 'Rests on an article of another paper',
    }
    expect(kindOf('reports.document-note')?.value.safeParse(note).success).toBe(true)
  })

  test('sections are counted from one', () => {
    const section = { order: 1, heading: 'On opposition to the mission' }
    expect(kindOf('reports.section')?.value.safeParse(section).success).toBe(true)
    expect(kindOf('reports.section')?.value.safeParse({ ...section, order: 0 }).success).toBe(false)
  })
})
