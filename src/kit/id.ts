import { v5, v7 } from 'uuid'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A new entry id: a UUIDv7 (RFC 9562 §5.7), so that ids made later sort later. */
export function newId(): string {
  return v7()
}

/** Whether the text is a UUIDv7 in lower case, the one form in which ids are kept. */
export function isId(text: string): boolean {
  return UUID_V7.test(text)
}

/** The UUID that a name always has (RFC 9562 §5.5): for what is no entry and must be known again all the same. */
export function namedId(name: string): string {
  return v5(`rollcall:${name}`, v5.URL)
}

/** The id that an entry has by its name within what another id stands for; it sorts with that one (RFC 9562 §5.7). */
export function derivedId(id: string, name: string): string {
  const hashed = v5(name, id)
  return `${id.slice(0, 14)}7${hashed.slice(15)}`
}
