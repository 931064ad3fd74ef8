import fs from 'node:fs'
import path from 'node:path'

import { build } from 'esbuild'

import { packageRoot } from '#platform'

/** The one file that checks a record without Rollcall, as it is kept in the repository. */
export function readStandAlone(): string {
  return fs.readFileSync(path.join(packageRoot(), 'tools', 'rollcall-verify.mjs'), 'utf8')
}

/** The script that checks a receipt in the browser, with all that it needs; made when it is first asked for. */
export async function bundleCheck(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(packageRoot(), 'tools', 'check-receipt.mjs')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
