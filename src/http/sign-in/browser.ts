import type { Context as Request } from 'hono'
import { setCookie } from 'hono/cookie'

import {
  browserName,
  type Browser,
  cookieIn,
  cookieName,
  type CookieUse,
  formTokenOf,
  isSecure,
  isSame,
  KNOWN_DAYS,
  newSecret,
} from '#platform'

import { signedInOf } from '../signed-in.ts'
import type { Site } from '../site.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Given with this very answer, so that it is given once. */
    formCookie: string | undefined
  }
}

const DAY_S = 86_400

/** What a cookie of ours holds; undefined where the browser has none, or two. */
export function cookieOf(site: Site, request: Request, use: CookieUse): string | undefined {
  return cookieIn(request.req.header('cookie'), cookieName(use, site.auth.settings.publicAddress))
}

/** Gives the browser a cookie; no script can read it and no other site's form sends it. */
export function giveCookie(site: Site, request: Request, use: CookieUse, value: string): void {
  const { publicAddress } = site.auth.settings
  setCookie(request, cookieName(use, publicAddress), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(publicAddress),
    ...(use === 'known' ? { maxAge: KNOWN_DAYS * DAY_S } : {}),
  })
}

/** Takes the cookie of the session from the browser. */
export function takeSessionCookie(site: Site, request: Request): void {
  const { publicAddress } = site.auth.settings
  setCookie(request, cookieName('session', publicAddress), '', {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(publicAddress),
    maxAge: 0,
  })
}

/** What sign-in is told of the browser. */
export function browserOf(site: Site, request: Request): Browser {
  return {
    name: browserName(request.req.header('user-agent')),
    known: cookieOf(site, request, 'known'),
    session: cookieOf(site, request, 'session'),
  }
}

/** The cookie by which a browser is known before anybody signs in; given where it has none. */
export function formCookieFor(site: Site, request: Request): string {
  const known = request.get('formCookie') ?? cookieOf(site, request, 'form')
  const cookie = known ?? newSecret()
  if (known === undefined) giveCookie(site, request, 'form', cookie)
  request.set('formCookie', cookie)
  return cookie
}

/** The token that forms drawn for this reader carry: of the session, else of a cookie made for it. */
export function formTokenFor(site: Site, request: Request): string {
  const own = signedInOf(request)?.csrf
  if (own !== undefined && own !== null) return own
  return formTokenOf(formCookieFor(site, request))
}

/** Whether a form that was sent is one that was drawn for this reader. */
export function isOwnForm(site: Site, request: Request, token: string): boolean {
  const own = signedInOf(request)?.csrf
  if (own !== undefined && own !== null) return isSame(token, own)
  const cookie = cookieOf(site, request, 'form')
  return cookie !== undefined && isSame(token, formTokenOf(cookie))
}
