/** The languages that pages are written in. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** How one language names and writes itself. */
export interface LanguageTraits {
  /** Its own name, for whoever reads it. */
  readonly name: string
  readonly short: string
  /** What `Intl` and ICU messages are asked in. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  /** Own month names, January first, where `Intl` has none; null where it has. */
  readonly months: readonly string[] | null
  /** How the first day of a month is written, where it differs from the other days. */
  readonly firstOfMonth: string | null
  /** How "110 million" is tied to a currency's name ("de dollars"); null where symbols are used instead of names. */
  readonly ofCurrency: ((name: string) => string) | null
}

/**
 * Traits by language. Haitian Creole, Spanish and Swahili take a line each. Haitian Creole is in no
 * ICU build and `Intl` answers for it in en-US without a word, so its line has the locale `fr-HT`
 * and its own months (janvye … desanm).
 */
export const LANGUAGE_TRAITS: Readonly<Record<Language, LanguageTraits>> = {
  en: {
    name: 'English',
    short: 'EN',
    locale: 'en-GB',
    direction: 'ltr',
    months: null,
    firstOfMonth: null,
    ofCurrency: null,
  },
  fr: {
    name: 'Français',
    short: 'FR',
    locale: 'fr-FR',
    direction: 'ltr',
    months: null,
    firstOfMonth: '1er',
    ofCurrency: (name) => (/^[aeiouyéèêîô]/iu.test(name) ? `d’${name}` : `de ${name}`),
  },
}

/** Whether a text names a language that pages are written in. */
export function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/**
 * The language to answer in, from an `Accept-Language` header; English where none of it is known.
 * The order of the header decides: browsers send it by preference.
 */
export function languageFor(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((part) => isLanguage(part))
  return wanted !== undefined && isLanguage(wanted) ? wanted : 'en'
}
