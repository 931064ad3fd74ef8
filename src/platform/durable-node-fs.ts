import fs from 'node:fs'

import { NodeFS } from '@electric-sql/pglite/nodefs'

interface OpenStream {
  /** The descriptor of an open file; a folder has none. */
  readonly nfd?: number | null
  readonly node: object
}

/** The part of emscripten's NODEFS that its typings leave out. */
interface NodeFileSystem {
  realPath(node: object): string
  stream_ops: { fsync?: (stream: OpenStream) => number }
}

/**
 * A folder whose fsync reaches the disk. PGlite's own answers "done" and does nothing, so that a power
 * cut would lose commits that had been acknowledged.
 */
export class DurableNodeFS extends NodeFS {
  override async init(
    ...[pglite, options]: Parameters<NodeFS['init']>
  ): ReturnType<NodeFS['init']> {
    const started = await super.init(pglite, options)
    started.emscriptenOpts.preRun?.push((module) => {
      const nodeFileSystem: unknown = module.NODEFS
      if (!isNodeFileSystem(nodeFileSystem)) {
        throw new TypeError('PGlite has no NODEFS to make durable; this version does not fit.')
      }
      nodeFileSystem.stream_ops.fsync = (stream) => {
        if (typeof stream.nfd === 'number') fs.fsyncSync(stream.nfd)
        else syncFolder(nodeFileSystem.realPath(stream.node))
        return 0
      }
    })
    return started
  }
}

/** Makes a folder and everything in it reach the disk, as initdb does on a server. */
export function syncTree(folder: string): void {
  for (const item of fs.readdirSync(folder, { withFileTypes: true })) {
    const itemPath = `${folder}/${item.name}`
    if (item.isDirectory()) syncTree(itemPath)
    else if (item.isFile()) syncFolder(itemPath)
  }
  syncFolder(folder)
}

/** Makes the names in one folder (or the bytes of one file) reach the disk. */
function syncFolder(path: string): void {
  const descriptor = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

function isNodeFileSystem(value: unknown): value is NodeFileSystem {
  return typeof value === 'object' && value !== null && 'stream_ops' in value && 'realPath' in value
}
