import type { Grant } from '#kit'
import { formatInstant, text } from '#ui'
import type { Reader } from '#ui'

/** A role as people say it: "Officer at forces, funds; medical; until 1 March 2027". */
export function grantInWords(reader: Reader, grant: Grant): string {
  const { role, desks, compartments, until } = grant
  const parts = [
    desks === 'all'
      ? text(reader, `role.${role}`)
      : text(reader, 'grant.at', { role: text(reader, `role.${role}`), desks: desks.join(', ') }),
    ...compartments.map((compartment) => text(reader, `compartment.${compartment}`)),
    ...(until === null
      ? []
      : [text(reader, 'grant.ends', { until: formatInstant(reader, until) })]),
  ]
  return parts.join(' · ')
}
