import type { Child } from 'hono/jsx'

import { LANGUAGES, LANGUAGE_TRAITS } from './language.ts'
import type { Language } from './language.ts'
import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** The same page in every language. */
export function Languages(props: { readonly reader: Reader }): Child {
  const { reader } = props
  return (
    <nav class="languages" aria-label={text(reader, 'layout.languages')}>
      {LANGUAGES.map((language: Language) => (
        <a
          href={reader.link(reader.here, { language })}
          lang={language}
          hreflang={language}
          aria-current={language === reader.language ? 'true' : undefined}
          aria-label={`${LANGUAGE_TRAITS[language].short}, ${LANGUAGE_TRAITS[language].name}`}
        >
          {LANGUAGE_TRAITS[language].short}
        </a>
      ))}
    </nav>
  )
}
