import type { Child } from 'hono/jsx'

import { faultsIn, FaultyInput, handlingSchema } from '#desk-kit'
import { COMPARTMENTS, type Handling } from '#kit'
import { Select, text, TextField } from '#ui'
import type { FormState, Reader } from '#ui'

import { valueIn, valueOrNull } from './form-values.ts'

type Values = Readonly<Record<string, string>>

/** The releases that somebody may give on their own; anything wider takes two people. */
const ALONE = ['restricted', 'confidential'] as const

/** Who may see what is being recorded: folded away, since most of it is for the mission's officers. */
export function HandlingFields(props: {
  readonly reader: Reader
  readonly state: FormState
}): Child {
  const { reader, state } = props
  const isWrong = state.errors.some(({ field }) => FIELDS.includes(field))
  return (
    <details class="handling" open={isWrong || state.values['release'] === 'confidential'}>
      <summary>{text(reader, 'handling.title')}</summary>
      <p class="hint">{text(reader, 'handling.lead')}</p>
      <Select
        {...props}
        name="release"
        label={text(reader, 'handling.release')}
        choices={ALONE.map((value) => ({ value, label: text(reader, `release.${value}`) }))}
      />
      <Select
        {...props}
        name="compartment"
        label={text(reader, 'handling.compartment')}
        choices={[
          { value: '', label: text(reader, 'handling.compartment.none') },
          ...COMPARTMENTS.map((value) => ({ value, label: text(reader, `compartment.${value}`) })),
        ]}
      />
      <TextField
        {...props}
        name="embargo"
        label={text(reader, 'handling.embargo')}
        hint={text(reader, 'handling.embargo.hint')}
      />
    </details>
  )
}

const FIELDS = ['release', 'compartment', 'embargo']

/** The form's field in which a field of the handling was asked for. */
export function handlingField(field: string): string {
  const [, part = 'release'] = field.split('.')
  return part
}

/** The handling as a form asked for it, checked; what is wrong with it is refused. */
export function parseHandlingIn(values: Values): Handling {
  const parsed = handlingSchema.safeParse(handlingIn(values))
  if (parsed.success) return parsed.data
  throw new FaultyInput(
    faultsIn(parsed.error).map(({ field, sentence }) => ({
      field: handlingField(`handling.${field}`),
      sentence,
    })),
  )
}

/** The handling as a form asked for it. */
export function handlingIn(values: Values): object {
  const reason = valueOrNull(values, 'embargo')
  return {
    release: valueIn(values, 'release'),
    compartment: valueOrNull(values, 'compartment'),
    embargo: reason === null ? null : { reason, notBefore: null },
  }
}
