import type { Child } from 'hono/jsx'

import { placeName, places, states } from '#kit'
import { listParties, listSubjects } from '#register'
import { text } from '#ui'
import type { FieldProps, Reader } from '#ui'

import type { Visit } from '../../site.ts'

/** What a field may be filled with: codes with the names they stand for. */
export interface Suggestions {
  readonly parties: ReadonlyMap<string, string>
  readonly subjects: ReadonlyMap<string, string>
  /** Entry ids of the subjects by name. */
  readonly subjectIds: ReadonlyMap<string, string>
  readonly places: ReadonlyMap<string, string>
}

/** The lists that fields may suggest from. */
export type ListName = 'parties' | 'subjects' | 'places'

const EVERY = { after: null, limit: 2000 }

/** Reads what a form may suggest: parties and States, subjects, places, in the reader's language. */
export async function suggestionsFor(
  { ctx, reader }: Visit,
  at: Visit['at'],
): Promise<Suggestions> {
  const parties = await listParties(ctx.db, ctx.mission, { at, page: EVERY })
  const subjects = await listSubjects(ctx.db, ctx.mission, { at, page: EVERY })
  const codes = [...parties.items.map(({ code }) => code), ...states.map(({ code }) => code)]
  return {
    parties: new Map(codes.map((code) => [code, reader.party(code)])),
    subjects: new Map(subjects.items.map(({ subject, title }) => [subject, title])),
    subjectIds: new Map(subjects.items.map(({ subject, id }) => [subject, id])),
    places: new Map(places.map(({ id }) => [id, placeName(id, reader.language)])),
  }
}

/** The code for what somebody wrote: a code as it is, or the name of one of these in full. */
export function codeFor(names: ReadonlyMap<string, string>, written: string): string {
  if (names.has(written)) return written
  const wanted = written.toLocaleLowerCase()
  const found = [...names].find(
    ([code, name]) => name.toLocaleLowerCase() === wanted || code.toLocaleLowerCase() === wanted,
  )
  return found?.[0] ?? written
}

/** The lists that suggesting fields of a form point to; put each once on a page. */
export function SuggestionLists(props: {
  readonly suggestions: Suggestions
  readonly lists: readonly ListName[]
}): Child {
  return (
    <>
      {props.lists.map((list) => (
        <datalist id={list} class="recorded">
          {[...props.suggestions[list]].map(([code, name]) => (
            <option value={code}>{name}</option>
          ))}
        </datalist>
      ))}
    </>
  )
}

/** A line of text that suggests codes while somebody types, and takes any text with scripts or without. */
export function SuggestField(props: FieldProps & { readonly list: ListName }): Child {
  const { state, name, label, hint } = props
  const error = state.errors.find((one) => one.field === name)
  const described = [
    ...(hint === undefined ? [] : [`f-${name}-hint`]),
    ...(error === undefined ? [] : [`f-${name}-error`]),
  ]
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label for={`f-${name}`}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`f-${name}-hint`}>
          {hint}
        </p>
      )}
      <Fault reader={props.reader} name={name} sentence={error?.sentence} />
      <input
        id={`f-${name}`}
        name={name}
        class="medium"
        list={props.list}
        value={state.values[name] ?? ''}
        autocomplete="off"
        aria-describedby={described.length === 0 ? undefined : described.join(' ')}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </div>
  )
}

/** What is wrong with a field, right above it. */
export function Fault(props: {
  readonly reader: Reader
  readonly name: string
  readonly sentence: string | undefined
}): Child {
  if (props.sentence === undefined) return null
  return (
    <p class="error" id={`f-${props.name}-error`}>
      <span class="vh">{text(props.reader, 'form.error')}</span> {props.sentence}
    </p>
  )
}
