import type { Child } from 'hono/jsx'

import { findLatestCheckpoint, publicKeysOf } from '#register'
import type { PublicKeys } from '#register'
import { Definitions, formatInstant, LinkList, PageHead, Section, text } from '#ui'
import type { Reader } from '#ui'

import type { Visit } from '../site.ts'
import { answerPage, trailOf } from './page.tsx'

/** The state of the record that is asked about, what the log signed of it, and what outsiders check it with. */
export async function showLog(visit: Visit): Promise<Response> {
  const { reader, ctx } = visit
  const checkpoint = await findLatestCheckpoint(ctx.db, ctx.mission)
  const keys = await publicKeysOf(ctx.db, ctx.mission)
  return answerPage(visit, {
    title: text(reader, 'log.title'),
    description: text(reader, 'log.lead'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'log.title')} lead={text(reader, 'log.lead')} />
        <State reader={reader} />
        <Section id="checkpoint" title={text(reader, 'log.checkpoint')}>
          <p class="sub">{text(reader, 'log.checkpoint.lead')}</p>
          {checkpoint === undefined ? (
            <p>{text(reader, 'log.checkpoint.none')}</p>
          ) : (
            <pre class="recorded">
              <code>{checkpoint.cosigned}</code>
            </pre>
          )}
        </Section>
        <Keys reader={reader} keys={keys} />
        <Files reader={reader} />
      </>
    ),
  })
}

function State(props: { readonly reader: Reader }): Child {
  const { reader } = props
  const { seq, at, root } = reader.asking.recordAt
  const pinned = `${seq}:${root}`
  return (
    <Section id="state" title={text(reader, 'log.state')}>
      <Definitions
        items={[
          { name: text(reader, 'log.state.size'), value: <code>{seq}</code> },
          {
            name: text(reader, 'log.state.at'),
            value: <time datetime={at}>{formatInstant(reader, at)}</time>,
          },
          { name: text(reader, 'log.state.root'), value: <code>{root}</code> },
          {
            name: text(reader, 'log.state.pinned'),
            value: (
              <a href={reader.link('', { recordAt: pinned })}>
                <code>{pinned}</code>
              </a>
            ),
          },
        ]}
      />
    </Section>
  )
}

function Keys(props: { readonly reader: Reader; readonly keys: PublicKeys }): Child {
  const { reader } = props
  const { keys, witnesses } = props.keys
  const ofLog = keys.map(({ vkey, begun, ended }) => ({
    name: text(reader, ended === null ? 'log.key.signs' : `log.key.${ended.how}`),
    value: (
      <>
        <code>{vkey}</code>{' '}
        <span class="note">
          <time datetime={begun.at}>{formatInstant(reader, begun.at)}</time>
          {ended === null ? null : (
            <>
              {' – '}
              <time datetime={ended.at}>{formatInstant(reader, ended.at)}</time>
            </>
          )}
        </span>
      </>
    ),
  }))
  const ofWitnesses = witnesses.map(({ vkey }) => ({
    name: text(reader, 'log.key.witness'),
    value: <code>{vkey}</code>,
  }))
  return (
    <Section id="keys" title={text(reader, 'log.keys')}>
      <p class="sub">{text(reader, 'log.keys.lead')}</p>
      <Definitions items={[...ofLog, ...ofWitnesses]} />
    </Section>
  )
}

function Files(props: { readonly reader: Reader }): Child {
  const { reader } = props
  const base = `/log/${encodeURIComponent(reader.mission.id)}`
  return (
    <Section id="files" title={text(reader, 'log.files')}>
      <LinkList
        items={[
          { href: `${base}/checkpoint`, title: text(reader, 'log.files.checkpoint') },
          { href: `${base}/keys`, title: text(reader, 'log.files.keys') },
        ]}
      />
      <p>
        {text(reader, 'log.files.tiles')} <code>{`${base}/tile/`}</code>
      </p>
    </Section>
  )
}
