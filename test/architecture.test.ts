import { execFileSync } from 'node:child_process'
import fs from 'node:fs'

import { describe, expect, test } from 'vitest'

// Rules of the layout that neither oxlint nor dependency-cruiser can see. A failing test names the file.

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => fs.existsSync(file) && fs.statSync(file).isFile())
const code = files.filter((file) =>
  /^(src|test|bench|scripts|bin)\/.*\.(tsx?|mjs|css|sql)$/.test(file),
)
const product = code.filter((file) => file.startsWith('src/') && !/\.test\.tsx?$/.test(file))

const read = (file: string) => fs.readFileSync(file, 'utf8')
const offenders = (among: readonly string[], pattern: RegExp) =>
  among.filter((file) => pattern.test(read(file)))

test('there is code to look at', () => {
  expect(product.length).toBeGreaterThan(100)
})

test('no file is longer than 300 lines, data and tests apart', () => {
  const long = code.filter(
    (file) => !/\.test\.tsx?$|\/data\//.test(file) && read(file).trimEnd().split('\n').length > 300,
  )
  expect(long).toEqual([])
})

test('only the register writes its tables', () => {
  const writes = /\b(insert\s+into|update|delete\s+from|truncate(\s+table)?|copy)\s+"?register"?\./i
  const builders = /\b(insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]register\./
  const others = product.filter((file) => !file.startsWith('src/register/'))
  expect([...offenders(others, writes), ...offenders(others, builders)]).toEqual([])
})

test('entries are never updated or deleted, not even by the register', () => {
  const kept = String.raw`"?register"?\."?(entry|payload|blob|canonical_text)\b`
  const changes = new RegExp(
    String.raw`\b(update|delete\s+from|truncate(\s+table)?)\s+${kept}`,
    'i',
  )
  // What two people decided to erase goes, as a role that sees nothing else (docs/decisions/063).
  expect(offenders(product, changes)).toEqual(['src/register/carry-out.ts'])
  expect(read('src/register/carry-out.ts')).toContain('SET LOCAL ROLE rollcall_eraser')
  expect(read('src/register/carry-out.ts')).not.toMatch(
    /\b(update\s+|delete\s+from\s+)register\.entry\b|update\s+register\.(payload|blob|canonical_text)\b/i,
  )
})

test('the application is granted no more than reading and adding on entries', () => {
  const grants = product
    .filter((file) => file.endsWith('.sql'))
    .flatMap((file) => read(file).match(/\bGRANT\b[^;]*;/gi) ?? [])
    .filter((grant) => /register\.(entry|payload|blob|canonical_text)\b/i.test(grant))
  expect(grants.length).toBeGreaterThan(0)
  const writing = grants.filter((grant) => /\b(UPDATE|DELETE|TRUNCATE|ALL)\b/i.test(grant))
  expect(writing.filter((grant) => !/\bTO rollcall_eraser;$/.test(grant))).toEqual([])
  expect(
    writing.filter((grant) => /\b(UPDATE|TRUNCATE|ALL)\b|register\.entry/i.test(grant)),
  ).toEqual([])
})

test('no way back of a migration touches what is on record', () => {
  const kept = String.raw`"?register"?\."?(entry|payload|blob|canonical_text|head|mission)\b`
  const changes = new RegExp(
    String.raw`\b(update|delete\s+from|truncate(\s+table)?|insert\s+into|drop\s+table(\s+if\s+exists)?)\s+(only\s+)?[^;]*${kept}|\bdrop\s+schema(\s+if\s+exists)?\s+"?register\b|\bdisable\b`,
    'i',
  )
  const downs = code.filter((file) => file.endsWith('.down.sql'))
  expect(downs.length).toBeGreaterThan(0)
  expect(offenders(downs, changes)).toEqual([])
})

test('only main and platform/config read the environment', () => {
  const others = product.filter(
    (file) => !file.startsWith('src/main/') && file !== 'src/platform/config.ts',
  )
  expect(offenders(others, /\bprocess\s*\.\s*env\b|\benv\b[^\n]*from 'node:process'/)).toEqual([])
})

test('only platform and main read the clock', () => {
  const others = product.filter((file) => !/^src\/(platform|main)\//.test(file))
  expect(offenders(others, /\bDate\.now\(|\bnew Date\(\)/)).toEqual([])
})

test('the schema changes only by migrations', () => {
  const ddl = /\b(create|alter|drop)\s+(table|schema|index|role)\b/i
  const others = product.filter(
    (file) => file.endsWith('.ts') && file !== 'src/platform/migration-book.ts',
  )
  expect(offenders(others, ddl)).toEqual([])
})

describe('nothing is loaded from another host', () => {
  const pages = files.filter((file) => /^src\/.*\.(tsx?|css|html|svg)$/.test(file))

  test('by an attribute of a page', () => {
    const attribute =
      /\b(src|srcset|poster|action|data|xlink:href)\s*=\s*\{?\s*['"`](https?:)?\/\//i
    expect(offenders(pages, attribute)).toEqual([])
  })

  test('by a link of the head', () => {
    expect(offenders(pages, /<link\b[^>]*href\s*=\s*\{?\s*['"`](https?:)?\/\//i)).toEqual([])
  })

  test('by a style sheet', () => {
    expect(
      offenders(pages, /url\(\s*['"]?(https?:)?\/\/|@import\s+(url\()?['"]?(https?:)?\/\//i),
    ).toEqual([])
  })

  test('by a script', () => {
    const loads = /\b(fetch|import|importScripts|WebSocket|EventSource)\(\s*['"`](https?|wss?):/
    expect(offenders(product, loads)).toEqual([])
  })
})

test('the founding papers are read by nothing and copied nowhere', () => {
  const mine = files.filter(
    (file) => !/^(docs|test)\//.test(file) && /\.(ts|tsx|mjs|json|csv|cjs)$/.test(file),
  )
  expect(offenders(mine, /\.\.\/shared\/|\/work\/shared\b/)).toEqual([])
})
