import { isId } from '#kit'
import type { Clock } from '#platform'

/**
 * The moment at which a form was opened, which its UUIDv7 carries (RFC 9562 §5.7): a form that is sent
 * twice says the same twice, so that it is recorded once. Never later than the clock.
 */
export function momentOf(id: string, clock: Clock): string {
  const now = clock.now()
  if (!isId(id)) return now
  const opened = new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString()
  return opened < now ? opened : now
}
