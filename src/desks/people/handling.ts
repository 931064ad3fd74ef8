import type { Handling } from '#kit'
import type { Audience } from '#register'

/** What every officer of the mission may know, and nobody outside it. */
export const OFFICERS: Audience = { release: 'restricted', compartment: null }
/** What only those let into the medical compartment may know. */
export const CLEARED: Audience = { release: 'restricted', compartment: 'medical' }
/** What only those of them who work at the people desk may know: casualties before anybody was told. */
export const AT_THE_DESK: Audience = { release: 'confidential', compartment: 'medical' }

/** How a casualty is recorded, whatever whoever reports it asks for: at the desk, and under embargo. */
export const UNDER_EMBARGO: Handling = {
  ...AT_THE_DESK,
  embargo: {
    reason:
      'Next of kin are told, and the State that sent the member consents, before this goes on.',
    notBefore: null,
  },
}

/** The same for what is said of a casualty: a log, a proposal. */
export const KEPT_AT_THE_DESK: Handling = { ...AT_THE_DESK, embargo: null }
/** How a medical matter is recorded that is no secret of the desk: an evacuation and its times. */
export const MEDICAL: Handling = { ...CLEARED, embargo: null }
/** How a roll-call is recorded. */
export const INTERNAL: Handling = { ...OFFICERS, embargo: null }
