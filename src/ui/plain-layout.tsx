import type { Child } from 'hono/jsx'

import { AccountLink } from './account-link.tsx'
import { BrandMark } from './brand-mark.tsx'
import { Languages } from './languages.tsx'
import { HeadOf } from './layout.tsx'
import type { Site } from './layout.tsx'
import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** A page that belongs to no mission: signing in, one's account, the accounts of others. */
export interface PlainLayoutProps {
  readonly reader: Reader
  readonly site: Pick<Site, 'assets' | 'typeface'>
  readonly title: string
  /** Where the page's own script is, on the few pages that have one. */
  readonly script?: string
  /** What stands beside each other in the header, for whoever signed in. */
  readonly navigation: readonly { readonly href: string; readonly label: string }[]
  readonly children: Child
}

/** The page around what belongs to no mission: no dates to ask about, no sources. */
export function PlainLayout(props: PlainLayoutProps): Child {
  const { reader, site } = props
  const title = text(reader, 'layout.plain-title', { page: props.title })
  return (
    <html lang={reader.language}>
      <HeadOf
        site={site}
        title={title}
        description={text(reader, 'layout.rule')}
        script={props.script}
      />
      <body>
        <a class="skip" href="#main">
          {text(reader, 'layout.skip')}
        </a>
        <header class="site">
          <div class="wrap top">
            <a class="brand" href={reader.link('/')}>
              <BrandMark />
              {text(reader, 'layout.name')}
            </a>
            <span class="aside" />
            <Languages reader={reader} />
            {reader.account === null ? null : <AccountLink reader={reader} />}
          </div>
          <PlainNavigation {...props} />
        </header>
        <main id="main" class="wrap" tabindex={-1}>
          {props.children}
        </main>
        <footer>
          <div class="wrap">
            <p>{text(reader, 'layout.rule')}</p>
          </div>
        </footer>
      </body>
    </html>
  )
}

function PlainNavigation(props: PlainLayoutProps): Child {
  const { reader, navigation } = props
  if (navigation.length === 0) return null
  return (
    <nav class="wrap main" aria-label={text(reader, 'layout.main')}>
      {navigation.map((item) => (
        <a
          href={reader.link(item.href)}
          aria-current={item.href === reader.here ? 'page' : undefined}
        >
          {item.label}
        </a>
      ))}
    </nav>
  )
}
