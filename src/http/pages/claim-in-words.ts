import { placeName } from '#kit'
import type { Quantity } from '#kit'
import { formatAmount, formatEdtf, text } from '#ui'

import { choiceLabel, fieldLabel } from './kind-words.ts'
import type { SaidClaim, Speaker } from './saying.tsx'
import { fieldsOf } from './value-fields.ts'
import type { Shape } from './value-fields.ts'

/** What a claim says as plain text: for labels of choices and titles, where no element fits. */
export function claimInWords(speaker: Speaker, claim: SaidClaim): string {
  const kind = speaker.kinds.get(claim.kind)
  return (kind === undefined ? [] : fieldsOf(kind))
    .map(({ name, shape }) =>
      inWords({ ...speaker, kind: claim.kind, path: name }, shape, claim.value[name]),
    )
    .filter((words) => words !== '')
    .join(' · ')
}

interface Spot extends Speaker {
  readonly kind: string
  readonly path: string
}

function inWords(spot: Spot, shape: Shape, value: unknown): string {
  if (Array.isArray(value)) {
    return shape.sort === 'list'
      ? value.map((item) => inWords(spot, shape.of, item)).join(', ')
      : ''
  }
  if (isQuantity(value)) return formatAmount(spot.reader, value)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? wordsOf(spot, shape, value) : ''
}

function wordsOf({ reader, kind, path }: Spot, shape: Shape, value: string): string {
  const named = (words: string) =>
    text(reader, 'said.named', { name: fieldLabel(reader, kind, path), value: words })
  if (shape.sort === 'words') return choiceLabel(reader, { kind, path }, value)
  if (shape.sort === 'edtf')
    return `${fieldLabel(reader, kind, path)}: ${formatEdtf(reader, value)}`
  if (shape.sort === 'party') return named(reader.party(value))
  return shape.sort === 'place' ? placeName(value, reader.language) : value
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && 'low' in value && 'unit' in value
}
