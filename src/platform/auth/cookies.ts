/** The value of a cookie; undefined where it is missing or sent twice, which only a foreign hand does. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
  const [value, second] = values
  return second === undefined && value !== undefined && /^[\w-]{1,128}$/.test(value)
    ? value
    : undefined
}

/** The cookies of sign-in by what they are for. */
export type CookieUse = 'session' | 'form' | 'known'

const NAMES: Readonly<Record<CookieUse, string>> = {
  session: 'rollcall',
  form: 'rollcall-form',
  known: 'rollcall-known',
}

/**
 * A cookie's name. Over https the prefix binds it to this very host (RFC 6265bis §4.1.3.2), so that no
 * neighbouring host can set one.
 */
export function cookieName(use: CookieUse, publicAddress: string | null): string {
  return isSecure(publicAddress) ? `__Host-${NAMES[use]}` : NAMES[use]
}

/** Whether readers come over https. */
export function isSecure(publicAddress: string | null): boolean {
  return publicAddress?.startsWith('https://') ?? false
}
