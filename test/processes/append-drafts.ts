import fs from 'node:fs'

import { openDatabase, type Place, systemClock } from '#platform'
import { type Draft, openAppender } from '#register'

// Appends the drafts of a JSON file one after the other and says of each, once it is acknowledged, its id,
// its place and whether it was new; ends after the last, or when it is killed. The first argument is where
// the record is, the second the mission, the third the file.
const [place = '', mission = '', file = ''] = process.argv.slice(2)
const at: Place = JSON.parse(place)
const drafts: readonly Draft[] = JSON.parse(fs.readFileSync(file, 'utf8'))
const db = await openDatabase(at)
const appender = openAppender({ db, clock: systemClock, delayHours: 72 })
process.stdout.write('ready\n')
for (const draft of drafts) {
  const [receipt] = await appender.append({ mission, actor: 'test' }, [draft])
  if (receipt === undefined) throw new Error(`no receipt for ${draft.id}`)
  process.stdout.write(`${receipt.id} ${receipt.seq} ${receipt.fresh ? 'new' : 'known'}\n`)
}
await db.close()
