/** What a fault is about. */
export type LogFaultKind =
  /** What the entry says is not what was put on record. */
  | 'payload_differs'
  /** The salted hashes of the entry's field groups are not those under its payload root. */
  | 'commitments_differ'
  /** A field group of the entry is gone, with its salt. */
  | 'payload_missing'
  /** A field group that was erased is still there. */
  | 'payload_unfinished'
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
  /** What is kept of a witness's signature is not what it signed. */
  | 'cosignature_differs'
  /** The checkpoint that this server cosigned last for another log is not what was sent. */
  | 'witness_differs'
  /** A document's bytes or text are gone, or are no document's. */
  | 'document_missing'
  | 'document_stray'
  /** A document's bytes or text are not those that its entry names by hash. */
  | 'document_differs'
  /** What stands at a citation's place is not what was cited. */
  | 'citation_differs'
  /** The words by which an entry is found are not those it says. */
  | 'search_differs'
  /** A derived row is not what the entries say, or nothing can be derived from an entry. */
  | 'derived_differs'
  | 'derived_undrawn'
  /** The head of the record is not its last entry, or its bounds are not those of all that was said. */
  | 'head_differs'

/** One thing that is not as it was signed. */
export interface LogFault {
  readonly kind: LogFaultKind
  /** The entry, or the first entry of the tile or the last of the checkpoint. */
  readonly seq: number
  /** Null where no entry is at that place, or the fault is not of one entry. */
  readonly id: string | null
  readonly sentence: string
}
