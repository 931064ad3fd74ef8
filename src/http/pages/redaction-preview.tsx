import type { Child } from 'hono/jsx'

import type { RecordedEntry, Withheld } from '#register'
import { PATHS, Recorded, Table, text } from '#ui'
import type { Reader } from '#ui'

/** A field group of an entry and what becomes of it when the entry is released. */
interface PartFate {
  readonly part: string
  readonly says: string
  readonly fate: 'goes' | 'withheld' | 'never'
}

/** Field groups that go to nobody but the mission's officers, whatever is released. */
const NEVER: ReadonlySet<string> = new Set(['position', 'handling'])

/** What of an entry others would see, and what stays behind: shown before anybody says yes. */
export function RedactionPreview(props: {
  readonly reader: Reader
  readonly entry: RecordedEntry
  readonly withheld: readonly Withheld[]
}): Child {
  const { reader, entry, withheld } = props
  return (
    <section class="redaction">
      <h3>
        <EntryName reader={reader} entry={entry} />
      </h3>
      <Table
        reader={reader}
        caption={text(reader, 'release.preview')}
        captionAs="hidden"
        rows={partsOf(entry, withheld)}
        columns={[
          {
            head: text(reader, 'release.part'),
            as: 'row-head',
            cell: ({ part }: PartFate) => text(reader, `part.${part}`),
          },
          {
            head: text(reader, 'release.says'),
            as: 'text',
            cell: ({ says, fate }: PartFate) => (
              <Recorded>{fate === 'goes' ? says : <s>{says}</s>}</Recorded>
            ),
          },
          {
            head: text(reader, 'release.fate'),
            as: 'text',
            cell: ({ fate }: PartFate) => text(reader, `release.fate.${fate}`),
          },
        ]}
      />
    </section>
  )
}

/** An entry by its type and place, with a link to its page where it has one. */
export function EntryName(props: {
  readonly reader: Reader
  readonly entry: RecordedEntry
}): Child {
  const { reader, entry } = props
  const name = text(reader, 'entry.name', {
    type: text(reader, `entry.${entry.type}`),
    seq: entry.seq,
  })
  const path = pathOf(entry)
  return path === null ? name : <a href={reader.link(path)}>{name}</a>
}

function pathOf({ id, type, parts }: RecordedEntry): string | null {
  if (type === 'claim') return PATHS.claim(id)
  if (type === 'document') return PATHS.document(id)
  const subject = parts['content']?.['subject']
  return type === 'subject' && typeof subject === 'string' ? PATHS.subject(subject) : null
}

function partsOf(entry: RecordedEntry, withheld: readonly Withheld[]): readonly PartFate[] {
  return Object.entries(entry.parts).map(([part, said]) => ({
    part,
    says: sayings(said).join(' · '),
    fate: fateOf(part, withheld),
  }))
}

function fateOf(part: string, withheld: readonly string[]): PartFate['fate'] {
  if (NEVER.has(part)) return 'never'
  return withheld.includes(part) ? 'withheld' : 'goes'
}

/** Everything a field group says, name by name; what is empty says nothing. */
function sayings(said: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(said).flatMap(([name, value]) => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return []
    return [`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`]
  })
}
