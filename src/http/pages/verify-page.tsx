import type { Child } from 'hono/jsx'

import { isId } from '#kit'
import { publicKeysOf } from '#register'
import { PageHead, Section, text } from '#ui'
import type { Reader } from '#ui'

import type { Site, Visit } from '../site.ts'
import { answerPage, trailOf } from './page.tsx'

/** What the script finds, each with a sentence on the page. */
const FINDINGS = ['good', 'none', 'altered', 'elsewhere', 'unsigned', 'unknown'] as const

/** How anybody checks this record for themselves: an explanation without scripts, a check of a receipt with them. */
export async function showVerify(visit: Visit, site: Site): Promise<Response> {
  const { reader, ctx, request } = visit
  const { keys } = await publicKeysOf(ctx.db, ctx.mission)
  const vkeys = keys.map(({ vkey }) => vkey)
  const checkpoint = await site.publisher?.checkpoint(ctx.mission)
  const asked = request.req.query('entry') ?? ''
  return answerPage(visit, {
    title: text(reader, 'verify.title'),
    trail: trailOf(visit),
    body: (
      <>
        <PageHead title={text(reader, 'verify.title')} lead={text(reader, 'verify.lead')} />
        {site.still === undefined ? (
          <CheckHere
            reader={reader}
            mission={ctx.mission}
            keys={vkeys}
            entry={isId(asked) ? asked : ''}
          />
        ) : null}
        <Section id="checkpoint" title={text(reader, 'verify.checkpoint')}>
          <p>{text(reader, 'verify.checkpoint.what')}</p>
          {checkpoint === undefined ? null : <pre class="proof">{checkpoint.cosigned}</pre>}
          <p>{text(reader, 'verify.keys.what')}</p>
          {vkeys.map((vkey) => (
            <pre class="proof">{vkey}</pre>
          ))}
        </Section>
        <StandAlone reader={reader} mission={ctx.mission} origin={originOf(visit, site)} />
      </>
    ),
  })
}

/** A still copy does not know where it lies; what it was copied from may be named. */
function originOf({ request }: Visit, { still }: Site): string {
  return still === undefined ? new URL(request.req.url).origin : (still.live ?? 'ADDRESS')
}

interface Checking {
  readonly reader: Reader
  readonly mission: string
  readonly keys: readonly string[]
  readonly entry: string
}

/** Needs scripts and the live record, so a still copy is without it. */
function CheckHere(props: Checking): Child {
  const { reader } = props
  return (
    <Section id="here" title={text(reader, 'verify.here')}>
      <p>{text(reader, 'verify.here.why')}</p>
      <CheckForm {...props} />
      <script type="module" src="/verify/check.js"></script>
    </Section>
  )
}

function CheckForm(props: Checking): Child {
  const { reader, mission, keys, entry } = props
  const sentences = Object.fromEntries(
    FINDINGS.map((finding) => [`data-${finding}`, text(reader, `verify.found.${finding}`)]),
  )
  return (
    <>
      <noscript>
        <p>{text(reader, 'verify.no-script')}</p>
      </noscript>
      <form
        hidden
        class="entry-form"
        data-check-receipt=""
        data-mission={mission}
        data-keys={JSON.stringify(keys)}
        {...sentences}
      >
        <div class="field">
          <label for="entry">{text(reader, 'verify.entry')}</label>
          <input id="entry" name="entry" class="medium" value={entry} autocomplete="off" />
        </div>
        <div class="field">
          <label for="receipt">{text(reader, 'verify.receipt')}</label>
          <textarea id="receipt" name="receipt" rows={8} spellcheck={false}></textarea>
        </div>
        <p class="buttons">
          <button class="primary">{text(reader, 'verify.check')}</button>
        </p>
        <p>
          <output aria-live="polite"></output>
        </p>
      </form>
    </>
  )
}

function StandAlone(props: {
  readonly reader: Reader
  readonly mission: string
  readonly origin: string
}): Child {
  const { reader, mission, origin } = props
  const run = 'node rollcall-verify.mjs'
  return (
    <Section id="file" title={text(reader, 'verify.file')}>
      <p>{text(reader, 'verify.file.what')}</p>
      <ul>
        <li>
          <a href="/verify/rollcall-verify.mjs" download="rollcall-verify.mjs">
            rollcall-verify.mjs
          </a>
        </li>
        <li>
          <a href={`/log/${mission}/checkpoint`}>{text(reader, 'verify.file.checkpoint')}</a>
        </li>
        <li>
          <a href={`/log/${mission}/keys`}>{text(reader, 'verify.file.keys')}</a>
        </li>
      </ul>
      <pre class="proof">{`${run} server ${origin} ${mission} --kept checkpoint\n${run} receipt ENTRY.tlog-proof --key KEY\n${run} download FOLDER`}</pre>
    </Section>
  )
}
