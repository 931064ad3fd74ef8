import { STATES } from './data/states.ts'
import { IncorrectValue } from './errors.ts'

/** A State or territory of ISO 3166-1. */
export interface State {
  /** ISO 3166-1 alpha-3: the code by which the record names it. */
  readonly code: string
  /** ISO 3166-1 alpha-2, which `Intl.DisplayNames` asks for. */
  readonly alpha2: string
  /** ISO 3166-1 numeric, the same as UN M49. */
  readonly m49: string
  /** English short name. */
  readonly name: string
}

/** Every State and territory of ISO 3166-1, by code. */
export const states: readonly State[] = STATES.trim()
  .split('\n')
  .map((line) => ({
    code: line.slice(0, 3),
    alpha2: line.slice(4, 6),
    m49: line.slice(7, 10),
    name: line.slice(11),
  }))

const byCode = new Map(states.map((state) => [state.code, state]))
const PARTY_CODE = /^[A-Z][A-Z0-9-]{1,31}$/

/** The State that has this ISO 3166-1 alpha-3 code. */
export function findState(code: string): State | undefined {
  return byCode.get(code)
}

/** Whether the code is an assigned ISO 3166-1 alpha-3 code. */
export function isStateCode(code: string): boolean {
  return byCode.has(code)
}

/** Whether the text has the shape of a party's code: a State's alpha-3 code or one of the record's own, such as `UN-BINUH`. */
export function isPartyCode(text: string): boolean {
  return PARTY_CODE.test(text)
}

/** Gives the code back, or refuses a text that cannot name a party. */
export function parsePartyCode(text: string): string {
  if (isPartyCode(text)) return text
  throw new IncorrectValue(
    'party.code',
    `“${text}” is not a party code; write an ISO 3166-1 alpha-3 code such as KEN, or 2 to 32 capital letters, digits and hyphens such as UN-BINUH.`,
  )
}
