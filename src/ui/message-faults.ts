import { IntlMessageFormat } from 'intl-messageformat'

import { LANGUAGES, LANGUAGE_TRAITS } from './language.ts'
import type { Language } from './language.ts'
import type { Messages } from './words.ts'

/**
 * What is wrong inside the messages of one part, one sentence each: a parameter that one language
 * has and another lacks, or a plural without a form that the language can pick. For the tests of
 * whoever writes messages. Parameters named `…Kind` choose between forms of words and may be used by
 * one language alone.
 */
export function messageFaults(messages: Messages): readonly string[] {
  return Object.keys(messages.en).flatMap((key) =>
    LANGUAGES.flatMap((language) => {
      const message = messages[language][key]
      if (message === undefined) return [`"${key}" has no words in ${language}: add them.`]
      const expected = parametersOf(messages.en[key] ?? '', 'en')
      const given = parametersOf(message, language)
      return [
        ...unlike(expected, given).map((name) => `"${key}" has no {${name}} in ${language}.`),
        ...unlike(given, expected).map((name) => `"${key}" has {${name}} only in ${language}.`),
        ...missingForms(message, language).map(
          (form) => `"${key}" has a plural without "${form}" in ${language}.`,
        ),
      ]
    }),
  )
}

/** One element of a parsed message, as far as the checks need it. */
interface Element {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>
  readonly children?: readonly Element[]
}

const LITERAL = 0
const PLURAL = 6

function parametersOf(message: string, language: Language): ReadonlySet<string> {
  const names = elementsOf(message, language)
    .filter((element) => element.type !== LITERAL && typeof element.value === 'string')
    .map((element) => String(element.value))
  return new Set(names.filter((name) => !name.endsWith('Kind')))
}

function missingForms(message: string, language: Language): readonly string[] {
  const { pluralCategories } = new Intl.PluralRules(
    LANGUAGE_TRAITS[language].locale,
  ).resolvedOptions()
  return elementsOf(message, language)
    .filter((element) => element.type === PLURAL)
    .flatMap((plural) => pluralCategories.filter((form) => plural.options?.[form] === undefined))
}

function elementsOf(message: string, language: Language): readonly Element[] {
  const parsed = new IntlMessageFormat(message, LANGUAGE_TRAITS[language].locale)
  return flatten(parsed.getAst())
}

function flatten(elements: readonly Element[]): readonly Element[] {
  return elements.flatMap((element) => [
    element,
    ...flatten(element.children ?? []),
    ...Object.values(element.options ?? {}).flatMap((option) => flatten(option.value)),
  ])
}

function unlike(these: ReadonlySet<string>, those: ReadonlySet<string>): readonly string[] {
  return [...these].filter((name) => !those.has(name))
}
