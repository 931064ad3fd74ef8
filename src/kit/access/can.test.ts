import { describe, expect, test } from 'vitest'

import { can, mayRead, mayReleaseAt } from './can.ts'
import { sightOf } from './sight.ts'
import {
  type Action,
  ACTIONS,
  type Actor,
  type Compartment,
  COMPARTMENTS,
  type Guarded,
  OPERATOR,
  PUBLIC,
  type Release,
  RELEASES,
  type Role,
  ROLES,
} from './words.ts'

const AT = '2026-11-21T08:00:00.000Z'
const LATER = '9999-12-31T23:59:59.000Z'
const MISSION = 'mss-test'

/** Where an object lies, seen from the desk at which somebody works. */
type Where = 'own' | 'other' | 'none'
const WHERE: readonly Where[] = ['own', 'other', 'none']
const DESKS = { own: 'forces', other: 'funds', none: null } as const

const SHARED = ['public', 'partner'] as const
const NEAR = [...SHARED, 'restricted'] as const
const ALL = [...NEAR, 'confidential'] as const

/** What each role reads outside compartments, by where it lies: the rule in words, release by release. */
const READS: Readonly<Record<Role, Readonly<Record<Where, readonly Release[]>>>> = {
  reader: { own: SHARED, other: SHARED, none: SHARED },
  reporter: { own: SHARED, other: SHARED, none: SHARED },
  officer: { own: ALL, other: NEAR, none: ALL },
  approver: { own: ALL, other: NEAR, none: ALL },
  auditor: { own: ALL, other: NEAR, none: ALL },
  administrator: { own: SHARED, other: SHARED, none: SHARED },
}

/** What each role does beside reading, at its own desk and where no desk is concerned; nowhere else. */
const DOES: Readonly<Record<Role, readonly Action[]>> = {
  reader: [],
  reporter: ['record'],
  officer: ['record', 'propose'],
  approver: ['propose', 'approve'],
  auditor: ['audit'],
  administrator: ['administer'],
}

type Entered = 'themselves' | 'somebody else' | 'nobody knows'
const ENTERED: readonly Entered[] = ['themselves', 'somebody else', 'nobody knows']
const AUTHORS = { themselves: 'me', 'somebody else': 'you', 'nobody knows': null } as const

const CLEARANCES: readonly (readonly Compartment[])[] = [[], ['medical'], ['conduct'], COMPARTMENTS]

interface Cell {
  readonly role: Role
  readonly cleared: readonly Compartment[]
  readonly where: Where
  readonly release: Release
  readonly compartment: Compartment | null
  readonly entered: Entered
}

function cellsOf(role: Role): readonly Cell[] {
  return CLEARANCES.flatMap((cleared) =>
    WHERE.flatMap((where) =>
      RELEASES.flatMap((release) =>
        [null, ...COMPARTMENTS].flatMap((compartment) =>
          ENTERED.map((entered) => ({ role, cleared, where, release, compartment, entered })),
        ),
      ),
    ),
  )
}

function actorIn(
  { role, cleared }: Pick<Cell, 'role' | 'cleared'>,
  desks: readonly string[] | 'all',
): Actor {
  return {
    id: 'me',
    grants: [{ mission: MISSION, role, desks, compartments: cleared, until: null }],
    scopes: 'all',
  }
}

function objectIn({ where, release, compartment, entered }: Cell): Guarded {
  return {
    mission: MISSION,
    desk: DESKS[where],
    release,
    compartment,
    notBefore: null,
    recordedBy: AUTHORS[entered],
  }
}

function reads({ role, cleared, where, release, compartment, entered }: Cell): boolean {
  if (entered === 'themselves') return true
  if (compartment !== null && !cleared.includes(compartment)) return false
  return READS[role][where].includes(release)
}

/** What the rules say of a cell, told action by action. */
function expected(action: Action, cell: Cell): boolean {
  if (action === 'read') return reads(cell)
  if (!DOES[cell.role].includes(action) || cell.where === 'other') return false
  switch (action) {
    case 'record':
      return cell.release === 'restricted' || cell.release === 'confidential'
    case 'propose':
      return reads(cell)
    case 'approve':
      return cell.entered === 'somebody else' && reads(cell)
    case 'audit':
    case 'administer':
      return true
  }
}

