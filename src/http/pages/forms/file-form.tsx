import type { Child } from 'hono/jsx'

import { takeIn } from '#documents'
import type { TakenIn } from '#documents'
import { RefusedError } from '#platform'
import { ErrorSummary, FormToken, text } from '#ui'
import type { FieldProps, FormState, Reader } from '#ui'

import type { Sent } from './form-values.ts'
import { Fault } from './suggest-field.tsx'

/** A form that sends a file. */
export function FileForm(props: {
  readonly reader: Reader
  readonly action: string
  readonly state: FormState
  readonly submit: string
  readonly back: string
  readonly children: Child
}): Child {
  const { reader } = props
  return (
    <form
      class="entry-form"
      method="post"
      action={props.action}
      enctype="multipart/form-data"
      novalidate
    >
      <ErrorSummary reader={reader} errors={props.state.errors} />
      <FormToken reader={reader} />
      {props.children}
      <p class="buttons">
        <button class="primary">{props.submit}</button>
        <a href={props.back}>{text(reader, 'form.cancel')}</a>
      </p>
    </form>
  )
}

/** Asks for one file of text. */
export function FileField(props: FieldProps): Child {
  const { state, name } = props
  const error = state.errors.find(({ field }) => field === name)
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label for={`f-${name}`}>{props.label}</label>
      <p class="hint" id={`f-${name}-hint`}>
        {props.hint}
      </p>
      <Fault reader={props.reader} name={name} sentence={error?.sentence} />
      <input
        type="file"
        id={`f-${name}`}
        name={name}
        accept=".txt,.text,.md,.markdown,.html,.htm,.xhtml,text/plain,text/markdown,text/html"
        aria-describedby={error === undefined ? `f-${name}-hint` : `f-${name}-hint f-${name}-error`}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </div>
  )
}

/** A file that was sent and taken in, or why it was not. */
export type SentFile =
  | { readonly taken: TakenIn; readonly bytes: Uint8Array }
  | { readonly sentence: string }

/** Takes in the file of this name; nothing is stored yet. */
export async function takeInSent(reader: Reader, sent: Sent, name: string): Promise<SentFile> {
  const file = sent.files.get(name)
  if (file === undefined || (file.name === '' && file.size === 0)) {
    return { sentence: text(reader, 'file.missing') }
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    return { taken: takeIn({ bytes, fileName: file.name, mediaType: file.type }), bytes }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return { sentence: error.message }
  }
}
