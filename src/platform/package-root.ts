import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of Rollcall's package.json, whether this runs from src/ or from the bundle in dist/. */
export function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!fs.existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder)
    if (above === folder) throw new Error(`No package.json above ${import.meta.url}.`)
    folder = above
  }
  return folder
}
