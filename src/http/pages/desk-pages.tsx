import type { Child } from 'hono/jsx'

import type { Desk } from '#desk-kit'
import { RefusedError } from '#platform'
import { LinkList, PageHead, text } from '#ui'
import type { Reader } from '#ui'

import type { Site, Visit } from '../site.ts'
import { kindTitle } from './kind-words.ts'
import { answerPage, trailOf } from './page.tsx'

/** A desk's door: its accounts, and the kinds of claims it puts on record. */
export async function showDesk(visit: Visit, site: Site): Promise<Response> {
  const { reader } = visit
  const desk = deskOf(visit, site)
  const title = text(reader, desk.title)
  return answerPage(visit, {
    title,
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={title} actions={[timelineOf(reader, desk)]} />
        {desk.accounts.length === 0 ? null : <Accounts reader={reader} desk={desk} />}
        {reader.isAtWork && desk.actions.length > 0 ? (
          <Actions reader={reader} desk={desk} />
        ) : null}
        <section aria-labelledby="kinds">
          <h2 id="kinds">{text(reader, 'desk.kinds')}</h2>
          <div class="kinds">
            <Kinds reader={reader} desk={desk} />
          </div>
        </section>
      </>
    ),
  })
}

/** One account of a desk, as the desk draws it. */
export async function showAccount(visit: Visit, site: Site): Promise<Response> {
  const { reader, request, ctx, at } = visit
  const desk = deskOf(visit, site)
  const name = request.req.param('account')
  const page = desk.pages.find(({ account }) => account === name)
  const account = desk.accounts.find((one) => one.name === name)
  if (page === undefined || account === undefined) {
    throw notFound(`The desk "${desk.name}" has no account "${name ?? ''}"`, namesOf(desk.accounts))
  }
  const [first] = desk.pages
  return answerPage(visit, {
    title: text(reader, account.title),
    section: first === undefined ? desk.name : `${desk.name}/${first.account}`,
    trail: trailOf(visit, { path: desk.name, label: text(reader, desk.title) }),
    body: (
      <>
        {desk.pages.length < 2 ? null : (
          <Siblings visit={visit} desk={desk} current={page.account} />
        )}
        {await page.show(ctx, at, reader)}
      </>
    ),
  })
}

/** The kinds of a desk as links to their forms; `query` is passed on. */
export function kindLinks(
  reader: Reader,
  desk: Desk,
  query: string,
): readonly { readonly href: string; readonly title: Child }[] {
  return desk.kinds.map(({ name }) => ({
    href: reader.link(`record/${encodeURIComponent(name)}${query}`),
    title: kindTitle(reader, name),
  }))
}

/** Officers are led to the form of each kind; everybody else reads which kinds there are. */
function Kinds({ reader, desk }: { readonly reader: Reader; readonly desk: Desk }): Child {
  if (reader.isAtWork) return <LinkList items={kindLinks(reader, desk, '')} />
  return (
    <ul>
      {desk.kinds.map(({ name }) => (
        <li>{kindTitle(reader, name)}</li>
      ))}
    </ul>
  )
}

function Accounts(props: { readonly reader: Reader; readonly desk: Desk }): Child {
  const { reader, desk } = props
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{text(reader, 'desk.accounts')}</h2>
      <LinkList
        items={desk.accounts.map((account) => ({
          href: reader.link(`${desk.name}/${account.name}`),
          title: text(reader, account.title),
        }))}
      />
    </section>
  )
}

/** What officers do here beyond recording single claims. */
function Actions(props: { readonly reader: Reader; readonly desk: Desk }): Child {
  const { reader, desk } = props
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{text(reader, 'desk.actions')}</h2>
      <LinkList
        items={desk.actions.map(({ name, title }) => ({
          href: reader.link(`${desk.name}/do/${name}`),
          title: text(reader, title),
        }))}
      />
    </section>
  )
}

function Siblings(props: {
  readonly visit: Visit
  readonly desk: Desk
  readonly current: string
}): Child {
  const { desk, current } = props
  const { reader } = props.visit
  return (
    <nav class="acts" aria-label={text(reader, 'desk.accounts')}>
      {desk.accounts.map((account) => (
        <a
          href={reader.link(`${desk.name}/${account.name}`)}
          aria-current={account.name === current ? 'page' : undefined}
        >
          {text(reader, account.title)}
        </a>
      ))}
    </nav>
  )
}

function timelineOf(reader: Reader, desk: Desk): { readonly href: string; readonly label: string } {
  return {
    href: reader.link(`timeline?desk=${encodeURIComponent(desk.name)}`),
    label: text(reader, 'nav.timeline'),
  }
}

function deskOf({ request }: Visit, { desks }: Site): Desk {
  const name = request.req.param('desk') ?? ''
  const desk = desks.find((one) => one.name === name)
  if (desk !== undefined) return desk
  throw notFound(`No desk and no page is called "${name}"`, namesOf(desks))
}

function namesOf(things: readonly { readonly name: string }[]): string {
  return things.length === 0 ? '' : `: ${things.map(({ name }) => name).join(', ')}`
}

function notFound(what: string, names: string): RefusedError {
  return new RefusedError('not_found', 'pages.unknown', `${what}; choose one that exists${names}.`)
}
