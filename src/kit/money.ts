import { IncorrectValue } from './errors.ts'
import { parseQuantity } from './parse-quantity.ts'
import type { Quantity } from './quantity.ts'
import { exactly } from './quantity.ts'

/** An exact sum of money, in whole minor units (cents) of an ISO 4217 currency. */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/** ISO 4217 list one, currencies in use, by the number of decimals of their minor unit. */
const CURRENCIES: readonly (readonly [decimals: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG',
  ],
]
const decimalsOf = new Map(
  CURRENCIES.flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, decimals])),
)

/** Signs that stand for one currency only; a bare `$` or `£` stands for several and is asked about. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^us ?\$/i, 'USD'],
  [/^(?:ca?|cad) ?\$/i, 'CAD'],
  [/^€/, 'EUR'],
  [/^k(?:sh|es) ?/i, 'KES'],
]

/** How many minor units make one unit of the currency: 100 cents to the dollar, 1 to the yen. */
export function minorUnits(currency: string): number {
  const decimals = decimalsOf.get(currency)
  if (decimals === undefined) {
    throw new IncorrectValue(
      'money.currency',
      `“${currency}” is not a currency in use; write its ISO 4217 code, such as USD, EUR or KES.`,
    )
  }
  return 10 ** decimals
}

/** The unit in which sums of the currency are counted: `USD/100`. */
export function moneyUnit(currency: string): string {
  return `${currency}/${minorUnits(currency)}`
}

/** The sum as a quantity, so that it can be added to sums known only in bounds. */
export function moneyQuantity({ amountMinor, currency }: Money): Quantity {
  return exactly(amountMinor, moneyUnit(currency))
}

/** Reads an exact sum such as `USD 12.5 million` or `EUR 1,000`; the currency is never guessed. */
export function parseMoney(text: string): Money {
  const { currency, amount } = splitMoney(text)
  const { low, high } = inMinorUnits(parseQuantity(amount, currency), currency, text)
  if (low === null || low !== high) {
    throw new IncorrectValue(
      'money.bounds',
      `“${text}” is not one exact sum; record it as a quantity with a least and a most.`,
    )
  }
  return { amountMinor: low, currency }
}

/** Reads a sum as a source words it, such as `over USD 100 million`, into minor units. */
export function parseMoneyQuantity(text: string): Quantity {
  const { currency, amount } = splitMoney(text)
  return inMinorUnits(parseQuantity(amount, currency), currency, text)
}

function splitMoney(text: string): { currency: string; amount: string } {
  const words = text.replaceAll(/\s+/g, ' ').trim()
  const code = /\b([A-Z]{3})\b/.exec(words)?.[1]
  if (code !== undefined) {
    minorUnits(code)
    return {
      currency: code,
      amount: words
        .replace(/ ?\b[A-Z]{3}\b ?/, ' ')
        .replace('$', '')
        .trim(),
    }
  }
  const start = words.search(/(?:us|ca?|cad) ?\$|€|k(?:sh|es) ?\d/i)
  const sign = SIGNS.find(([pattern]) => start >= 0 && pattern.test(words.slice(start)))
  if (sign === undefined) {
    throw new IncorrectValue(
      'money.currency',
      `“${text}” does not say which currency it is in; put the ISO 4217 code before it, such as USD 1,000.`,
    )
  }
  return {
    currency: sign[1],
    amount: `${words.slice(0, start)}${words.slice(start).replace(sign[0], '')}`.trim(),
  }
}

function inMinorUnits(quantity: Quantity, currency: string, text: string): Quantity {
  const toMinor = (amount: number | null): number | null => {
    if (amount === null) return null
    const minor = shifted(amount, minorUnits(currency))
    if (Number.isSafeInteger(minor)) return minor
    throw new IncorrectValue(
      'money.minor',
      `“${text}” is not a whole number of minor units of ${currency}, or too large to count exactly; round it as the source does.`,
    )
  }
  return { low: toMinor(quantity.low), high: toMinor(quantity.high), unit: moneyUnit(currency) }
}

/** Multiplies by a power of ten in decimal, because 1.15 × 100 is 114.99999999999999 in binary. */
function shifted(amount: number, factor: number): number {
  return Number(`${amount}e${Math.log10(factor)}`)
}
