import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { newId } from '#kit'
import { resolveAsking, UNSAID } from '#register'
import type { Asking } from '#register'
import { HiddenField, PageHead, PostForm, text } from '#ui'
import type { FormState, NavigationItem } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { answerForm, answerRecorded, trailOf } from '../page.tsx'
import { attempt } from './attempt.ts'
import type { FormInput } from './attempt.ts'
import { readForm } from './form-values.ts'
import type { Sent } from './form-values.ts'
import { HandlingFields } from './handling-fields.tsx'

/** A form of this door: what it asks, and what its answers come to. */
export interface EntryForm {
  readonly title: string
  readonly lead?: Child
  /** What one must see before one fills it in: whole blocks, where the lead is a sentence. */
  readonly above?: Child
  /** Where it is sent: its own path inside the mission. */
  readonly path: string
  readonly submit: string
  /** Where "cancel" leads. */
  readonly back: string
  readonly trail: readonly NavigationItem[]
  /** Names of the ids the form carries, made when it is opened. */
  readonly ids: readonly string[]
  /** What fields hold before anybody wrote in them. */
  readonly filled: Readonly<Record<string, string>>
  readonly fields: (state: FormState) => Child
  /** Reads what was sent. */
  readonly read: (sent: Sent) => Promise<FormInput>
  /** Where the reader is sent when it is on record. */
  readonly done: (values: Readonly<Record<string, string>>) => string
}

/** Opens a form from what the visit is about. */
export type OpenForm = (visit: Visit, site: Site, now: Asking) => Promise<EntryForm>

/** Shows a form that nobody has filled in yet. */
export async function showForm(visit: Visit, site: Site, open: OpenForm): Promise<Response> {
  const form = await open(visit, site, await latest(visit))
  const fresh = Object.fromEntries(form.ids.map((name) => [name, newId()]))
  return answerState(visit, form, {
    state: { values: { release: UNSAID.release, ...form.filled, ...fresh }, errors: [] },
  })
}

/** Takes a form that was sent: on record and on to it, or back with everything that is wrong. */
export async function sendForm(visit: Visit, site: Site, open: OpenForm): Promise<Response> {
  const sent = await readForm(visit.request)
  const form = await open(visit, site, await latest(visit))
  const input = await form.read(sent)
  const outcome = await attempt(visit, site.kinds, input)
  if (outcome.outcome === 'recorded') return answerRecorded(visit, form.done(sent.values))
  return answerState(visit, form, {
    state: { values: sent.values, errors: outcome.errors },
    status: outcome.status,
  })
}

/** What is written goes to the record as it is now, whatever date the reader looks at. */
async function latest({ ctx }: Visit): Promise<Asking> {
  return resolveAsking(ctx, ctx.mission, {})
}

async function answerState(
  visit: Visit,
  form: EntryForm,
  { state, status = 200 }: { readonly state: FormState; readonly status?: ContentfulStatusCode },
): Promise<Response> {
  const { reader } = visit
  const title =
    state.errors.length === 0 ? form.title : text(reader, 'form.title-wrong', { title: form.title })
  const body = (
    <>
      <PageHead title={form.title} {...(form.lead === undefined ? {} : { lead: form.lead })} />
      {form.above}
      <PostForm
        reader={reader}
        action={reader.link(form.path)}
        state={state}
        submit={form.submit}
        back={reader.link(form.back)}
      >
        {form.ids.map((name) => (
          <HiddenField name={name} value={state.values[name] ?? ''} />
        ))}
        {form.fields(state)}
        <HandlingFields reader={reader} state={state} />
      </PostForm>
    </>
  )
  return answerForm(visit, { title, trail: trailOf(visit, ...form.trail), body }, status)
}
