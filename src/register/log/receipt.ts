import { readBase64, readCount, readHash } from './base64.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'

/** A proof that one entry is in the log, for somebody who is not online (C2SP tlog-proof). */
export interface Receipt {
  /** What the entry's leaf is made from, or anything else; nobody vouches for it. Null where there is nothing. */
  readonly extra: Buffer | null
  readonly index: number
  readonly proof: readonly Buffer[]
  /** The signed checkpoint, as it was served. */
  readonly checkpoint: string
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
/** Its lines before the checkpoint: what is beside, the place, the hashes. */
const FORM = /^c2sp\.org\/tlog-proof@v1\n(?:extra (\S*)\n)?index (\S+)((?:\n\S+)*)\n\n/
/** A tree of that many leaves would need more. */
const MOST_HASHES = 63

/** Writes a receipt: the content of a `.tlog-proof` file. */
export function writeReceipt({ extra, index, proof, checkpoint }: Receipt): string {
  const lines = [
    FIRST_LINE,
    ...(extra === null ? [] : [`extra ${extra.toString('base64')}`]),
    `index ${index}`,
    ...proof.map((hash) => hash.toString('base64')),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads a receipt without judging it; null where it has not the form. */
export function parseReceipt(text: string): (Receipt & { readonly head: Checkpoint }) | null {
  const [, extraText, indexText = '', hashes = ''] = FORM.exec(text) ?? []
  const checkpoint = text.slice(text.indexOf('\n\n') + 2)
  const extra = readBase64(extraText ?? '')
  const index = readCount(indexText)
  const proof = readHashes(hashes)
  const head = parseCheckpoint(checkpoint)
  if (index === null || head === null || extra === null || proof === null) return null
  return { extra: extraText === undefined ? null : extra, index, proof, checkpoint, head }
}

function readHashes(lines: string): readonly Buffer[] | null {
  const hashes = lines.split('\n').slice(1).map(readHash)
  return hashes.length <= MOST_HASHES && hashes.every((hash) => hash !== null) ? hashes : null
}
