// Writes openapi.json, the description of the API; with --check only says whether it is up to date.
import fs from 'node:fs'

import { desks } from '#desks'
import { openApiDocument } from '#http'

const FILE = new URL('../openapi.json', import.meta.url)

const generated = `${JSON.stringify(openApiDocument(desks), null, 2)}\n`
if (process.argv.includes('--check')) {
  const committed = fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8') : ''
  if (committed !== generated) {
    console.error(
      'openapi.json does not describe the API as it is; run `npm run openapi` and commit it.',
    )
    process.exitCode = 1
  }
} else {
  fs.writeFileSync(FILE, generated)
}
