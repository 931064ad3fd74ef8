import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'

import { AsOfBar, KeptFields } from './as-of-bar.tsx'
import type { AssetAddresses, Typeface } from './assets.ts'
import { formatInstant } from './format-day.ts'
import { formatNumber } from './format-number.ts'
import { LANGUAGES, LANGUAGE_TRAITS } from './language.ts'
import type { Language } from './language.ts'
import type { Reader } from './reader.ts'
import { Sources } from './sources.tsx'
import type { ShownSource } from './sources.tsx'
import { text } from './words.ts'

/** One item of the navigation: a path inside the mission and its name in the reader's words. */
export interface NavigationItem {
  readonly path: string
  readonly label: string
}

/** What the server knows that is the same for all pages of a request. */
export interface Site {
  readonly assets: AssetAddresses
  readonly typeface: Typeface
  readonly navigation: readonly NavigationItem[]
  /** What the header offers on the far side, such as recording a claim; null where there is nothing to do. */
  readonly action: NavigationItem | null
}

const NOWHERE = { validOn: null, knownAt: null, recordAt: null, language: null } as const

/** A whole page: everything around what it says. */
export interface LayoutProps {
  readonly reader: Reader
  readonly site: Site
  readonly title: string
  /** One sentence for search engines and shared links. */
  readonly description?: string
  /** From the overview down to, and without, the page itself. */
  readonly trail?: readonly NavigationItem[]
  /** The navigation item to mark: the page's own path or that of the section it lies in. */
  readonly section?: string
  /** Who said each footnoted claim, looked up after the body was drawn. */
  readonly sources?: ReadonlyMap<string, ShownSource>
  readonly children: Child
}

/**
 * Draws the body of a page to text. Do this before drawing the `Layout`: afterwards
 * `reader.notes.claims()` names every claim whose source has to be looked up.
 */
export async function drawBody(body: Child | Promise<Child>): Promise<HtmlEscapedString> {
  return raw(await draw(await body))
}

/** Draws a whole page to the text that is sent. */
export async function drawPage(page: Child): Promise<string> {
  return `<!doctype html>${await draw(page)}`
}

async function draw(child: Child): Promise<string> {
  return (await html`${child}`).toString()
}

/** The page around its content: header, navigation, as-of bar, breadcrumb, sources, footer. */
export function Layout(props: LayoutProps): Child {
  const { reader } = props
  const traits = LANGUAGE_TRAITS[reader.language]
  return (
    <html lang={reader.language} dir={traits.direction}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {text(reader, 'layout.skip')}
        </a>
        <Header reader={reader} site={props.site} section={props.section} />
        <AsOfBar reader={reader} />
        <main id="main" class="wrap" tabindex={-1}>
          <Trail reader={reader} trail={props.trail ?? []} title={props.title} />
          {props.children}
          <Sources reader={reader} sources={props.sources ?? new Map()} />
        </main>
        <Footer reader={reader} />
      </body>
    </html>
  )
}

function Head(props: LayoutProps): Child {
  const { reader, site, title } = props
  const page = text(reader, 'layout.title', { page: title, mission: reader.mission.title })
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{page}</title>
      <meta name="description" content={props.description ?? text(reader, 'layout.rule')} />
      <link rel="icon" href={site.assets.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={site.assets.style} />
      {site.typeface === 'web' ? <link rel="stylesheet" href={site.assets.typeface} /> : null}
    </head>
  )
}

function Header(props: {
  readonly reader: Reader
  readonly site: Site
  readonly section: string | undefined
}): Child {
  const { reader, site } = props
  return (
    <header class="site">
      <div class="wrap top">
        <a class="brand" href={reader.link('/')}>
          <BrandMark />
          {text(reader, 'layout.name')}
        </a>
        <a class="mission recorded" href={reader.link('')}>
          {reader.mission.title}
        </a>
        <Search reader={reader} />
        <Languages reader={reader} />
        <button type="button" class="narrow-only menu" popovertarget="navigation">
          {text(reader, 'layout.menu')}
        </button>
      </div>
      <nav
        class="wrap main"
        id="navigation"
        popover="auto"
        aria-label={text(reader, 'layout.main')}
      >
        {site.navigation.map((item) => (
          <a href={reader.link(item.path)} aria-current={currentness(props, item.path)}>
            {item.label}
          </a>
        ))}
        {site.action === null ? null : (
          <a class="add" href={reader.link(site.action.path)}>
            {site.action.label}
          </a>
        )}
      </nav>
    </header>
  )
}

function currentness(
  props: { readonly reader: Reader; readonly section: string | undefined },
  path: string,
): 'page' | 'true' | undefined {
  const { reader } = props
  const [place = ''] = reader.here.split('?', 1)
  if (reader.link(path, NOWHERE) === reader.link(place, NOWHERE)) return 'page'
  return path === props.section ? 'true' : undefined
}

function Search(props: { readonly reader: Reader }): Child {
  const { reader } = props
  return (
    <search class="find">
      <form method="get" action={reader.link('search', NOWHERE)}>
        <KeptFields reader={reader} />
        <label class="vh" for="q">
          {text(reader, 'layout.search')}
        </label>
        <input id="q" name="q" type="search" placeholder={text(reader, 'layout.search')} />
        <button>{text(reader, 'layout.search.go')}</button>
      </form>
    </search>
  )
}

function Languages(props: { readonly reader: Reader }): Child {
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

function Trail(props: {
  readonly reader: Reader
  readonly trail: readonly NavigationItem[]
  readonly title: string
}): Child {
  if (props.trail.length === 0) return null
  return (
    <nav class="trail" aria-label={text(props.reader, 'layout.breadcrumb')}>
      <ol>
        {props.trail.map((item) => (
          <li>
            <a href={props.reader.link(item.path)}>{item.label}</a>
          </li>
        ))}
        <li aria-current="page">{props.title}</li>
      </ol>
    </nav>
  )
}

function Footer(props: { readonly reader: Reader }): Child {
  const { reader } = props
  const { seq, at, root } = reader.asking.recordAt
  const state = {
    seq: formatNumber(reader, seq),
    instant: formatInstant(reader, at),
    root: root.slice(0, SHOWN_OF_ROOT),
  }
  return (
    <footer>
      <div class="wrap">
        <p>{text(reader, 'layout.rule')}</p>
        <p class="record-state">
          <a href={reader.link('log')}>{text(reader, 'layout.state', state)}</a>
          <br />
          <a href={reader.link('verify')}>{text(reader, 'layout.verify')}</a>
          <br />
          {text(reader, 'layout.local-only')}
        </p>
      </div>
    </footer>
  )
}

/** Enough to compare by eye; the page behind it has the whole. */
const SHOWN_OF_ROOT = 12

function BrandMark(): Child {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path d="M3 3h22v22H3z" fill="none" stroke="currentColor" stroke-width="2" />
      <path d="M8 9h12M8 14h12M8 19h7" stroke="currentColor" stroke-width="2" />
    </svg>
  )
}
