import type { Desk } from '#desk-kit'

import { agreements } from './agreements/index.ts'
import { conduct } from './conduct/index.ts'
import { designations } from './designations/index.ts'
import { forces } from './forces/index.ts'
import { funds } from './funds/index.ts'
import { mandate } from './mandate/index.ts'
import { objectives } from './objectives/index.ts'
import { operations } from './operations/index.ts'
import { outlook } from './outlook/index.ts'
import { people } from './people/index.ts'
import { positions } from './positions/index.ts'
import { reports } from './reports/index.ts'

/** Every desk, in the order in which a reader meets them. */
export const desks: readonly Desk[] = [
  mandate,
  agreements,
  forces,
  people,
  funds,
  operations,
  conduct,
  designations,
  objectives,
  positions,
  outlook,
  reports,
]
