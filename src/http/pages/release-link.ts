import { text } from '#ui'
import type { Reader } from '#ui'

/** The way from an entry's page to the form that proposes who may see it. */
export function releaseOf(
  reader: Reader,
  id: string,
): { readonly href: string; readonly label: string } {
  return { href: reader.link(`release?entry=${id}`), label: text(reader, 'form.release') }
}
