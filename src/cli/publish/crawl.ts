import { Readable } from 'node:stream'

import type { Progress } from '#platform'
import { type Listener, text } from '#ui'

import type { Portal } from '../command.ts'
import type { CopyFolder } from './copy-folder.ts'
import { rewritePage, rewriteStyle, rewriteXml } from './rewrite.ts'
import type { Rewriting } from './rewrite.ts'
import { aimOf } from './target.ts'
import type { Scope, Target } from './target.ts'

/** What is copied, from where and to where. */
export interface Crawl {
  readonly portal: Portal
  readonly scope: Scope
  readonly folder: CopyFolder
  readonly words: Listener['words']
}

/** Copies the front page in every language and all that can be reached from it. */
export async function crawl(work: Crawl, progress: Progress): Promise<void> {
  const { scope } = work
  const found = new Map<string, Target>()
  const note = (language: string, link: string) => {
    const aim = aimOf(scope, link, language)
    if (aim.leads === 'inside' && !found.has(aim.target.file)) {
      found.set(aim.target.file, aim.target)
    }
    return aim
  }
  for (const language of scope.languages) note(language, '/')
  let done = 0
  // A map goes on to what is added while it is walked.
  for (const target of found.values()) {
    await copy(work, target, note)
    done += 1
    progress.step(done, found.size)
  }
}

type Note = (language: string, link: string) => ReturnType<typeof aimOf>

async function copy({ portal, folder, words }: Crawl, target: Target, note: Note): Promise<void> {
  const answer = await portal(target.address)
  if (answer.status !== 200 || answer.body === null) {
    throw new Error(`${target.address} answers ${answer.status}, and a page leads there.`)
  }
  const type = (answer.headers.get('content-type') ?? '').split(';', 1)[0] ?? ''
  const rewrite = target.file.startsWith('files/') ? undefined : REWRITE.get(type)
  if (rewrite === undefined) {
    await folder.put(target.file, Readable.fromWeb(answer.body))
    return
  }
  const content = await answer.text()
  const language = /(?:<html|xml:)[^>]*?lang="([a-z]+)"/.exec(content)?.[1] ?? 'en'
  const rewriting = {
    file: target.file,
    aim: (link: string) => note(language, link),
    instead: text({ words, language: language === 'fr' ? 'fr' : 'en' }, 'still.elsewhere'),
  }
  await folder.put(target.file, rewrite(content, rewriting))
}

const REWRITE: ReadonlyMap<string, (content: string, rewriting: Rewriting) => string> = new Map([
  ['text/html', rewritePage],
  ['application/atom+xml', rewriteXml],
  ['text/css', rewriteStyle],
])
