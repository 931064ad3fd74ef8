import type { Hono } from 'hono'

import type { Rule } from './questions.ts'
import { MIDDLEWARE, ROUTES } from './routes.ts'

/** A route as it is registered, with the rule that it is declared under. */
export interface RegisteredRoute {
  /** `GET /m/:mission/claims/:id`. */
  readonly name: string
  readonly path: string
  readonly rule: Rule | undefined
}

/** Every route that is registered, each with its rule; undefined where none is declared. */
export function routesOf(app: Hono): readonly RegisteredRoute[] {
  const registered = new Map(
    app.routes.map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  )
  return [...registered]
    .filter(([name]) => !MIDDLEWARE.has(name))
    .map(([name, { path }]) => ({ name, path, rule: ROUTES[nameIn(name)] }))
}

/** The name under which a route is declared: its own, or that of a family. */
export function nameIn(route: string): string {
  if (route in ROUTES) return route
  return (
    Object.keys(ROUTES).find((name) => name.endsWith('*') && route.startsWith(name.slice(0, -1))) ??
    route
  )
}
