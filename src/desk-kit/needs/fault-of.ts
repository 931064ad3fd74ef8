/** A code of what went wrong; what another server says is not kept. What has no code is a fault of ours. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error) || codeIn(error, 'code') === '') throw error
  return [codeIn(error, 'code'), codeIn(error, 'responseCode')].join(' ').trim()
}

function codeIn(error: Error, name: string): string {
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
