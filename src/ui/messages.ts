import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import type { Messages } from './words.ts'

/** The words that every page shares; the first part given to `makeWords`. */
export const UI_MESSAGES: Messages = { en, fr }

/** The terms of the glossary in the order in which they explain each other: `glossary.<term>.term` and `.meaning`. */
export const GLOSSARY_TERMS = [
  'mission',
  'party',
  'document',
  'citation',
  'subject',
  'claim',
  'valid',
  'said',
  'recorded',
  'lane',
  'quantity',
  'figure',
  'disputed',
  'decision',
  'assessment',
  'relation',
  'ceiling',
  'desk',
  'account',
  'entry',
  'log',
] as const
