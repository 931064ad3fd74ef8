import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'

import { BLANK_FORM, EdtfField, PostForm, Radios, Select, TextArea, TextField } from './form.tsx'
import { drawn, testReader } from './test-reader.ts'

const reader = testReader()
const wrong = {
  values: {
    amount: '"><script>',
    valid: '2024-13',
    manner: 'denied',
    stage: 'pledge',
    why: '</textarea>',
  },
  errors: [{ field: 'valid', sentence: '“2024-13” is not a date: write a month from 01 to 12.' }],
}
const choices = [
  { value: 'affirmed', label: 'affirmed' },
  { value: 'denied', label: 'denied', hint: 'said not to be so' },
]

async function form(state: typeof wrong | typeof BLANK_FORM) {
  const html = await drawn(
    <PostForm reader={reader} action="/m/x/record" state={state} submit="Put on record" back="/m/x">
      <TextField reader={reader} state={state} name="amount" label="Amount" />
      <EdtfField reader={reader} state={state} name="valid" label="True on" />
      <Radios reader={reader} state={state} name="manner" label="Manner" choices={choices} />
      <Select
        reader={reader}
        state={state}
        name="stage"
        label="Stage"
        choices={[{ value: 'pledge', label: 'Pledge' }]}
      />
      <TextArea reader={reader} state={state} name="why" label="Reason" />
    </PostForm>,
  )
  return parseHTML(`<body>${html}</body>`).document
}

describe('a form that was refused', () => {
  test('begins with its errors, each leading to its field', async () => {
    const document = await form(wrong)
    const summary = document.querySelector('form > :first-child')
    expect(summary?.getAttribute('role')).toBe('alert')
    expect(summary?.getAttribute('tabindex')).toBe('-1')
    const link = summary?.querySelector('a')
    expect(link?.textContent).toBe('“2024-13” is not a date: write a month from 01 to 12.')
    expect(document.querySelector(link?.getAttribute('href') ?? '')?.getAttribute('name')).toBe(
      'valid',
    )
  })

  test('the field says what is wrong, to eyes and to screen readers', async () => {
    const field = (await form(wrong)).querySelector('#f-valid')
    expect(field?.getAttribute('aria-invalid')).toBe('true')
    expect(field?.getAttribute('aria-describedby')).toBe('f-valid-hint f-valid-error')
  })

  test('keeps every value, escaped', async () => {
    const document = await form(wrong)
    expect(document.querySelector('#f-amount')?.getAttribute('value')).toBe('"><script>')
    expect(document.querySelector('script')).toBeNull()
    expect(document.querySelector('[value=denied]')?.hasAttribute('checked')).toBe(true)
    expect(document.querySelector('[value=affirmed]')?.hasAttribute('checked')).toBe(false)
    expect(document.querySelector('option[value=pledge]')?.hasAttribute('selected')).toBe(true)
    expect(document.querySelector('textarea')?.outerHTML).toContain('>&lt;/textarea&gt;</textarea>')
  })
})

describe('a blank form', () => {
  test('has no errors and describes its fields by their hints alone', async () => {
    const document = await form(BLANK_FORM)
    expect(document.querySelector('.problems')).toBeNull()
    expect(document.querySelector('#f-valid')?.getAttribute('aria-describedby')).toBe(
      'f-valid-hint',
    )
    expect(document.querySelector('#f-amount')?.hasAttribute('aria-invalid')).toBe(false)
  })

  test('every control has a label', async () => {
    const document = await form(BLANK_FORM)
    for (const control of document.querySelectorAll('input,select,textarea')) {
      expect(document.querySelector(`label[for="${control.id}"]`)).not.toBeNull()
    }
  })
})
