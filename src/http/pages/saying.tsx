import type { Child } from 'hono/jsx'

import type { Kind } from '#desk-kit'
import { isUnknown, placeName } from '#kit'
import type { Quantity } from '#kit'
import type { StoredClaim } from '#register'
import { EdtfTime, FigureValue, figureText, Marks, PATHS, Recorded } from '#ui'
import type { Reader, ShownFigure } from '#ui'

import { choiceLabel, fieldLabel } from './kind-words.ts'
import { Named } from './named.tsx'
import { fieldsOf, isLeaf } from './value-fields.ts'
import type { LeafSort, Shape, ValueField } from './value-fields.ts'

/** A claim, whether it stands or not, as far as its words go. */
export type SaidClaim = Pick<
  StoredClaim,
  'id' | 'kind' | 'value' | 'assertedBy' | 'reportedBy' | 'modality'
>

/** What is needed to put a value into words. */
export interface Speaker {
  readonly reader: Reader
  readonly kinds: ReadonlyMap<string, Kind>
}

/** What a claim says, on one line, with the mark of its source. */
export function Saying(props: Speaker & { readonly claim: SaidClaim }): Child {
  return (
    <>
      <BareSaying {...props} />
      <Marks reader={props.reader} claims={[props.claim.id]} />
    </>
  )
}

/** What a claim says, on one line, where the mark of its source stands beside it. */
export function BareSaying(props: Speaker & { readonly claim: SaidClaim }): Child {
  const { reader, claim } = props
  const parts = filledFields(props.kinds, claim).map(({ field, value }) =>
    briefly({ reader, claim, path: field.name }, field.shape, value),
  )
  return parts.flatMap((part, place) => (place === 0 ? [part] : [' · ', part]))
}

/** Every field of a claim's value with its name: for the claim's own page. */
export function valueItems(
  props: Speaker & { readonly claim: SaidClaim },
): readonly { readonly name: Child; readonly value: Child }[] {
  const { reader, claim } = props
  return filledFields(props.kinds, claim).map(({ field, value }) => ({
    name: fieldLabel(reader, claim.kind, field.name),
    value: fully({ reader, claim, path: field.name }, field.shape, value),
  }))
}

/** An amount that one claim gives, ready to show. */
export function figureOfClaim(claim: SaidClaim, quantity: Quantity): ShownFigure {
  const { low, high, unit } = quantity
  const { id, assertedBy, reportedBy } = claim
  return {
    low,
    high,
    unit,
    disputed: false,
    unquantified: isUnknown(quantity) ? 1 : 0,
    basis: [{ claim: id, assertedBy, reportedBy, low, high, chosen: false }],
  }
}

interface Spot {
  readonly reader: Reader
  readonly claim: SaidClaim
  readonly path: string
}

function filledFields(
  kinds: ReadonlyMap<string, Kind>,
  claim: SaidClaim,
): readonly { readonly field: ValueField; readonly value: unknown }[] {
  const kind = kinds.get(claim.kind)
  if (kind === undefined) return []
  return fieldsOf(kind)
    .map((field) => ({ field, value: claim.value[field.name] }))
    .filter(({ value }) => value !== null && value !== undefined && !isEmptyList(value))
}

/** On one line a bare date, code or list would not say what it is, so those carry their field's name. */
const NAMED_ON_ONE_LINE: ReadonlySet<Shape['sort']> = new Set([
  'edtf',
  'party',
  'integer',
  'list',
  'group',
])

function briefly(spot: Spot, shape: Shape, value: unknown): Child {
  if (shape.sort === 'quantity' || shape.sort === 'money') {
    return isQuantity(value) ? <Amount {...spot} quantity={value} /> : null
  }
  if (!NAMED_ON_ONE_LINE.has(shape.sort)) return fully(spot, shape, value)
  return (
    <Named reader={spot.reader} name={fieldLabel(spot.reader, spot.claim.kind, spot.path)}>
      {fully(spot, shape, value)}
    </Named>
  )
}

function fully(spot: Spot, shape: Shape, value: unknown): Child {
  if (isLeaf(shape)) return LEAVES[shape.sort](spot.reader, String(value))
  switch (shape.sort) {
    case 'quantity':
    case 'money':
      return isQuantity(value) ? <Whole {...spot} quantity={value} /> : null
    case 'words':
      return <Recorded>{choiceLabel(spot.reader, placeOf(spot), String(value))}</Recorded>
    case 'list':
      return listed(asList(value).map((item) => fully(spot, shape.of, item)))
    case 'group':
      return listed(groupParts(spot, shape.fields, value))
  }
}

const LEAVES: Readonly<Record<LeafSort, (reader: Reader, value: string) => Child>> = {
  edtf: (reader, value) => <EdtfTime reader={reader} edtf={value} />,
  party: (reader, value) => <Recorded>{reader.party(value)}</Recorded>,
  place: (reader, value) => <Recorded>{placeName(value, reader.language)}</Recorded>,
  subject: (reader, value) => (
    <a class="recorded" href={reader.link(PATHS.subject(value))}>
      {value}
    </a>
  ),
  text: (_reader, value) => <Recorded>{value}</Recorded>,
  line: (_reader, value) => <Recorded>{value}</Recorded>,
  integer: (_reader, value) => <Recorded>{value}</Recorded>,
}

function placeOf({ claim, path }: Spot): { readonly kind: string; readonly path: string } {
  return { kind: claim.kind, path }
}

function groupParts(spot: Spot, fields: readonly ValueField[], value: unknown): readonly Child[] {
  const record = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}))
  return fields.flatMap((field) => {
    const inside: unknown = record.get(field.name) ?? null
    const path = `${spot.path}.${field.name}`
    return inside === null ? [] : [briefly({ ...spot, path }, field.shape, inside)]
  })
}

function Whole({ reader, claim, quantity }: Spot & { readonly quantity: Quantity }): Child {
  return <FigureValue reader={reader} figure={figureOfClaim(claim, quantity)} unit="with-noun" />
}

/** The amount as the claim gives it; the mark of the claim stands at the end of its line. */
function Amount({ reader, claim, quantity }: Spot & { readonly quantity: Quantity }): Child {
  return <Recorded>{figureText(reader, figureOfClaim(claim, quantity), 'with-noun')}</Recorded>
}

function listed(parts: readonly Child[]): Child {
  return parts.flatMap((part, place) => (place === 0 ? [part] : [', ', part]))
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && 'low' in value && 'unit' in value
}
