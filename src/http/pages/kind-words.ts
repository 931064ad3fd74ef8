import { text } from '#ui'
import type { Listener } from '#ui'

/** The name of a kind of claim. */
export function kindTitle(listener: Listener, kind: string): string {
  return wordOr(listener, kind, kind)
}

/** The name of a field of a kind; `path` is dotted where it lies in a group. */
export function fieldLabel(listener: Listener, kind: string, path: string): string {
  return wordOr(listener, `${kind}.${path}`, path)
}

/** A word of a fixed list, as its kind or everybody calls it. */
export function choiceLabel(
  listener: Listener,
  field: { readonly kind: string; readonly path: string },
  word: string,
): string {
  const own = `${field.kind}.${field.path}.${word}`
  return wordOr(listener, own, wordOr(listener, `word.${word}`, word.replaceAll('-', ' ')))
}

/** A desk may come with a message that nobody has written yet; its plain name is better than no page. */
function wordOr(listener: Listener, key: string, plain: string): string {
  return listener.words.has(key) ? text(listener, key) : plain
}
