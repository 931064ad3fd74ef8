import { LANGUAGES, text } from '#ui'

import type { Dossier, Member } from './dossier.ts'

/** What to read first, in every language, and whose what is. */
export const README_MEMBERS: readonly Member[] = [
  written('README.txt', 'download.readme'),
  written('LICENCE.txt', 'download.licence'),
]

function written(name: string, key: string): Member {
  return {
    name,
    mediaType: 'text/plain; charset=utf-8',
    about: `download.about.${name}`,
    async *chunks(dossier) {
      yield LANGUAGES.map((language) => paragraphs(dossier, language, key)).join('\n\n')
    },
  }
}

function paragraphs(
  { site, at, title, ctx }: Dossier,
  language: (typeof LANGUAGES)[number],
  key: string,
): string {
  const words = text({ words: site.words, language }, key, {
    title,
    mission: ctx.mission,
    seq: String(at.recordAt.seq),
    at: at.recordAt.at,
    validOn: at.validOn,
    knownAt: at.knownAt,
  })
  return `${words}\n`
}
