/** Sorts of agreements between parties. */
export const AGREEMENT_SORTS = [
  'treaty',
  'memorandum',
  'reciprocal-instrument',
  'defence-cooperation',
  'status-of-forces',
  'agreement',
] as const

/** What an order, or a part of one, does. */
export const ORDER_EFFECTS = ['restrains', 'permits', 'directs', 'lifts'] as const
