import type { Hono } from 'hono'
import { generateSync } from 'otplib'

/** A browser of a test: keeps its cookies, sends forms as they were drawn for it. */
export interface Visitor {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Opens the page with the form, then sends the form with the token that was drawn into it. */
  send(form: FormAt, values: Readonly<Record<string, string>>): Promise<Response>
  /** Sends a form that this browser never opened. */
  post(
    path: string,
    values: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  /** The token of a form on a page. */
  tokenOn(path: string): Promise<string>
}

/** A form: the page that it stands on and where it is sent, where that is elsewhere. */
export interface FormAt {
  readonly on: string
  readonly to?: string
}

const TOKEN = /name="csrf" value="([^"]+)"/

/** Opens a browser at a network address. */
export function visitorAt(
  app: Hono,
  origin = 'http://127.0.0.1:8080',
  address = '127.0.0.1',
): Visitor {
  const cookies = new Map<string, string>()
  const env = { incoming: { socket: { remoteAddress: address } } }
  const ask = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0 && !headers.has('cookie')) headers.set('cookie', headerOf(cookies))
    const answer = await app.request(`${origin}${path}`, { ...init, headers }, env)
    for (const line of answer.headers.getSetCookie()) keep(cookies, line)
    return answer
  }
  const visitor: Visitor = {
    cookies,
    get: async (path, headers = {}) => ask(path, { headers }),
    post: async (path, values, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(values).toString(),
      }),
    send: async ({ on, to = on }, values) =>
      visitor.post(to, { csrf: await visitor.tokenOn(on), ...values }),
    async tokenOn(path) {
      const page = await (await visitor.get(path)).text()
      const token = TOKEN.exec(page)?.[1]
      if (token === undefined) throw new Error(`No form stands on ${path}: ${page.slice(0, 600)}`)
      return token
    },
  }
  return visitor
}

/** The six digits that an authenticator app shows at an instant. */
export function codeAt(secret: string, instant: string): string {
  return generateSync({ secret, epoch: Math.floor(Date.parse(instant) / 1000) })
}

function headerOf(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim())
  const [name = '', value = ''] = pair.split('=', 2)
  if (rest.some((part) => part.toLowerCase() === 'max-age=0')) cookies.delete(name)
  else cookies.set(name, value)
}
