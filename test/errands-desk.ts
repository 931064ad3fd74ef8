import { type CalendarEvent, defineDesk, type Desk, type Duty } from '#desk-kit'
import { inForce } from '#register'

/** A desk of tests whose duties and dates are told to it. */
export function errandsDesk({
  duties = [],
  calendar = [],
}: {
  readonly duties?: readonly Duty[]
  readonly calendar?: readonly CalendarEvent[]
}): Desk {
  return defineDesk({
    name: 'errands',
    title: 'desk.errands',
    kinds: [],
    accounts: [],
    pages: [],
    cards: [],
    actions: [],
    duties: async () => duties,
    calendar: async (ctx, at) => {
      // Dates are told to whoever sees what they rest on: here, the pledges.
      const standing = await inForce(ctx.db, ctx.mission, ['forces.pledge'], at)
      return calendar.filter(
        ({ key }) => key !== 'pledge' || standing.some(({ subject }) => subject === 'pledge-kept'),
      )
    },
    messages: {
      en: { 'desk.errands': 'Errands', 'errands.duty.call': 'A call to make' },
      fr: { 'desk.errands': 'Courses', 'errands.duty.call': 'Un appel à passer' },
    },
  })
}

/** A duty of that desk, but for what a test changes. */
export function aDuty(key: string, fields: Partial<Duty> = {}): Duty {
  return {
    key: `errands/${key}`,
    sort: 'errands.duty.call',
    title: `Call the office ${key}`,
    party: 'USA',
    since: '2026-11-20T08:00:00.000Z',
    due: null,
    path: `subjects/${key}`,
    proposal: null,
    ...fields,
  }
}
