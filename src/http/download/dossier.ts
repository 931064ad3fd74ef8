import type { Context } from '#desk-kit'
import type { Asking } from '#register'

import type { Site } from '../site.ts'

/** What a download is about: one mission's record at one asking. */
export interface Dossier {
  readonly site: Site
  readonly ctx: Context
  readonly at: Asking
  readonly title: string
}

/** One file of a download; its content is made anew each time it is asked for, and never kept. */
export interface Member {
  readonly name: string
  readonly mediaType: string
  /** Message key of what it is. */
  readonly about: string
  chunks(dossier: Dossier): AsyncIterable<string | Uint8Array>
}
