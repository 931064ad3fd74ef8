import { RefusedError } from '../errors.ts'
import type { MailSettings } from './mailer.ts'
import { isNetwork } from './networks.ts'

/** What the environment decides about telling people of what waits for them. */
export interface NoticeSettings {
  /** Null where no mail is sent. */
  readonly mail: MailSettings | null
  /** Networks beside the public internet that webhooks may reach. */
  readonly networks: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

const PORTS: Readonly<Record<string, number>> = { 'smtps:': 465, 'smtp:': 587 }

/** Reads `ROLLCALL_SMTP`, `ROLLCALL_MAIL_FROM` and `ROLLCALL_WEBHOOK_NETWORKS`; a wrong value is refused. */
export function readNoticeSettings(environment: Environment): NoticeSettings {
  return {
    mail: readMail(
      written(environment, 'ROLLCALL_SMTP'),
      written(environment, 'ROLLCALL_MAIL_FROM'),
    ),
    networks: readNetworks(written(environment, 'ROLLCALL_WEBHOOK_NETWORKS')),
  }
}

function readMail(server: string, from: string): MailSettings | null {
  if (server === '' && from === '') return null
  const url = readServer(server)
  const user = decodeURIComponent(url.username)
  return {
    host: url.hostname,
    port: url.port === '' ? (PORTS[url.protocol] ?? 0) : Number(url.port),
    security: securityOf(url),
    user: user === '' ? null : user,
    password: user === '' ? null : decodeURIComponent(url.password),
    from: readSender(from),
  }
}

function readServer(server: string): URL {
  const url = URL.canParse(server) ? new URL(server) : null
  if (url !== null && url.hostname !== '' && url.protocol in PORTS) return url
  throw new RefusedError(
    'incorrect',
    'config.smtp',
    'ROLLCALL_SMTP is no mail server; write smtp://user:password@mail.example.org:587 or smtps://…, or leave it and ROLLCALL_MAIL_FROM out.',
  )
}

function readSender(from: string): string {
  if (/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from)) return from
  throw new RefusedError(
    'incorrect',
    'config.mail_from',
    'ROLLCALL_MAIL_FROM does not say who sends mail; write Rollcall <rollcall@example.org>.',
  )
}

/** Mail leaves this machine encrypted or not at all. */
function securityOf({ protocol, hostname }: URL): MailSettings['security'] {
  if (protocol === 'smtps:') return 'tls'
  return hostname === '127.0.0.1' || hostname === 'localhost' ? 'none' : 'starttls'
}

function readNetworks(text: string): readonly string[] {
  const networks = text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
  const wrong = networks.find((one) => !isNetwork(one))
  if (wrong === undefined) return networks
  throw new RefusedError(
    'incorrect',
    'config.webhook_networks',
    `ROLLCALL_WEBHOOK_NETWORKS names "${wrong}", which is no network; write networks such as 10.1.0.0/16, with commas between.`,
  )
}

function written(environment: Environment, name: string): string {
  return environment[name]?.trim() ?? ''
}
