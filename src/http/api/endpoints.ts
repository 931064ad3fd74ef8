import type { Desk } from '#desk-kit'

import { accountEndpoints } from './accounts.ts'
import { actionEndpoints } from './actions.ts'
import { claimEndpoints } from './claims.ts'
import { intakeEndpoint } from './documents.ts'
import type { Endpoint } from './endpoint.ts'
import { entryEndpoints } from './entries.ts'
import { sharedEndpoints } from './missions.ts'
import { needEndpoints } from './needs.ts'
import { questionEndpoints } from './questions.ts'
import { sourceEndpoints } from './sources.ts'
import { subjectEndpoints } from './subjects.ts'

/** Every operation of the API; which accounts there are follows from the desks. */
export function endpointsOf(desks: readonly Desk[]): readonly Endpoint[] {
  return [
    ...sharedEndpoints,
    ...accountEndpoints(desks),
    ...actionEndpoints(desks),
    ...claimEndpoints,
    ...subjectEndpoints,
    ...sourceEndpoints,
    intakeEndpoint,
    ...questionEndpoints,
    ...entryEndpoints,
    ...needEndpoints,
  ]
}
