/** What a fault is about. */
export type LogFaultKind =
  /** What the entry says is not what was put on record. */
  | 'payload_differs'
  /** A field group of the entry is gone, with its salt. */
  | 'payload_missing'
  /** The entry's place, id, type or instant is not what was put on record, or its leaf was changed. */
  | 'leaf_differs'
  /** No entry has this place. */
  | 'entry_missing'
  /** The stored root of a full tile is not that over the leaves. */
  | 'tile_differs'
  | 'tile_missing'
  /** A signed root is not that over the leaves: the entries between this checkpoint and the one before it were changed. */
  | 'checkpoint_differs'
  /** No key of the log signed the checkpoint. */
  | 'checkpoint_unsigned'

/** One thing that is not as it was signed. */
export interface LogFault {
  readonly kind: LogFaultKind
  /** The entry, or the first entry of the tile or the last of the checkpoint. */
  readonly seq: number
  /** Null where no entry is at that place, or the fault is not of one entry. */
  readonly id: string | null
  readonly sentence: string
}
