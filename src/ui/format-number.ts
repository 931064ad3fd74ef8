import { LANGUAGE_TRAITS } from './language.ts'
import { localeOf } from './reader.ts'
import type { ShownFigure } from './shown-figure.ts'
import { text } from './words.ts'
import type { Listener } from './words.ts'

/** The bounds and unit of a number: a quantity, or a figure without its claims. */
export type ShownQuantity = Pick<ShownFigure, 'low' | 'high' | 'unit'>

const BILLION = 1_000_000_000
const MILLION = 1_000_000

/** A bare number as the reader's language writes it. */
export function formatNumber(listener: Listener, value: number): string {
  return formatIn(localeOf(listener), { maximumFractionDigits: 3 }).format(value)
}

/** A number for the axis of a chart: "1,500", "US$40m". */
export function formatTick(listener: Listener, value: number, unit: string): string {
  return value === 0
    ? formatNumber(listener, 0)
    : formatShort(listener, { low: value, high: value, unit })
}

/** The amount as `formatQuantity` has it, with money cut short ("US$113.2–115m"): for labels in pictures, whose tables spell it out. */
export function formatShort(listener: Listener, quantity: ShownQuantity): string {
  return formatBounds(
    listener,
    quantity,
    currencyOf(quantity.unit) === undefined ? formatExact : shortMoney,
  )
}

/**
 * The amount in words and digits: "1,500", "at least 1,000", "1,500–2,000", "not quantified",
 * "US$110.3 million", "133 days", "40%". People and things come without their noun.
 */
export function formatQuantity(listener: Listener, quantity: ShownQuantity): string {
  return formatBounds(listener, quantity, formatExact)
}

/** The amount with the noun of its unit where it has one: "1,500 people". */
export function formatAmount(listener: Listener, quantity: ShownQuantity): string {
  const amount = formatQuantity(listener, quantity)
  const key = `unit.${quantity.unit}`
  const bound = quantity.high ?? quantity.low
  if (bound === null || carriesUnit(quantity.unit) || !listener.words.has(key)) return amount
  return text(listener, key, { amount, n: bound })
}

/** The amount for machines, as a `value` attribute: `1500`, `1500/2000`, an open bound as `..`. */
export function machineQuantity(quantity: ShownQuantity): string {
  const { low, high } = quantity
  if (low !== null && low === high) return String(low)
  return `${low ?? '..'}/${high ?? '..'}`
}

/** The currency and the number of minor units of a money unit (`USD/100`); undefined for anything else. */
export function currencyOf(
  unit: string,
): { readonly code: string; readonly minor: number } | undefined {
  const match = /^([A-Z]{3})(?:\/(\d+))?$/u.exec(unit)
  if (match === null) return undefined
  return { code: match[1] ?? '', minor: Number(match[2] ?? '1') }
}

/** Making a format costs far more than using it, and there are only a few: a page holds hundreds of numbers. */
const formats = new Map<string, Intl.NumberFormat>()

function formatIn(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat(locale, options)
  formats.set(key, format)
  return format
}

type WriteSpan = (listener: Listener, low: number, high: number, unit: string) => string

function formatBounds(listener: Listener, quantity: ShownQuantity, write: WriteSpan): string {
  const { high, unit } = quantity
  // Things counted cannot be fewer than none, so "up to 500" and "0–500" are the same quantity.
  const low = quantity.low === 0 && high !== null && high > 0 ? null : quantity.low
  if (low !== null && high !== null) return write(listener, low, high, unit)
  if (low !== null) {
    return text(listener, 'quantity.at-least', { amount: write(listener, low, low, unit) })
  }
  if (high !== null) {
    return text(listener, 'quantity.at-most', { amount: write(listener, high, high, unit) })
  }
  return text(listener, 'quantity.not-quantified')
}

function shortMoney(listener: Listener, low: number, high: number, unit: string): string {
  const { code, minor } = currencyOf(unit) ?? { code: unit, minor: 1 }
  const format = formatIn(localeOf(listener), {
    style: 'currency',
    currency: code,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  })
  return low === high ? format.format(low / minor) : format.formatRange(low / minor, high / minor)
}

function carriesUnit(unit: string): boolean {
  return unit === 'percent' || unit === 'day' || currencyOf(unit) !== undefined
}

function formatExact(listener: Listener, low: number, high: number, unit: string): string {
  const money = currencyOf(unit)
  if (money !== undefined) {
    return formatMoney(listener, low / money.minor, high / money.minor, money.code)
  }
  const amount = formatSpan(listener, low, high, 3)
  if (unit === 'percent') return text(listener, 'quantity.percent', { amount })
  if (unit === 'day') return text(listener, 'quantity.days', { amount, n: high })
  return amount
}

function formatMoney(listener: Listener, low: number, high: number, code: string): string {
  const { divisor, key, digits } = moneyScale(Math.max(Math.abs(low), Math.abs(high)))
  const amount = formatSpan(listener, low / divisor, high / divisor, digits)
  const currency = currencyWord(listener, code, divisor === 1 ? 'alone' : 'after-scale')
  return text(listener, key, { amount, n: high / divisor, currency })
}

/** In French a million is "de dollars" while five thousand are just "dollars". */
function currencyWord(listener: Listener, code: string, place: 'alone' | 'after-scale'): string {
  const { ofCurrency } = LANGUAGE_TRAITS[listener.language]
  if (ofCurrency === null) return currencySymbol(listener, code)
  const name = currencyName(listener, code)
  return place === 'alone' ? name : ofCurrency(name)
}

function moneyScale(size: number): {
  readonly divisor: number
  readonly key: string
  readonly digits: number
} {
  if (size >= BILLION) return { divisor: BILLION, key: 'money.billion', digits: 3 }
  if (size >= MILLION) return { divisor: MILLION, key: 'money.million', digits: 3 }
  return { divisor: 1, key: 'money.plain', digits: 2 }
}

function formatSpan(listener: Listener, low: number, high: number, digits: number): string {
  const format = formatIn(localeOf(listener), {
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
  })
  const [from, to] = [low, high].map((bound) => format.format(bound).replace('-', '\u2212'))
  if (low === high) return from ?? ''
  // A dash between signs cannot be read.
  if (low < 0) return text(listener, 'quantity.from-to', { from: from ?? '', to: to ?? '' })
  return `${from ?? ''}–${to ?? ''}`
}

function currencySymbol(listener: Listener, code: string): string {
  const symbol = currencyPart(listener, code, 'symbol')
  return /[A-Z]$/u.test(symbol) ? `${symbol}\u00A0` : symbol
}

function currencyName(listener: Listener, code: string): string {
  const key = `currency.${code}`
  return listener.words.has(key) ? text(listener, key) : currencyPart(listener, code, 'name')
}

function currencyPart(listener: Listener, code: string, display: 'symbol' | 'name'): string {
  const format = formatIn(localeOf(listener), {
    style: 'currency',
    currency: code,
    currencyDisplay: display,
  })
  return format.formatToParts(2).find((part) => part.type === 'currency')?.value ?? code
}
