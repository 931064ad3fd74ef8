import { z } from 'zod'

import type { Answer, MarkedServer } from './open.ts'
import type { Person } from './people.ts'
import type { Question } from './questions.ts'

const LIST = z.object({ items: z.array(z.unknown()), next: z.string().nullable() })

/** Asks a question; a list whose items are counted is read to its last page, and told as one. */
export async function askWhole(
  server: MarkedServer,
  person: Person,
  { address, init, items }: Question,
): Promise<Answer> {
  const first = await server.ask(person, address, init)
  if (items === undefined || first.status !== 200) return first
  const pages = [first]
  const all: unknown[] = []
  for (const { body } of pages) {
    const page = LIST.parse(JSON.parse(body))
    all.push(...page.items)
    if (page.next === null) continue
    pages.push(await server.ask(person, `${address}&after=${encodeURIComponent(page.next)}`))
  }
  return {
    status: Math.max(...pages.map(({ status }) => status)),
    body: JSON.stringify({ items: all }),
    all: pages.map(({ all: told }) => told).join('\n'),
  }
}
