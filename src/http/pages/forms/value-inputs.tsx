import type { Child } from 'hono/jsx'

import {
  Checkboxes,
  EdtfField,
  QuantityField,
  Recorded,
  Select,
  text,
  TextArea,
  TextField,
} from '#ui'
import type { Choice, FieldProps, FormState, Reader } from '#ui'

import { choiceLabel, fieldLabel } from '../kind-words.ts'
import { isLeaf, UNITS } from '../value-fields.ts'
import type { LeafSort, Shape, ValueField } from '../value-fields.ts'
import { rowsIn } from './form-values.ts'
import { SuggestField } from './suggest-field.tsx'

/** What asking for a value needs. */
export interface ValueAsking {
  readonly reader: Reader
  readonly state: FormState
  readonly kind: string
}

/** One input for each field of a kind's value. */
export function ValueInputs(
  props: ValueAsking & { readonly fields: readonly ValueField[]; readonly prefix?: string },
): Child {
  const { prefix = '', fields } = props
  return (
    <>
      {fields.map((field) => (
        <ValueInput {...props} field={field} path={`${prefix}${field.name}`} />
      ))}
    </>
  )
}

interface InputProps extends ValueAsking {
  readonly field: ValueField
  /** Dotted, inside the value. */
  readonly path: string
}

function ValueInput(props: InputProps): Child {
  const { reader, state, field, path, kind } = props
  const { shape } = field
  const label = labelOf(props)
  const base: FieldProps = { reader, state, name: `value.${path}`, label }
  if (isLeaf(shape)) return <LeafInput base={base} sort={shape.sort} />
  switch (shape.sort) {
    case 'quantity':
      return <AmountInput {...props} base={base} units={shape.units} />
    case 'money':
      return <QuantityField {...base} hint={text(reader, 'form.money.hint')} />
    case 'words':
      return <Select {...base} choices={choicesOf(props, shape.words)} />
    case 'list':
      return shape.of.sort === 'group' ? (
        <RowInputs {...props} fields={shape.of.fields} />
      ) : (
        <ListInput {...props} base={base} of={shape.of} />
      )
    case 'group':
      return (
        <fieldset class="group">
          <legend>{label}</legend>
          <ValueInputs
            reader={reader}
            state={state}
            kind={kind}
            fields={shape.fields}
            prefix={`${path}.`}
          />
        </fieldset>
      )
  }
}

function LeafInput(props: { readonly base: FieldProps; readonly sort: LeafSort }): Child {
  const { base, sort } = props
  const hint = text(base.reader, `form.${sort}.hint`)
  switch (sort) {
    case 'edtf':
      return <EdtfField {...base} />
    case 'party':
      return <SuggestField {...base} hint={hint} list="parties" />
    case 'place':
      return <SuggestField {...base} hint={hint} list="places" />
    case 'subject':
      return <SuggestField {...base} hint={hint} list="subjects" />
    case 'text':
      return <TextArea {...base} hint={hint} rows={2} />
    case 'line':
    case 'integer':
      return <TextField {...base} width="short" />
  }
}

/** The unit is asked only where a kind takes more than one. */
function AmountInput(
  props: InputProps & { readonly base: FieldProps; readonly units: readonly string[] },
): Child {
  const { reader, state, base, units } = props
  if (units.length === 1) return <QuantityField {...base} />
  const unit: FieldProps = {
    reader,
    state,
    name: `${base.name}.unit`,
    label: text(reader, 'form.unit', { label: base.label }),
  }
  return (
    <>
      <QuantityField {...base} />
      {units.length === 0 ? (
        <TextField
          {...unit}
          width="short"
          hint={text(reader, 'form.unit.hint', { units: UNITS.join(', ') })}
        />
      ) : (
        <Select {...unit} choices={units.map((name) => ({ value: name, label: name }))} />
      )}
    </>
  )
}

/**
 * One group of fields for each row that there is, and one more to write in. A row that says all it must is folded
 * away under its first words, so that the row one looks for is found; one with a fault stands open.
 */
function RowInputs(props: InputProps & { readonly fields: readonly ValueField[] }): Child {
  const { reader, state, kind, path } = props
  const rows = rowsIn(state.values, `value.${path}`).filter(({ isBlank }) => !isBlank)
  const next = Math.max(-1, ...rows.map(({ number }) => number)) + 1
  const label = fieldLabel(reader, kind, path)
  return (
    <>
      {rows.map(({ number }, place) => (
        <Row
          {...props}
          number={number}
          title={text(reader, 'form.row', { label, number: place + 1 })}
          isOpen={!isWhole(props, number)}
        />
      ))}
      <Row
        {...props}
        number={next}
        title={text(reader, rows.length === 0 ? 'form.row' : 'form.row.more', {
          label,
          number: rows.length + 1,
        })}
        isOpen={rows.length === 0}
      />
    </>
  )
}

interface RowProps extends InputProps {
  readonly fields: readonly ValueField[]
  readonly number: number
  readonly title: string
  readonly isOpen: boolean
}

function Row({ reader, state, kind, path, fields, number, title, isOpen }: RowProps): Child {
  const gist = state.values[`value.${path}.${number}.${fields[0]?.name ?? ''}`] ?? ''
  return (
    <details class="row" open={isOpen}>
      <summary>
        {title}
        {gist === '' ? null : <Recorded>: {gist}</Recorded>}
      </summary>
      <fieldset class="group">
        <legend class="vh">{title}</legend>
        <ValueInputs
          reader={reader}
          state={state}
          kind={kind}
          fields={fields}
          prefix={`${path}.${number}.`}
        />
      </fieldset>
    </details>
  )
}

/** Whether a row has no fault and nothing that it must say is left out. */
function isWhole(
  { state, path, fields }: InputProps & { readonly fields: readonly ValueField[] },
  number: number,
): boolean {
  const row = `value.${path}.${number}`
  const isWrong = state.errors.some(({ field }) => field === row || field.startsWith(`${row}.`))
  const isSaid = ({ name, shape, isOptional }: ValueField) =>
    isOptional || shape.sort === 'list' || (state.values[`${row}.${name}`] ?? '').trim() !== ''
  return !isWrong && fields.every(isSaid)
}

function ListInput(props: InputProps & { readonly base: FieldProps; readonly of: Shape }): Child {
  const { reader, base, of } = props
  if (of.sort === 'words') return <Checkboxes {...base} choices={choicesOf(props, of.words)} />
  const hint = of.sort === 'party' ? 'form.parties.hint' : 'form.list.hint'
  return <TextArea {...base} hint={text(reader, hint)} rows={3} />
}

function labelOf({ reader, kind, path, field }: InputProps): string {
  const label = fieldLabel(reader, kind, withoutNumbers(path))
  const mayBeEmpty = field.isOptional || field.shape.sort === 'list'
  return mayBeEmpty ? text(reader, 'form.optional', { label }) : label
}

function choicesOf(
  { reader, kind, path }: InputProps,
  words: readonly string[],
): readonly Choice[] {
  const field = { kind, path: withoutNumbers(path) }
  return words.map((word) => ({ value: word, label: choiceLabel(reader, field, word) }))
}

/** Rows of a list have one name for each field, whatever their number. */
function withoutNumbers(path: string): string {
  return path.replaceAll(/\.\d+\./gu, '.')
}
