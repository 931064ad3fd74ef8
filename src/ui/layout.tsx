import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'

import { AccountLink } from './account-link.tsx'
import { AsOfBar, KeptFields } from './as-of-bar.tsx'
import type { AssetAddresses, Typeface } from './assets.ts'
import { BrandMark } from './brand-mark.tsx'
import { Footer } from './footer.tsx'
import { LANGUAGE_TRAITS } from './language.ts'
import { Languages } from './languages.tsx'
import type { Reader } from './reader.ts'
import { Sources } from './sources.tsx'
import type { ShownSource } from './sources.tsx'
import { StillBar } from './still-bar.tsx'
import type { Still } from './still-bar.tsx'
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
  /** Feeds of this page's matter, for feed readers to find. */
  readonly feeds: readonly NavigationItem[]
  /** What the footer leads to: feed, downloads, how to verify. */
  readonly about: readonly NavigationItem[]
  /** Null on the live record; on a still copy nothing can be asked. */
  readonly still: Still | null
  /** Whether the page is one of a mission, or of the record that holds them all. */
  readonly within: 'mission' | 'record'
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
        <AskingBar {...props} />
        <main id="main" class="wrap" tabindex={-1}>
          <Trail reader={reader} trail={props.trail ?? []} title={props.title} />
          {props.children}
          <Sources
            reader={reader}
            sources={props.sources ?? new Map()}
            later={props.site.still === null ? 'linked' : 'named'}
          />
        </main>
        <Footer reader={reader} site={props.site} />
      </body>
    </html>
  )
}

/** Dates are asked of a mission; a still copy has none to choose. */
function AskingBar({ reader, site }: LayoutProps): Child {
  if (site.still !== null)
    return <StillBar reader={reader} still={site.still} within={site.within} />
  return site.within === 'mission' ? <AsOfBar reader={reader} /> : null
}

function Head(props: LayoutProps): Child {
  const { reader, site, title } = props
  const page =
    site.within === 'record'
      ? title
      : text(reader, 'layout.title', { page: title, mission: reader.mission.title })
  return (
    <HeadOf site={site} title={page} description={props.description ?? text(reader, 'layout.rule')}>
      {site.feeds.map(({ path, label }) => (
        <link
          rel="alternate"
          type="application/atom+xml"
          title={label}
          href={feedLink(reader, path)}
        />
      ))}
    </HeadOf>
  )
}

/** What browsers are told about a page before they draw it. */
export function HeadOf(props: {
  readonly site: Pick<Site, 'assets' | 'typeface'>
  readonly title: string
  readonly description: string
  /** A script of our own, on the few pages that have one. */
  readonly script?: string | undefined
  /** What else is said of the page, such as its feeds. */
  readonly children?: Child
}): Child {
  const { site } = props
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{props.title}</title>
      <meta name="description" content={props.description} />
      <link rel="icon" href={site.assets.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={site.assets.style} />
      {props.children}
      {site.typeface === 'web' ? <link rel="stylesheet" href={site.assets.typeface} /> : null}
      {props.script === undefined ? null : <script src={props.script} defer />}
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
        {site.within === 'record' ? null : (
          <a class="mission recorded" href={reader.link('')}>
            {reader.mission.title}
          </a>
        )}
        {site.still === null && site.within === 'mission' ? <Search reader={reader} /> : null}
        <Languages reader={reader} />
        {site.still === null ? <AccountLink reader={reader} /> : null}
        {site.navigation.length === 0 ? null : <MenuButton reader={reader} />}
      </div>
      {site.navigation.length === 0 ? null : <Navigation {...props} />}
    </header>
  )
}

function MenuButton({ reader }: { readonly reader: Reader }): Child {
  return (
    <button type="button" class="narrow-only menu" popovertarget="navigation">
      {text(reader, 'layout.menu')}
    </button>
  )
}

function Navigation(props: {
  readonly reader: Reader
  readonly site: Site
  readonly section: string | undefined
}): Child {
  const { reader, site } = props
  return (
    <nav class="wrap main" id="navigation" popover="auto" aria-label={text(reader, 'layout.main')}>
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

/** A feed is followed for years, so it speaks one language and is not tied to the dates of a page. */
function feedLink(reader: Reader, path: string): string {
  return reader.link(path, { ...NOWHERE, language: reader.language })
}
