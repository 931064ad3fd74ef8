import type { Need } from '#desk-kit'

import type { Visit } from '../site.ts'

/** Which part of what waits is asked for; null for all of it. */
export interface Filter {
  readonly desk: string | null
  readonly sort: string | null
}

/** The filter in an address. */
export function filterIn({ request }: Pick<Visit, 'request'>): Filter {
  return { desk: request.req.query('desk') ?? null, sort: request.req.query('sort') ?? null }
}

/** Whether something is in the part that is asked for. */
export function fits({ desk, sort }: Filter): (need: Need) => boolean {
  return (need) => (desk === null || need.desk === desk) && (sort === null || need.sort === sort)
}

/** The address of a part inside the mission. */
export function pathOf({ desk, sort }: Filter): string {
  const fields = new URLSearchParams()
  if (desk !== null) fields.set('desk', desk)
  if (sort !== null) fields.set('sort', sort)
  return fields.size === 0 ? 'needs' : `needs?${fields.toString()}`
}