describe.each(ROLES)('can(): the role of %s at one desk', (role) => {
  test.each(ACTIONS)('may %s exactly where the table says so', (action) => {
    const wrong = cellsOf(role).filter(
      (cell) =>
        can(actorIn(cell, ['forces']), action, objectIn(cell), AT).may !== expected(action, cell),
    )
    expect(wrong).toEqual([])
  })

  test.each(ACTIONS)(
    'may %s at every desk what it may at its own, where it is held at all',
    (action) => {
      const wrong = cellsOf(role).filter((cell) => {
        const asOwn = cell.where === 'other' ? { ...cell, where: 'own' as const } : cell
        return can(actorIn(cell, 'all'), action, objectIn(cell), AT).may !== expected(action, asOwn)
      })
      expect(wrong).toEqual([])
    },
  )

  test.each(ACTIONS)('gives no right to %s in another mission', (action) => {
    const allowed = cellsOf(role).filter((cell) => {
      const object = { ...objectIn(cell), mission: 'mss-other' }
      return can(actorIn(cell, 'all'), action, object, AT).may
    })
    // What is public is everybody's to read, and one's own entry one's own.
    const isAnybodys = ({ release, compartment, entered }: Cell) =>
      action === 'read' &&
      (entered === 'themselves' || (release === 'public' && compartment === null))
    expect(allowed.filter((cell) => !isAnybodys(cell))).toEqual([])
  })

  test('is held until the instant at which its grant ends, and not at that instant', () => {
    const object = objectIn({
      role,
      cleared: [],
      where: 'own',
      release: 'partner',
      compartment: null,
      entered: 'somebody else',
    })
    const until = '2026-12-01T00:00:00.000Z'
    const grants = [{ mission: MISSION, role, desks: 'all', compartments: [], until } as const]
    const actor: Actor = { id: 'me', grants, scopes: 'all' }
    expect(can(actor, 'read', object, '2026-11-30T23:59:59.999Z').may).toBe(true)
    expect(can(actor, 'read', object, until)).toMatchObject({ may: false, code: 'access.release' })
  })
})

const AN_OBJECT: Guarded = {
  mission: MISSION,
  desk: 'forces',
  release: 'restricted',
  compartment: null,
  notBefore: null,
  recordedBy: 'you',
}

const DOING = ACTIONS.filter((action) => action !== 'read')
const EVERY_CELL = ROLES.flatMap(cellsOf)

describe('can()', () => {
  test('lets nobody approve what they entered, whoever they are and whatever it is', () => {
    const own = EVERY_CELL.filter(({ entered }) => entered === 'themselves')
    const asked = [
      ...own.map((cell) => [actorIn(cell, 'all'), objectIn(cell)] as const),
      ...own.map((cell) => [everyRole('me'), objectIn(cell)] as const),
      ...own.map((cell) => [OPERATOR, { ...objectIn(cell), recordedBy: OPERATOR.id }] as const),
    ]
    expect(asked.filter(([actor, object]) => can(actor, 'approve', object, AT).may)).toEqual([])
    expect(can(everyRole('me'), 'approve', { ...AN_OBJECT, recordedBy: 'me' }, AT)).toMatchObject({
      may: false,
      code: 'access.four_eyes',
    })
  })

  test('lets nobody approve what nobody knows who entered', () => {
    const anonymous = EVERY_CELL.filter(({ entered }) => entered === 'nobody knows').map(objectIn)
    for (const actor of [everyRole('me'), OPERATOR]) {
      expect(anonymous.filter((object) => can(actor, 'approve', object, AT).may)).toEqual([])
    }
  })

  test.each(ACTIONS)('gives nobody the right to %s by the passing of time', (action) => {
    const changed = EVERY_CELL.filter((cell) => {
      const [now, ever] = [AT, LATER].map((at) =>
        can(actorIn(cell, 'all'), action, objectIn(cell), at),
      )
      return now?.may !== ever?.may
    })
    expect(changed).toEqual([])
  })

  test.each(ACTIONS)(
    'lets an embargo or a delay that is over change nothing of who may %s',
    (action) => {
      const changed = EVERY_CELL.filter((cell) => {
        const object = { ...objectIn(cell), notBefore: '2026-01-01T00:00:00.000Z' }
        return (
          can(actorIn(cell, 'all'), action, object, LATER).may !== expected(action, ownDesk(cell))
        )
      })
      expect(changed).toEqual([])
    },
  )

  test('shows a token that is not for reading what everybody sees, and nothing of its owner’s', () => {
    const scopes = ACTIONS.filter((action) => action !== 'read')
    const wrong = EVERY_CELL.filter((cell) => {
      const isOpen = cell.release === 'public' && cell.compartment === null
      return can({ ...everyRole('me'), scopes }, 'read', objectIn(cell), AT).may !== isOpen
    })
    expect(wrong).toEqual([])
  })

  test.each(DOING)('lets a token without the scope never %s', (action) => {
    const scopes = ACTIONS.filter((other) => other !== action)
    const allowed = EVERY_CELL.filter(
      (cell) => can({ ...everyRole('me'), scopes }, action, objectIn(cell), AT).may,
    )
    expect(allowed).toEqual([])
  })

  test('lets a token with one scope do that and nothing else', () => {
    for (const scope of ACTIONS) {
      const may = ACTIONS.filter(
        (action) => can({ ...everyRole('me'), scopes: [scope] }, action, AN_OBJECT, AT).may,
      )
      // Proposing and approving take reading, which the sight of such a token does not have.
      expect(may).toEqual(scope === 'propose' || scope === 'approve' ? [] : [scope])
    }
  })

  test('shows the public what is public outside compartments, and lets it do nothing', () => {
    const read = EVERY_CELL.filter(({ entered }) => entered !== 'themselves')
    for (const cell of read) {
      const object = objectIn(cell)
      const isOpen = cell.release === 'public' && cell.compartment === null
      expect(can(PUBLIC, 'read', object, AT).may).toBe(isOpen)
      for (const action of ACTIONS.filter((one) => one !== 'read')) {
        expect(can(PUBLIC, action, object, AT)).toMatchObject({
          may: false,
          code: 'access.signed_out',
        })
      }
    }
  })

  test('refuses whoever works on the machine nothing but to approve alone', () => {
    const theirs = EVERY_CELL.filter(({ entered }) => entered === 'somebody else')
    for (const cell of theirs) {
      for (const action of ACTIONS) expect(can(OPERATOR, action, objectIn(cell), AT).may).toBe(true)
    }
  })

  test('never lends the desks of one role to another that the same person holds', () => {
    const grants = [
      { mission: MISSION, role: 'officer', desks: ['forces'], compartments: [], until: null },
      { mission: MISSION, role: 'approver', desks: ['funds'], compartments: [], until: null },
    ] as const
    const actor: Actor = { id: 'me', grants, scopes: 'all' }
    const at = (desk: string): Guarded => ({ ...AN_OBJECT, desk })
    expect(can(actor, 'record', at('forces'), AT).may).toBe(true)
    expect(can(actor, 'record', at('funds'), AT)).toMatchObject({ may: false, code: 'access.desk' })
    expect(can(actor, 'approve', at('funds'), AT).may).toBe(true)
    expect(can(actor, 'approve', at('forces'), AT)).toMatchObject({
      may: false,
      code: 'access.desk',
    })
  })

  test.each([
    ['access.compartment', { compartment: 'medical' }, 'read'],
    ['access.release', { release: 'confidential', desk: 'funds' }, 'read'],
    ['access.role', {}, 'administer'],
    ['access.desk', { desk: 'funds' }, 'record'],
    ['access.needs_release', { release: 'public' }, 'record'],
  ] as const)('says with %s why it refuses, in a sentence', (code, fields, action) => {
    const officer = actorIn({ role: 'officer', cleared: [] }, ['forces'])
    expect(can(officer, action, { ...AN_OBJECT, ...fields }, AT)).toEqual({
      may: false,
      code,
      reason: expect.stringMatching(/^[A-Z].*[.]$/s),
    })
  })
})

