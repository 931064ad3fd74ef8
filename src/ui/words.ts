import { IntlMessageFormat } from 'intl-messageformat'

import { LANGUAGES, LANGUAGE_TRAITS } from './language.ts'
import type { Language } from './language.ts'

/** ICU messages by key, in every language. */
export type Messages = Readonly<Record<Language, Readonly<Record<string, string>>>>

/** What a plain message may be filled with. */
export type Params = Readonly<Record<string, string | number>>

/** All the words of the running system. */
export interface Words {
  /** The parsed message; throws where no message has this key. */
  message(language: Language, key: string): IntlMessageFormat
  has(key: string): boolean
}

/** Whoever is spoken to: enough to pick words and write numbers. */
export interface Listener {
  readonly language: Language
  readonly words: Words
}

/** The words for a key in the reader's language. */
export function text(listener: Listener, key: string, params: Params = {}): string {
  return String(listener.words.message(listener.language, key).format({ ...params }))
}

/** Merges the messages of all parts; throws with every fault named where a key is double or missing. */
export function makeWords(parts: readonly Messages[]): Words {
  const faults = wordFaults(parts)
  if (faults.length > 0) throw new Error(`The messages do not fit together. ${faults.join(' ')}`)
  const merged = new Map(LANGUAGES.map((language) => [language, mergeOne(parts, language)]))
  const parsed = new Map<string, IntlMessageFormat>()
  return {
    has: (key) => merged.get('en')?.has(key) ?? false,
    message(language, key) {
      const slot = `${language} ${key}`
      const known = parsed.get(slot)
      if (known !== undefined) return known
      const source = merged.get(language)?.get(key)
      if (source === undefined) {
        throw new Error(`No message has the key "${key}". Add it to locales/ in every language.`)
      }
      const message = new IntlMessageFormat(source, LANGUAGE_TRAITS[language].locale)
      parsed.set(slot, message)
      return message
    },
  }
}

/** What is wrong with messages that are to be merged, one sentence each: keys given twice, keys missing in a language. */
export function wordFaults(parts: readonly Messages[]): readonly string[] {
  const all = new Set(parts.flatMap((part) => LANGUAGES.flatMap((one) => Object.keys(part[one]))))
  return LANGUAGES.flatMap((language) => {
    const keys = parts.flatMap((part) => Object.keys(part[language]))
    const given = new Set(keys)
    const double = keys.filter((key, place) => keys.indexOf(key) !== place)
    const missing = [...all].filter((key) => !given.has(key))
    return [
      ...double.map((key) => `"${key}" is given twice in ${language}: rename one of them.`),
      ...missing.map((key) => `"${key}" has no words in ${language}: add them.`),
    ]
  })
}

function mergeOne(parts: readonly Messages[], language: Language): ReadonlyMap<string, string> {
  return new Map(parts.flatMap((part) => Object.entries(part[language])))
}
