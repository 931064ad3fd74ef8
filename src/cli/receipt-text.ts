import type { Receipt } from '#register'

/** One line that says where an entry rests. */
export function receiptText({ id, seq, recordedAt, fresh }: Receipt): string {
  return `${id} ${fresh ? 'recorded' : 'was on record already'} as entry ${seq} at ${recordedAt}\n`
}