describe('mayRead()', () => {
  test('sees nothing of another mission than the one that the sight is for', () => {
    const sight = sightOf(everyRole('me'), MISSION, AT)
    expect(mayRead(sight, AN_OBJECT).may).toBe(true)
    expect(mayRead(sight, { ...AN_OBJECT, mission: 'mss-other' })).toMatchObject({
      may: false,
      code: 'access.mission',
    })
  })
})

describe('sightOf()', () => {
  test('adds up what the grants of a mission give, and takes nothing from elsewhere', () => {
    const grants = [
      {
        mission: MISSION,
        role: 'officer',
        desks: ['funds'],
        compartments: ['conduct'],
        until: null,
      },
      {
        mission: MISSION,
        role: 'auditor',
        desks: ['forces'],
        compartments: ['medical'],
        until: null,
      },
      { mission: 'mss-other', role: 'officer', desks: 'all', compartments: [], until: null },
      { mission: MISSION, role: 'approver', desks: 'all', compartments: [], until: AT },
    ] as const
    expect(sightOf({ id: 'me', grants, scopes: 'all' }, MISSION, AT)).toEqual({
      mission: MISSION,
      actor: 'me',
      ceiling: 'restricted',
      confidentialAt: ['forces', 'funds'],
      compartments: ['conduct', 'medical'],
    })
  })
})

describe('mayReleaseAt()', () => {
  test.each([
    [null, true],
    ['2026-11-21T07:59:59.999Z', true],
    [AT, true],
    ['2026-11-21T08:00:00.001Z', false],
  ])('may go further from %s on: %s', (notBefore, may) => {
    expect(mayReleaseAt({ notBefore }, AT).may).toBe(may)
  })
})

/** Somebody with every role at every desk and in every compartment: as much as anybody can hold. */
function everyRole(id: string): Actor {
  return {
    id,
    grants: ROLES.map((role) => ({
      mission: MISSION,
      role,
      desks: 'all',
      compartments: COMPARTMENTS,
      until: null,
    })),
    scopes: 'all',
  }
}

function ownDesk(cell: Cell): Cell {
  return cell.where === 'other' ? { ...cell, where: 'own' } : cell
}
