import type { Option } from './command.ts'

/** Which mission's record; most commands can do without while there is only one. */
export const MISSION: Option = {
  name: 'mission',
  value: 'MISSION',
  summary: 'the mission, such as mss-haiti; may be left out while the record holds only one',
}

/** How a reader asks: the three times of an answer. */
export const ASKING: readonly Option[] = [
  {
    name: 'valid-on',
    value: 'DAY',
    summary: 'true on this day, such as 2024-03-08 (default: today)',
  },
  {
    name: 'known-at',
    value: 'TIME',
    summary: 'from what had been said by the end of this day, or by this instant (default: today)',
  },
  {
    name: 'record-at',
    value: 'SEQ|TIME|SIZE:ROOT',
    summary:
      'as the record stood at this entry, day, instant or checkpoint (default: the latest entry)',
  },
]

/** The answer as JSON. */
export const JSON_FORM: Option = {
  name: 'json',
  value: null,
  summary: 'answer in JSON, for programs',
}
