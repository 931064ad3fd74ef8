/** Where mail is handed over, and as whom. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `starttls` before anything is said, `none` on this machine alone. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user: string | null
  readonly password: string | null
  /** `Rollcall <rollcall@example.org>`. */
  readonly from: string
}

/** A message, plain text. */
export interface Mail {
  /** The same for every try, so that whoever gets it twice can tell. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly sentAt: string
  readonly language: string
}

/** Hands over a message; throws where the server did not take it. */
export type SendMail = (mail: Mail) => Promise<void>

const PATIENCE_MS = 20_000

/** Opens the way to a mail server; each message has a connection of its own. */
export function openMailer(settings: MailSettings): SendMail {
  const domain = /@([^\s>]+)>?\s*$/.exec(settings.from)?.[1] ?? 'localhost'
  return async ({ id, to, subject, text, sentAt, language }) => {
    // Read only here: most commands never send a message.
    const { createTransport } = await import('nodemailer')
    await createTransport(transportOf(settings)).sendMail({
      from: settings.from,
      to: { name: '', address: to },
      subject,
      text,
      date: new Date(sentAt),
      messageId: `<${id}@${domain}>`,
      // Nobody's out-of-office answers a machine (RFC 3834 §5).
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    })
  }
}

function transportOf({ host, port, security, user, password }: MailSettings) {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
