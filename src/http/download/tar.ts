import { once } from 'node:events'

import { pack } from 'tar-stream'
import type { Pack } from 'tar-stream'

import type { Dossier } from './dossier.ts'
import type { Measured, Measurement } from './manifest.ts'

const BLOCK = 512

/** How large the archive of these files is. */
export function tarBytes({ files }: Measurement): number {
  const inBlocks = files.map(({ bytes }) => BLOCK + Math.ceil(bytes / BLOCK) * BLOCK)
  return inBlocks.reduce((sum, bytes) => sum + bytes, 2 * BLOCK)
}

/**
 * All files as one tar archive; the same record at the same asking gives the same bytes.
 * @yields The archive, piece by piece.
 */
export async function* tarChunks(
  dossier: Dossier,
  measurement: Measurement,
): AsyncGenerator<Uint8Array> {
  const archive = pack()
  const filled = fill(archive, dossier, measurement)
  // Told by the archive itself: it is destroyed with the same error.
  filled.catch(() => undefined)
  for await (const chunk of archive) if (chunk instanceof Uint8Array) yield chunk
  await filled
}

async function fill(archive: Pack, dossier: Dossier, { files }: Measurement): Promise<void> {
  try {
    for (const file of files) await addFile(archive, dossier, file)
    archive.finalize()
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

async function addFile(archive: Pack, dossier: Dossier, file: Measured): Promise<void> {
  const { ctx, at } = dossier
  const entry = archive.entry({
    name: `${ctx.mission}-${at.recordAt.seq}/${file.member.name}`,
    size: file.bytes,
    mtime: new Date(at.recordAt.at),
    mode: 0o644,
    uid: 0,
    gid: 0,
    uname: '',
    gname: '',
    type: 'file',
  })
  for await (const chunk of file.member.chunks(dossier)) {
    const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    if (data.length > 0 && !entry.write(data)) await once(entry, 'drain')
  }
  const ended = once(entry, 'finish')
  entry.end(undefined)
  await ended
}
