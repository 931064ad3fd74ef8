import { once } from 'node:events'

import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

import { RefusedError } from '#platform'

/** Others reach this machine through a proxy that ends their TLS here; nothing listens to them directly. */
const HOST = '127.0.0.1'
/** How long requests under way may take once the server is told to stop. */
const GRACE_MS = 3000

/** A server that listens. */
export interface Listening {
  readonly port: number
  /** Lets requests under way finish, and then no more. */
  close(): Promise<void>
}

/** Listens on this machine's own address; port 0 takes any that is free. A refusal names the variable. */
export async function listen(app: Hono, port: number, variable = 'PORT'): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(port, HOST)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw refusal(error, port, variable)
  }
  const address = server.address()
  return {
    port: address === null || typeof address === 'string' ? port : address.port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      const timer = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections()
      }, GRACE_MS)
      await closed
      clearTimeout(timer)
    },
  }
}

function refusal(error: unknown, port: number, variable: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new RefusedError(
      'conflict',
      'serve.port_taken',
      `Port ${port} of this machine is taken by another program; stop that one, or set ${variable} to another port.`,
      { cause: error },
    )
  }
  if (code !== 'EACCES') return error
  return new RefusedError(
    'forbidden',
    'serve.port_forbidden',
    `This user may not listen on port ${port}; set ${variable} to one from 1024 on.`,
    { cause: error },
  )
}
