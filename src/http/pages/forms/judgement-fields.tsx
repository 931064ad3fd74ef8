import type { Child } from 'hono/jsx'

import { Radios, text, TextArea } from '#ui'
import type { FormState, Reader } from '#ui'

import { SuggestField } from './suggest-field.tsx'

interface Asked {
  readonly reader: Reader
  readonly state: FormState
}

/** Who judges, and a reason that others can check. */
export function ByAndReason(
  props: Asked & { readonly byHint?: 'judge.by.hint' | 'judge.by.hint-whose' },
): Child {
  const { reader, state } = props
  return (
    <>
      <SuggestField
        reader={reader}
        state={state}
        name="by"
        label={text(reader, 'judge.by')}
        hint={text(reader, props.byHint ?? 'judge.by.hint')}
        list="parties"
      />
      <TextArea
        reader={reader}
        state={state}
        name="reason"
        label={text(reader, 'form.reason')}
        hint={text(reader, 'form.reason.hint')}
        rows={3}
      />
    </>
  )
}

/** Whether the source takes its own word back, or this record made a slip: the two are told apart for ever. */
export function WhoseField(props: Asked): Child {
  const { reader, state } = props
  return (
    <Radios
      reader={reader}
      state={state}
      name="whose"
      label={text(reader, 'judge.whose')}
      choices={(['source', 'record'] as const).map((whose) => ({
        value: whose,
        label: text(reader, `judge.whose.${whose}`),
        hint: text(reader, `judge.whose.${whose}.hint`),
      }))}
    />
  )
}
