import { newId } from '#kit'
import {
  type AuthParts,
  noteAsked,
  type SendMail,
  takeConfirmation,
  type ToConfirm,
} from '#platform'
import { isLanguage, text, type Words } from '#ui'

import { faultOf } from './fault-of.ts'

/** What it takes to ask addresses whether messages may come. */
export interface Asking extends Pick<AuthParts, 'db' | 'clock'> {
  readonly words: Words
  /** The address under which readers find the record. */
  readonly address: string
  /** Null where no mail is sent. */
  readonly sendMail: SendMail | null
}

/** What came of asking: how many were asked, and a code for each that failed and is tried again. */
export interface Asked {
  readonly asked: number
  readonly failed: readonly string[]
}

/**
 * Asks every e-mail address that is due whether messages may come, by a link that works once. The message names
 * neither mission nor account: until it is confirmed, a stranger may be reading it.
 */
export async function askToConfirm(parts: Asking): Promise<Asked> {
  const { sendMail } = parts
  if (sendMail === null) return { asked: 0, failed: [] }
  let asked = 0
  const failed: string[] = []
  for (;;) {
    const due = await takeConfirmation(parts)
    if (due === undefined) return { asked, failed }
    try {
      await sendMail(messageFor(parts, due))
      await noteAsked(parts.db, due)
      asked += 1
    } catch (error) {
      failed.push(faultOf(error))
    }
  }
}

function messageFor({ words, address, clock }: Asking, { secret, ...due }: ToConfirm) {
  const language = isLanguage(due.language) ? due.language : 'en'
  const listener = { language, words }
  const link = `${address}/account/address/${secret}`
  const paragraphs = [
    text(listener, 'confirm.lead'),
    text(listener, 'confirm.link', { link }),
    text(listener, 'confirm.else'),
  ]
  return {
    id: newId(),
    to: due.address,
    subject: text(listener, 'confirm.subject'),
    text: `${paragraphs.join('\n\n')}\n`,
    sentAt: clock.now(),
    language,
  }
}
