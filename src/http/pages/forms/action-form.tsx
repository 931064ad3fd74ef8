import type { Child } from 'hono/jsx'

import { type Action, deedOf, type Desk, faultsIn, FaultyInput } from '#desk-kit'
import { RefusedError } from '#platform'
import type { Asking } from '#register'
import { text } from '#ui'
import type { FormError, FormState } from '#ui'

import type { Site, Visit } from '../../site.ts'
import { fieldLabel } from '../kind-words.ts'
import { fieldsOfSchema } from '../value-fields.ts'
import type { ValueField } from '../value-fields.ts'
import type { FormInput } from './attempt.ts'
import type { EntryForm } from './form-page.tsx'
import { valueIn } from './form-values.ts'
import { parseHandlingIn } from './handling-fields.tsx'
import { readValue } from './read-value.ts'
import { SuggestionLists, suggestionsFor } from './suggest-field.tsx'
import type { Suggestions } from './suggest-field.tsx'
import { ValueInputs } from './value-inputs.tsx'
import { writeValue } from './write-value.ts'

type Values = Readonly<Record<string, string>>

/** The form of something that officers do at a desk; its fields follow from what the action takes. */
export async function openActionForm(visit: Visit, site: Site, now: Asking): Promise<EntryForm> {
  const { reader, ctx, request } = visit
  const { desk, action } = findAction(visit, site)
  const given = request.req.query()
  const asking = {
    fields: fieldsOfSchema(action.input),
    suggestions: await suggestionsFor(visit, now),
    action,
  }
  const prefilled = (await action.prefill?.(ctx, now, given)) ?? {}
  const above = await action.show?.(ctx, now, { reader, given })
  const { keptTo } = action
  return {
    title: text(reader, action.title),
    ...(above === undefined ? {} : { above }),
    path: `${desk.name}/do/${action.name}${queryOf(given)}`,
    submit: text(reader, 'form.save'),
    back: action.after,
    trail: [{ path: action.after, label: text(reader, desk.title) }],
    ids: ['id'],
    filled: {
      ...writeValue(asking.fields, { ...prefilled }),
      ...(keptTo === undefined
        ? {}
        : { release: keptTo.release, compartment: keptTo.compartment ?? '' }),
    },
    fields: (state) => <Fields {...asking} state={state} reader={reader} />,
    read: async ({ values }) => readAction(visit, { ...asking, now }, values),
    done: () => action.after,
  }
}

interface ActionAsking {
  readonly action: Action
  readonly fields: readonly ValueField[]
  readonly suggestions: Suggestions
}

function Fields(
  props: ActionAsking & { readonly state: FormState; readonly reader: Visit['reader'] },
): Child {
  const { reader, state, fields, suggestions, action } = props
  return (
    <>
      <SuggestionLists suggestions={suggestions} lists={['parties', 'subjects', 'places']} />
      <ValueInputs reader={reader} state={state} kind={action.title} fields={fields} />
    </>
  )
}

/** What the fields say becomes the action's entries; a refusal of the action is shown at its first field. */
async function readAction(
  { reader, ctx }: Visit,
  { action, fields, suggestions, now }: ActionAsking & { readonly now: Asking },
  values: Values,
): Promise<FormInput> {
  const firstField = `value.${fields[0]?.name ?? ''}`
  const labelOf = (path: string) =>
    fieldLabel(reader, action.title, path.replace(/^value\./u, '').replaceAll(/\.\d+\./gu, '.'))
  const missing = (path: string) => text(reader, 'form.missing', { label: labelOf(path) })
  const read = readValue({ values, suggestions, missing }, fields)
  const nothing = { entries: [], values, firstField }
  if (read.errors.length > 0) return { ...nothing, errors: read.errors }
  const parsed = action.input.safeParse(read.value)
  if (!parsed.success) return { ...nothing, errors: faultsIn(parsed.error).map(atField(fields)) }
  try {
    const deed = deedOf(ctx, valueIn(values, 'id'), parseHandlingIn(values))
    const drafts = await action.run(ctx, now, parsed.data, deed)
    const entries = drafts.map((draft) => ({ draft: { ...draft }, fieldOf: () => firstField }))
    return { ...nothing, entries, errors: [] }
  } catch (error) {
    if (error instanceof FaultyInput) return { ...nothing, errors: [...error.faults] }
    if (!(error instanceof RefusedError)) throw error
    return { ...nothing, errors: [{ field: firstField, sentence: error.message }] }
  }
}

/** `personnel.low` was asked for as `value.personnel`, `rows.0.on` as `value.rows.0.on`. */
function atField(fields: readonly ValueField[]) {
  return ({ field, sentence }: FormError): FormError => {
    const [first = ''] = field.split('.')
    const shape = fields.find(({ name }) => name === first)?.shape
    const isWhole = shape?.sort === 'quantity' || shape?.sort === 'money'
    return { field: `value.${isWhole ? first : field}`, sentence }
  }
}

function findAction(
  { request }: Visit,
  { desks }: Site,
): { readonly desk: Desk; readonly action: Action } {
  const [deskName = '', name = ''] = [request.req.param('desk'), request.req.param('action')]
  const desk = desks.find((one) => one.name === deskName)
  const action = desk?.actions.find((one) => one.name === name)
  if (desk !== undefined && action !== undefined) return { desk, action }
  throw new RefusedError(
    'not_found',
    'pages.unknown',
    `The desk "${deskName}" does nothing called "${name}"; choose an action from the desk's page.`,
  )
}

function queryOf(given: Values): string {
  const query = new URLSearchParams({ ...given }).toString()
  return query === '' ? '' : `?${query}`
}
