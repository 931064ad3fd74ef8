import { openOwner } from '#platform'

// Commits numbered rows in the data folder of its first argument, and says each number once it is
// committed; ends after as many as its second argument says, or when it is killed.
const [dataFolder = '', count = '0'] = process.argv.slice(2)
const db = await openOwner({ kind: 'folder', dataFolder })
await db.exec(
  'CREATE TABLE IF NOT EXISTS public.row (number int PRIMARY KEY, filling text NOT NULL)',
)
process.stdout.write('ready\n')
const insert = { name: 'test.insert', text: 'INSERT INTO public.row VALUES ($1, $2)' }
for (let number = 1; number <= Number(count); number += 1) {
  await db.run(insert, [number, 'x'.repeat(200)])
  process.stdout.write(`${number}\n`)
}
await db.close()
