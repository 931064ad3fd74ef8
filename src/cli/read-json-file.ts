import fs from 'node:fs'

import { RefusedError } from '#platform'

/** Reads a file of JSON; refused where there is none or it is not JSON. */
export function readJsonFile(file: string): unknown {
  const text = readText(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new RefusedError(
      'incorrect',
      'record.not_json',
      `${file} is not JSON (${error.message}); write an object or a list of objects.`,
    )
  }
}

function readText(file: string): string {
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8')
  throw new RefusedError(
    'not_found',
    'cli.no_file',
    `There is no file ${file}; name one that exists.`,
  )
}
