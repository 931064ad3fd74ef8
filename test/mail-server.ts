import { SMTPServer } from 'smtp-server'

/** A message as it reached a mail server. */
export interface Received {
  readonly to: readonly string[]
  readonly text: string
}

/** A mail server of a test, on this machine. */
export interface MailServer {
  readonly port: number
  readonly received: Received[]
  /** From now on it turns messages away. */
  refuse(isRefusing: 'refusing' | 'taking'): void
  close(): Promise<void>
}

/** Opens a mail server that takes every message, or none. */
export async function openMailServer(): Promise<MailServer> {
  const received: Received[] = []
  let isRefusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (isRefusing) {
          done(Object.assign(new Error('Not now.'), { responseCode: 451 }))
          return
        }
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ to, text: readable(Buffer.concat(chunks).toString()) })
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await new Promise<void>((resolve) => {
    listening.once('listening', resolve)
  })
  const address = listening.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    refuse: (what) => {
      isRefusing = what === 'refusing'
    },
    close: async () =>
      new Promise((resolve) => {
        server.close(resolve)
      }),
  }
}

/** Undoes quoted-printable (RFC 2045 §6.7), for messages that are plain text. */
function readable(message: string): string {
  const joined = message.replaceAll('=\r\n', '')
  return joined.replaceAll(/(?:=[0-9A-F]{2})+/g, (octets) =>
    Buffer.from(octets.replaceAll('=', ''), 'hex').toString(),
  )
}
