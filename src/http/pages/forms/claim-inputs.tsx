import type { Child } from 'hono/jsx'

import { AUTHORITIES, MODALITIES } from '#register'
import type { StoredClaim, StoredDocument } from '#register'
import { EdtfField, formatDay, Radios, Section, Select, text, TextArea, TextField } from '#ui'
import type { Choice, FieldProps, FormState, Reader } from '#ui'

import type { ValueField } from '../value-fields.ts'
import { documentDay } from './claim-said.ts'
import { SuggestField, SuggestionLists } from './suggest-field.tsx'
import type { Suggestions } from './suggest-field.tsx'
import { ValueInputs } from './value-inputs.tsx'

/** What a claim's form is drawn from. */
export interface ClaimAsking {
  readonly reader: Reader
  readonly kind: string
  readonly fields: readonly ValueField[]
  readonly documents: readonly StoredDocument[]
  readonly suggestions: Suggestions
  /** The claim that this one corrects: its citations are kept where its words may not be held. */
  readonly corrected?: StoredClaim
}

/** Every field of a claim: about what, what, who says so, where, and when. */
export function ClaimInputs(props: ClaimAsking & { readonly state: FormState }): Child {
  const { reader, state, kind, fields } = props
  return (
    <>
      <SuggestionLists suggestions={props.suggestions} lists={['parties', 'subjects', 'places']} />
      <Section id="part-about" title={text(reader, 'record.about')}>
        <SuggestField {...asked(props, 'subject')} list="subjects" />
        <TextField {...asked(props, 'newSubject')} />
      </Section>
      <Section id="part-what" title={text(reader, 'record.what')}>
        <ValueInputs reader={reader} state={state} kind={kind} fields={fields} />
        <Radios {...asked(props, 'modality')} choices={choicesOf(reader, 'modality', MODALITIES)} />
      </Section>
      <Section id="part-who" title={text(reader, 'record.who')}>
        <SuggestField {...asked(props, 'assertedBy')} list="parties" />
        <SuggestField {...asked(props, 'reportedBy')} list="parties" />
        <Select
          {...asked(props, 'authority')}
          choices={choicesOf(reader, 'authority', AUTHORITIES)}
        />
      </Section>
      <Section id="part-where" title={text(reader, 'record.where')}>
        <Select {...asked(props, 'document')} choices={documentChoices(props.documents)} />
        <TextArea {...asked(props, 'quote')} rows={3} />
        <TextField {...asked(props, 'locator')} width="medium" />
      </Section>
      <Section id="part-when" title={text(reader, 'record.when')}>
        <EdtfField {...asked(props, 'valid')} />
        <TextField {...asked(props, 'said')} hint={saidHint(props)} width="medium" />
      </Section>
      <Section id="part-note" title={text(reader, 'record.note')}>
        <TextArea {...asked(props, 'note')} rows={2} />
      </Section>
    </>
  )
}

function asked(
  { reader, state }: { readonly reader: Reader; readonly state: FormState },
  name: string,
): FieldProps {
  return {
    reader,
    state,
    name,
    label: text(reader, `record.${name}.label`),
    hint: text(reader, `record.${name}.hint`),
  }
}

/** Says which day stands when the field is left empty, where the document is known already. */
function saidHint({ reader, state, documents }: ClaimAsking & { state: FormState }): string {
  const document = documents.find(({ id }) => id === state.values['document'])
  const day = document === undefined ? null : documentDay(document)
  return day === null
    ? text(reader, 'record.said.hint')
    : text(reader, 'record.said.hint-day', { day: formatDay(reader, day) })
}

function choicesOf(reader: Reader, prefix: string, words: readonly string[]): readonly Choice[] {
  return words.map((word) => ({ value: word, label: text(reader, `${prefix}.${word}`) }))
}

function documentChoices(documents: readonly StoredDocument[]): readonly Choice[] {
  return documents.map(({ id, title, publisher, published }) => ({
    value: id,
    label: `${title}, ${publisher}, ${published}`,
  }))
}
