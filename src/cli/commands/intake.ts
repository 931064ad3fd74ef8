import { type Context, kindsOf } from '#desk-kit'
import { openAppender } from '#register'

import type { Command, Given, Run } from '../command.ts'
import type { Described } from '../intake/describe.ts'
import { takeInFile } from '../intake/take-in-file.ts'
import { chooseMission } from '../mission.ts'
import { MISSION } from '../options.ts'

/** `rollcall intake`: a document with its bytes and text. */
export const intake: Command = {
  name: 'intake',
  record: 'open',
  summary: 'Take a document in: its bytes, its SHA-256 and the text that citations point into.',
  operands: [{ name: 'FILE', summary: 'a text, Markdown or HTML file in UTF-8, at most 10 MB' }],
  options: [
    MISSION,
    { name: 'publisher', value: 'NAME', summary: 'who published it, as printed' },
    { name: 'published', value: 'EDTF', summary: 'when it was published, such as 2024-02-29' },
    { name: 'title', value: 'TITLE', summary: 'its title (default: what it says of itself)' },
    { name: 'address', value: 'URL', summary: 'where it was published' },
    {
      name: 'release',
      value: 'RELEASE',
      summary: 'how far it may go: public, partner, restricted, confidential (default: restricted)',
    },
    {
      name: 'language',
      value: 'TAG',
      summary: 'en, fr, ht … (default: what it says of itself, or und for undetermined)',
    },
  ],
  examples: [
    'intake press-release.html --publisher "United Nations" --published 2024-02-28 --mission mss-haiti',
  ],
  run: takeIn,
}

async function takeIn({ db, clock, desks, actor, delayHours, given, io }: Run): Promise<void> {
  const { mission } = await chooseMission(db, given)
  const appender = openAppender({ db, clock, delayHours })
  const context: Context = { db, clock, appender, mission, actor }
  const { lines } = await takeInFile(
    { ...context, kinds: kindsOf(desks) },
    given.operand('FILE'),
    describedBy(given),
  )
  await io.out(`${lines.join('\n')}\n`)
}

function describedBy(given: Given): Described & { readonly release: string | undefined } {
  return {
    publisher: given.option('publisher'),
    published: given.option('published'),
    title: given.option('title'),
    address: given.option('address'),
    language: given.option('language'),
    release: given.option('release'),
  }
}
