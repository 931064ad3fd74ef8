import { newId } from '#kit'
import type { Actor, Instant } from '#kit'

import type { AuthParts } from './parts.ts'

/** Everything that is noted; `docs/how-to/sign-in.md` says what each means. */
export const AUDIT_EVENTS = [
  'account.disabled',
  'account.enabled',
  'account.invited',
  'account.made',
  'account.reset',
  'grant.given',
  'grant.taken',
  'identity.linked',
  'link.made',
  'notice.confirmed',
  'notice.removed',
  'notice.set',
  'passkey.added',
  'passkey.removed',
  'password.changed',
  'read',
  'recovery.made',
  'recovery.used',
  'session.revoked',
  'sign_in',
  'sign_in.refused',
  'sign_out',
  'token.made',
  'token.revoked',
  'totp.removed',
  'totp.set',
] as const
export type AuditEvent = (typeof AUDIT_EVENTS)[number]

/** What happened, before it is noted. Never a password, a code, a secret or an unknown name. */
export interface Noted {
  readonly event: AuditEvent
  /** An account's id, `local` on the command line, null where nobody was signed in. */
  readonly actor: string | null
  /** The account that it happened to. */
  readonly account: string | null
  readonly mission: string | null
  readonly detail: Readonly<Record<string, string | number | null | readonly string[]>>
}

/** One line of the audit. */
export interface AuditLine extends Omit<Noted, 'detail'> {
  readonly id: string
  readonly at: Instant
  /** What belongs to the event, as JSON. */
  readonly detail: string
  readonly actorName: string | null
  readonly accountName: string | null
}

/** Which lines of the audit are asked for. */
export interface AuditQuestion {
  /** Of these missions, and what concerns accounts with a role in them or none at all; null for everything. */
  readonly missions: readonly string[] | null
  readonly event: AuditEvent | null
  /** The id of the last line of the page before. */
  readonly before: string | null
  readonly limit: number
}

/** Notes what happened; nothing can take it back. */
export async function note({ db, clock }: AuthParts, noted: Noted): Promise<void> {
  const { event, actor, account, mission, detail } = noted
  await db.run(NOTE, [newId(), clock.now(), event, actor, account, mission, JSON.stringify(detail)])
}

/** A look at what is not public. */
export interface RestrictedRead {
  readonly actor: Pick<Actor, 'id'>
  readonly mission: string
  /** The route, never the address: an address names questions. */
  readonly route: string
  /** The entries that were shown. */
  readonly entries: readonly string[]
}

/** Notes that somebody was shown entries that are not public. */
export async function noteRead(parts: AuthParts, read: RestrictedRead): Promise<void> {
  const { actor, mission, route, entries } = read
  await note(parts, {
    event: 'read',
    actor: actor.id,
    account: null,
    mission,
    detail: { route, entries },
  })
}

/** Lines of the audit, the latest first. */
export async function readAudit(
  { db }: Pick<AuthParts, 'db'>,
  { missions, event, before, limit }: AuditQuestion,
): Promise<readonly AuditLine[]> {
  return db.run<AuditLine>(LINES, [missions, event, before, limit])
}

const NOTE = {
  name: 'auth-note',
  text: `INSERT INTO platform.audit (id, at, event, actor, account, mission, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
}

const LINES = {
  name: 'auth-audit-lines',
  text: `SELECT a.id, a.at, a.event, a.actor, a.account, a.mission, a.detail,
      doer.shown_name AS "actorName", whom.shown_name AS "accountName"
    FROM platform.audit a
    LEFT JOIN platform.account doer ON doer.account::text = a.actor
    LEFT JOIN platform.account whom ON whom.account = a.account
    WHERE ($1::text[] IS NULL OR a.mission = ANY ($1) OR (a.mission IS NULL AND (a.account IS NULL OR EXISTS (
        SELECT FROM platform.account_grant g WHERE g.account = a.account AND g.mission = ANY ($1)))))
      AND ($2::text IS NULL OR a.event = $2)
      AND ($3::uuid IS NULL OR (a.at, a.id) < (SELECT at, id FROM platform.audit WHERE id = $3))
    ORDER BY a.at DESC, a.id DESC LIMIT $4`,
}
