import type { Child } from 'hono/jsx'

import type { Reader } from './reader.ts'
import { text } from './words.ts'

/** What is wrong with a field, in one sentence that says what to do. */
export interface FormError {
  /** The field's name; the summary links to it. */
  readonly field: string
  readonly sentence: string
}

/** A form as it was sent: values are kept, errors stand at their fields. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly FormError[]
}

/** A form nobody has filled in yet. */
export const BLANK_FORM: FormState = { values: {}, errors: [] }

/** What every field has. */
export interface FieldProps {
  readonly reader: Reader
  readonly state: FormState
  readonly name: string
  readonly label: string
  readonly hint?: string
}

/** One choice of a select or of radio buttons. */
export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

/**
 * All that is wrong with a form, first on the page, focused by the link `#problems` in the redirect
 * or by the reader's own tab key; each line leads to its field (GOV.UK error summary).
 */
export function ErrorSummary(props: {
  readonly reader: Reader
  readonly errors: readonly FormError[]
}): Child {
  if (props.errors.length === 0) return null
  return (
    <div class="problems" role="alert" tabindex={-1} id="problems" aria-labelledby="problems-title">
      <h2 id="problems-title">{text(props.reader, 'form.problem')}</h2>
      <ul>
        {props.errors.map((error) => (
          <li class="recorded">
            <a href={`#f-${error.field}`}>{error.sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A form that posts: the summary of its errors, its fields, and one button that says what happens. */
export function PostForm(props: {
  readonly reader: Reader
  readonly action: string
  readonly state: FormState
  readonly submit: string
  /** Where "cancel" leads. */
  readonly back?: string
  readonly children: Child
}): Child {
  const { reader } = props
  return (
    <form class="entry-form" method="post" action={props.action} novalidate>
      <ErrorSummary reader={reader} errors={props.state.errors} />
      <FormToken reader={reader} />
      {props.children}
      <p class="buttons">
        <button class="primary">{props.submit}</button>
        {props.back === undefined ? null : <a href={props.back}>{text(reader, 'form.cancel')}</a>}
      </p>
    </form>
  )
}

/** One line of text. `width` is about how many characters are expected, not a limit. */
export function TextField(props: FieldProps & { readonly width?: 'short' | 'medium' }): Child {
  return (
    <Field {...props}>
      <input {...control(props)} class={props.width} value={valueOf(props)} />
    </Field>
  )
}

/** A date in EDTF level 1, with examples. */
export function EdtfField(props: FieldProps): Child {
  const hint = props.hint ?? text(props.reader, 'form.edtf.hint')
  return <TextField {...props} hint={hint} width="medium" />
}

/** An amount as people write it: "at least 1000". */
export function QuantityField(props: FieldProps): Child {
  const hint = props.hint ?? text(props.reader, 'form.quantity.hint')
  return <TextField {...props} hint={hint} width="medium" />
}

/** Several lines of text. */
export function TextArea(props: FieldProps & { readonly rows?: number }): Child {
  return (
    <Field {...props}>
      <textarea {...control(props)} rows={props.rows ?? 4}>
        {valueOf(props)}
      </textarea>
    </Field>
  )
}

/** One of many choices. */
export function Select(props: FieldProps & { readonly choices: readonly Choice[] }): Child {
  const value = valueOf(props)
  return (
    <Field {...props}>
      <select {...control(props)}>
        <option value="">{text(props.reader, 'form.choose')}</option>
        {props.choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** One of a few choices, all in sight. */
export function Radios(props: FieldProps & { readonly choices: readonly Choice[] }): Child {
  return <ChoiceGroup {...props} type="radio" chosen={[valueOf(props)]} />
}

/** Any of a few choices; values are kept apart by commas in the form's state. */
export function Checkboxes(props: FieldProps & { readonly choices: readonly Choice[] }): Child {
  return <ChoiceGroup {...props} type="checkbox" chosen={valueOf(props).split(',')} />
}

/** What shows that a form was drawn for whoever sends it; every form that posts carries it. */
export function FormToken(props: { readonly reader: Reader }): Child {
  const { csrf } = props.reader
  return csrf === null ? null : <HiddenField name="csrf" value={csrf} />
}

/** A line of text that browsers and password managers know the meaning of. */
export function CredentialField(
  props: FieldProps & {
    readonly type: 'text' | 'password'
    readonly autocomplete: string
    readonly inputmode?: 'numeric'
    readonly width?: 'short' | 'medium'
  },
): Child {
  return (
    <Field {...props}>
      <input
        {...control(props)}
        type={props.type}
        autocomplete={props.autocomplete}
        autocapitalize="none"
        spellcheck={false}
        inputmode={props.inputmode}
        class={props.width}
        value={props.type === 'password' ? undefined : valueOf(props)}
      />
    </Field>
  )
}

/** A value the reader does not choose. */
export function HiddenField(props: { readonly name: string; readonly value: string }): Child {
  return <input type="hidden" name={props.name} value={props.value} />
}

function ChoiceGroup(
  props: FieldProps & {
    readonly choices: readonly Choice[]
    readonly type: 'radio' | 'checkbox'
    readonly chosen: readonly string[]
  },
): Child {
  const error = errorOf(props)
  return (
    <fieldset class={fieldClass(error)} aria-describedby={describedBy(props)}>
      <legend>{props.label}</legend>
      <Notes {...props} />
      {props.choices.map((choice, place) => (
        <div class="choice">
          <input
            type={props.type}
            id={place === 0 ? `f-${props.name}` : `f-${props.name}-${choice.value}`}
            name={props.name}
            value={choice.value}
            checked={props.chosen.includes(choice.value)}
          />
          <label for={place === 0 ? `f-${props.name}` : `f-${props.name}-${choice.value}`}>
            {choice.label}
            {choice.hint === undefined ? null : <span class="hint">{choice.hint}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

function Field(props: FieldProps & { readonly children: Child }): Child {
  return (
    <div class={fieldClass(errorOf(props))}>
      <label for={`f-${props.name}`}>{props.label}</label>
      <Notes {...props} />
      {props.children}
    </div>
  )
}

function Notes(props: FieldProps): Child {
  const error = errorOf(props)
  return (
    <>
      {props.hint === undefined ? null : (
        <p class="hint" id={`f-${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      {error === undefined ? null : (
        <p class="error" id={`f-${props.name}-error`}>
          <span class="vh">{text(props.reader, 'form.error')}</span> {error.sentence}
        </p>
      )}
    </>
  )
}

function control(props: FieldProps): Readonly<Record<string, string | undefined>> {
  return {
    id: `f-${props.name}`,
    name: props.name,
    'aria-describedby': describedBy(props),
    'aria-invalid': errorOf(props) === undefined ? undefined : 'true',
  }
}

function describedBy(props: FieldProps): string | undefined {
  const ids = [
    props.hint === undefined ? null : `f-${props.name}-hint`,
    errorOf(props) === undefined ? null : `f-${props.name}-error`,
  ].filter((id) => id !== null)
  return ids.length === 0 ? undefined : ids.join(' ')
}

function valueOf(props: FieldProps): string {
  return props.state.values[props.name] ?? ''
}

function errorOf(props: FieldProps): FormError | undefined {
  return props.state.errors.find((error) => error.field === props.name)
}

function fieldClass(error: FormError | undefined): string {
  return error === undefined ? 'field' : 'field wrong'
}
