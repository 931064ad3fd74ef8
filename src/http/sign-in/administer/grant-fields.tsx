import type { Child } from 'hono/jsx'

import { COMPARTMENTS, ROLES } from '#kit'
import type { Grant } from '#kit'
import { Checkboxes, Select, text, TextField } from '#ui'
import type { FormError, FormState } from '#ui'

import { valueIn } from '../../pages/forms/form-values.ts'
import type { Administrator } from './administrator.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Asks for a role in a mission. */
export function GrantFields(props: {
  readonly administrator: Administrator
  readonly state: FormState
}): Child {
  const { administrator, state } = props
  const { reader, site } = administrator.visit
  const field = (name: string) => ({ reader, state, name, label: text(reader, `grant.${name}`) })
  return (
    <>
      <Select
        {...field('mission')}
        choices={administrator.missions.map((value) => ({ value, label: value }))}
      />
      <Select
        {...field('role')}
        hint={text(reader, 'grant.role.hint')}
        choices={ROLES.map((value) => ({ value, label: text(reader, `role.${value}`) }))}
      />
      <Checkboxes
        {...field('desks')}
        hint={text(reader, 'grant.desks.hint')}
        choices={site.desks.map(({ name, title }) => ({ value: name, label: text(reader, title) }))}
      />
      <Checkboxes
        {...field('compartments')}
        hint={text(reader, 'grant.compartments.hint')}
        choices={COMPARTMENTS.map((value) => ({
          value,
          label: text(reader, `compartment.${value}`),
        }))}
      />
      <TextField {...field('until')} hint={text(reader, 'grant.until.hint')} width="medium" />
    </>
  )
}

/** The role that was asked for, or what is wrong with it. */
export function readGrant(
  { visit, missions }: Administrator,
  values: Readonly<Record<string, string>>,
): { readonly grant: Grant } | { readonly errors: readonly FormError[] } {
  const { reader, site } = visit
  const chosen = (name: string) =>
    valueIn(values, name)
      .split(',')
      .filter((one) => one !== '')
  const mission = missions.find((one) => one === valueIn(values, 'mission'))
  const role = ROLES.find((one) => one === valueIn(values, 'role'))
  const until = valueIn(values, 'until')
  const isDay = until === '' || isDayText(until)
  if (mission === undefined || role === undefined || !isDay) {
    const wrong = { mission: mission === undefined, role: role === undefined, until: !isDay }
    const fields = Object.entries(wrong).flatMap(([field, isWrong]) => (isWrong ? [field] : []))
    return {
      errors: fields.map((field) => ({ field, sentence: text(reader, `grant.${field}.wrong`) })),
    }
  }
  const desks = site.desks.map(({ name }) => name).filter((name) => chosen('desks').includes(name))
  return {
    grant: {
      mission,
      role,
      desks: desks.length === 0 ? 'all' : desks,
      compartments: COMPARTMENTS.filter((one) => chosen('compartments').includes(one)),
      until: until === '' ? null : `${until}T00:00:00.000Z`,
    },
  }
}

function isDayText(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text))
}
