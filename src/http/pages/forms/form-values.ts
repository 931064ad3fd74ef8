import type { Context as Request } from 'hono'

import { RefusedError } from '#platform'

/** A form as it was sent. */
export interface Sent {
  readonly values: Readonly<Record<string, string>>
  readonly files: ReadonlyMap<string, File>
}

/** Reads a form that was sent; several values of one name are joined by commas, line ends are plain. */
export async function readForm(request: Request): Promise<Sent> {
  const body = await bodyOf(request)
  const values: Record<string, string> = {}
  const files = new Map<string, File>()
  for (const [name, value] of Object.entries(body)) {
    const parts = Array.isArray(value) ? value : [value]
    const texts = parts.filter((part) => typeof part === 'string')
    if (texts.length > 0) values[name] = texts.join(',').replaceAll('\r\n', '\n')
    const [file] = parts.filter((part) => part instanceof File)
    if (file !== undefined) files.set(name, file)
  }
  return { values, files }
}

/** What stands in a field, without the space around it; empty where nothing was sent. */
export function valueIn(values: Readonly<Record<string, string>>, name: string): string {
  return values[name]?.trim() ?? ''
}

/** The same, or null where nothing was written. */
export function valueOrNull(values: Readonly<Record<string, string>>, name: string): string | null {
  const value = valueIn(values, name)
  return value === '' ? null : value
}

/** The rows of a list of groups that a form holds, by their numbers: `value.reasons.0.reason`. */
export function rowsIn(
  values: Readonly<Record<string, string>>,
  path: string,
): readonly { readonly number: number; readonly isBlank: boolean }[] {
  const written = new Map<number, boolean>()
  for (const [name, value] of Object.entries(values)) {
    if (!name.startsWith(`${path}.`)) continue
    const number = Number.parseInt(name.slice(path.length + 1), 10)
    if (Number.isNaN(number)) continue
    written.set(number, (written.get(number) ?? true) && value.trim() === '')
  }
  return [...written]
    .map(([number, isBlank]) => ({ number, isBlank }))
    .sort((a, b) => a.number - b.number)
}

async function bodyOf(
  request: Request,
): Promise<Readonly<Record<string, string | File | (string | File)[]>>> {
  try {
    return await request.req.parseBody({ all: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new RefusedError(
      'incorrect',
      'form.unreadable',
      'What was sent cannot be read as a form; open the page again and send it from there.',
      { cause: error },
    )
  }
}
