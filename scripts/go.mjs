import fs from 'node:fs'

import { installFromDebian } from './debian.mjs'

const GO = '/usr/bin/go'
/** Where Debian puts the sources of Go's own packages; nothing is fetched. */
const SOURCES = '/usr/share/gocode'

/** Debian's Go with its transparency log packages; undefined where they are not installed. */
export function findGo() {
  const isThere = fs.existsSync(GO) && fs.existsSync(`${SOURCES}/src/golang.org/x/mod/sumdb/tlog`)
  return isThere ? { command: GO, sources: SOURCES } : undefined
}

/** Installs Debian's Go, unmodified, where it is missing and we may: it checks our log with code that is not ours. */
export function ensureGo() {
  if (findGo() === undefined) installFromDebian('Go', ['golang-go', 'golang-golang-x-mod-dev'])
}
