import type { Child } from 'hono/jsx'

import {
  askAgain,
  type Channel,
  checkHookAddress,
  newHookSecret,
  type Notice,
  noticesOf,
  type NoticeWish,
  reachOf,
  RefusedError,
  removeNotice,
  RHYTHMS,
  setNotice,
} from '#platform'
import { Checkboxes, PageHead, PostForm, Radios, text, TextField } from '#ui'
import type { FormState, Reader } from '#ui'

import { readForm, valueIn } from '../../pages/forms/form-values.ts'
import { answerForm, answerRecorded, trailOf } from '../../pages/page.tsx'
import { sentenceOf } from '../../sign-in/visit.tsx'
import type { Site, Visit } from '../../site.ts'
import { channelOf, ownerOf } from './notice-owner.ts'

type Values = Readonly<Record<string, string>>

const SETTINGS = 'needs/settings'
const USUAL = { rhythm: 'daily', time: '07:30', zone: 'UTC' }

/** The form in which somebody says how they want to be told. */
export async function showNoticeForm(visit: Visit, site: Site): Promise<Response> {
  const owner = ownerOf(visit)
  const channel = channelOf(visit)
  const known = (await noticesOf(site.auth, owner)).find((one) => one.channel === channel)
  return draw(visit, site, { values: known === undefined ? USUAL : valuesOf(known), errors: [] })
}

/** Takes that form, ends the messages, or has an address asked once more. A new webhook's secret is shown this once. */
export async function sendNoticeForm(visit: Visit, site: Site): Promise<Response> {
  const key = { ...ownerOf(visit), channel: channelOf(visit) }
  const { values } = await readForm(visit.request)
  if (valueIn(values, 'act') === 'stop') {
    await removeNotice(site.auth, key)
    return answerRecorded(visit, SETTINGS)
  }
  if (valueIn(values, 'act') === 'ask-again') {
    await askAgain(site.auth, key)
    return answerRecorded(visit, SETTINGS)
  }
  const known = (await noticesOf(site.auth, key)).find(({ channel }) => channel === key.channel)
  const secret = key.channel === 'webhook' && known === undefined ? newHookSecret() : null
  try {
    const wish = wishIn(visit, site, values)
    checkAddress(site, key.channel, wish)
    await setNotice(site.auth, key, { ...wish, secret })
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    const sentence = sentenceOf(visit.reader, error)
    return draw(visit, site, { values, errors: [{ field: fieldOf(error.code), sentence }] })
  }
  return secret === null ? answerRecorded(visit, SETTINGS) : showSecret(visit, secret)
}

function checkAddress({ notices }: Site, channel: Channel, { address }: NoticeWish): void {
  if (channel === 'webhook') {
    checkHookAddress(address, notices?.reach ?? reachOf([]))
    return
  }
  if (notices?.sendsMail === true) return
  throw new RefusedError(
    'incorrect',
    'notices.no_mail',
    'This server sends no mail; whoever runs it can set that up.',
  )
}

/** A refusal names its field by its code. */
function fieldOf(code: string): string {
  return ['time', 'zone'].find((field) => code === `notices.${field}`) ?? 'address'
}

function wishIn({ reader }: Visit, { desks }: Site, values: Values): NoticeWish {
  const chosen = valueIn(values, 'desks').split(',')
  const some = desks.map(({ name }) => name).filter((name) => chosen.includes(name))
  return {
    address: valueIn(values, 'address'),
    desks: some.length === 0 ? 'all' : some,
    rhythm: RHYTHMS.find((one) => one === valueIn(values, 'rhythm')) ?? 'daily',
    time: valueIn(values, 'time'),
    zone: valueIn(values, 'zone'),
    language: reader.language,
  }
}

function valuesOf({ address, desks, rhythm, time, zone }: Notice): Values {
  return { address, rhythm, time, zone, desks: desks === 'all' ? '' : desks.join(',') }
}

async function draw(visit: Visit, site: Site, state: FormState): Promise<Response> {
  const { reader } = visit
  const channel = channelOf(visit)
  const title = text(reader, `notice.${channel}`)
  const body = (
    <div class="narrow-page">
      <PageHead title={title} lead={text(reader, `notice.${channel}.lead`)} />
      <PostForm
        reader={reader}
        action={reader.link(`${SETTINGS}/${channel}`)}
        state={state}
        submit={text(reader, 'notice.save')}
        back={reader.link(SETTINGS)}
      >
        <Fields reader={reader} site={site} state={state} channel={channel} />
      </PostForm>
    </div>
  )
  return answerForm(
    visit,
    { ...aroundOf(visit), title, body },
    state.errors.length === 0 ? 200 : 400,
  )
}

function Fields(props: {
  readonly reader: Reader
  readonly site: Site
  readonly state: FormState
  readonly channel: Channel
}): Child {
  const { reader, site, state, channel } = props
  const field = (name: string) => ({ reader, state, name, label: text(reader, `notice.${name}`) })
  return (
    <>
      <TextField
        reader={reader}
        state={state}
        name="address"
        label={text(reader, `notice.address.${channel}`)}
        hint={text(reader, `notice.address.${channel}.hint`)}
      />
      <Checkboxes
        {...field('desks')}
        hint={text(reader, 'notice.desks.hint')}
        choices={site.desks.map(({ name, title }) => ({ value: name, label: text(reader, title) }))}
      />
      <Radios
        {...field('rhythm')}
        choices={RHYTHMS.map((value) => ({ value, label: text(reader, `notice.rhythm.${value}`) }))}
      />
      <TextField {...field('time')} hint={text(reader, 'notice.time.hint')} width="short" />
      <TextField {...field('zone')} hint={text(reader, 'notice.zone.hint')} width="medium" />
    </>
  )
}

async function showSecret(visit: Visit, secret: string): Promise<Response> {
  const { reader } = visit
  const title = text(reader, 'notice.secret')
  const body = (
    <div class="narrow-page">
      <PageHead title={title} lead={text(reader, 'notice.secret.lead')} />
      <p>
        <code>{secret}</code>
      </p>
      <p>
        <a href={reader.link(SETTINGS)}>{text(reader, 'notice.title')}</a>
      </p>
    </div>
  )
  return answerForm(visit, { ...aroundOf(visit), title, body }, 200)
}

function aroundOf(visit: Visit) {
  const { reader } = visit
  return {
    section: 'needs',
    trail: trailOf(
      visit,
      { path: 'needs', label: text(reader, 'nav.needs') },
      { path: SETTINGS, label: text(reader, 'notice.title') },
    ),
  }
}
