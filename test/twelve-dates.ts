/** What must stand on a day: the duty or its event, its state, and its day as it is recorded. */
export type Expected = readonly [duty: string, state: string, due: string | null]

/**
 * What resolutions 2699, 2751 and 2793 oblige to on twelve days, written by hand from what is public of them, and
 * from nothing that this program works out. Each day is asked as it was known on that day.
 *
 * 2699, adopted on 2 October 2023 for twelve months (press release SC/15432): a review after nine months, which are
 * counted from the adoption; States that mean to take part say so before; updates "regularly", which is no interval;
 * an oversight mechanism, without a day; notice of urgent measures when any are taken, and none is on record.
 *
 * 2751, adopted on 30 September 2024 (SC/15838): prolongs the mandate to 2 October 2025, and with it what 2699
 * obliges to; repeats the call for updates, which from that day on is owed under 2751.
 *
 * 2793, adopted on 30 September 2025 (SC/16185): the mission becomes a force, authorised from 2 October 2025; what
 * was owed under the mission's mandate falls due no more after that day. A support office carries the logistics
 * within six months of the adoption: 30 March 2026, though the spokesperson spoke of 31 March. How often the force or
 * the Secretary-General reports under 2793 is in no public source that we could read: no such duty is expected here.
 */
export const TWELVE_DATES: Readonly<Record<string, readonly Expected[]>> = {
  // The day of adoption: nine months lead to 2 July 2024.
  '2023-10-02': [
    ['obligation-review-2699', 'due', '2024-07-02'],
    ['obligation-intent-2699', 'undated', null],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2699', 'undated', null],
  ],
  // The Bahamas and four others have given notice, but nobody has arrived: nothing has fallen due.
  '2024-03-01': [
    ['obligation-review-2699', 'due', '2024-07-02'],
    ['obligation-intent-2699', 'undated', null],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2699', 'undated', null],
  ],
  // The first Kenyans arrive; by 2 May Kenya was among the States that had given notice.
  '2024-06-25': [
    ['obligation-review-2699', 'due', '2024-07-02'],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2699', 'undated', null],
    ['arrival-first-ken', 'met', '2024-06-25'],
  ],
  // The day itself is not yet too late.
  '2024-07-02': [
    ['obligation-review-2699', 'due', '2024-07-02'],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2699', 'undated', null],
    ['arrival-first-ken', 'met', '2024-06-25'],
  ],
  // The day after it is; no review is on record.
  '2024-07-03': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2699', 'undated', null],
    ['arrival-first-ken', 'met', '2024-06-25'],
  ],
  // Jamaica, which had given notice by 2 May, and Belize, of which no notice is on record, arrive.
  '2024-09-12': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['arrival-first-blz', 'due', '2024-09-12'],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2699', 'undated', null],
    ['arrival-first-ken', 'met', '2024-06-25'],
    ['arrival-first-jam', 'met', '2024-09-12'],
  ],
  '2024-09-13': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['arrival-first-blz', 'overdue', '2024-09-12'],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2699', 'undated', null],
    ['arrival-first-ken', 'met', '2024-06-25'],
    ['arrival-first-jam', 'met', '2024-09-12'],
  ],
  // The term of 2699 would have run out on 2 October; 2751 prolonged it, so notice is still owed before an arrival.
  '2024-10-18': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['arrival-first-blz', 'overdue', '2024-09-12'],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2751', 'undated', null],
    ['arrival-first-ken', 'met', '2024-06-25'],
    ['arrival-first-jam', 'met', '2024-09-12'],
    ['arrival-first-bhs', 'met', '2024-10-18'],
    ['obligation-updates-2699', 'ended', null],
  ],
  // Guatemala and El Salvador came the day before; no notice is on record.
  '2025-01-04': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['arrival-first-blz', 'overdue', '2024-09-12'],
    ['arrival-first-gtm', 'overdue', '2025-01-03'],
    ['arrival-first-slv', 'overdue', '2025-01-03'],
    ['obligation-measures-2699', 'undated', null],
    ['obligation-oversight-2699', 'undated', null],
    ['obligation-updates-2751', 'undated', null],
    ['arrival-first-ken', 'met', '2024-06-25'],
    ['arrival-first-jam', 'met', '2024-09-12'],
    ['arrival-first-bhs', 'met', '2024-10-18'],
    ['obligation-updates-2699', 'ended', null],
  ],
  // Under 2793 what went on without a date has ended; what was overdue stays so until it is met or waived. The report
  // on BINUH is counted by ninety days from some day of July 2025, so that its day lies between 29 September and
  // 29 October; that it came out on this day was told a week later.
  '2025-10-14': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['arrival-first-blz', 'overdue', '2024-09-12'],
    ['arrival-first-gtm', 'overdue', '2025-01-03'],
    ['arrival-first-slv', 'overdue', '2025-01-03'],
    ['obligation-report-binuh-2785', 'undetermined', '[2025-09-29..2025-10-29]'],
    ['obligation-unsoh', 'due', '2026-03-30'],
    ['arrival-first-ken', 'met', '2024-06-25'],
    ['arrival-first-jam', 'met', '2024-09-12'],
    ['arrival-first-bhs', 'met', '2024-10-18'],
    ['obligation-measures-2699', 'ended', null],
    ['obligation-oversight-2699', 'ended', null],
    ['obligation-updates-2699', 'ended', null],
    ['obligation-updates-2751', 'ended', null],
  ],
  '2025-10-30': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['arrival-first-blz', 'overdue', '2024-09-12'],
    ['arrival-first-gtm', 'overdue', '2025-01-03'],
    ['arrival-first-slv', 'overdue', '2025-01-03'],
    ['obligation-report-binuh-2785', 'due', '[2025-12-28..2026-01-27]'],
    ['obligation-unsoh', 'due', '2026-03-30'],
    ['arrival-first-ken', 'met', '2024-06-25'],
    ['arrival-first-jam', 'met', '2024-09-12'],
    ['arrival-first-bhs', 'met', '2024-10-18'],
    ['obligation-report-binuh-2785', 'met', '[2025-09-29..2025-10-29]'],
    ['obligation-measures-2699', 'ended', null],
    ['obligation-oversight-2699', 'ended', null],
    ['obligation-updates-2699', 'ended', null],
    ['obligation-updates-2751', 'ended', null],
  ],
  // Six months after 30 September 2025 end on 30 March 2026. Two promises of the time have passed as well: support
  // for BINUH by 1 February, as the spokesperson said, and agreements of the contributors in February.
  '2026-03-31': [
    ['obligation-review-2699', 'overdue', '2024-07-02'],
    ['arrival-first-blz', 'overdue', '2024-09-12'],
    ['arrival-first-gtm', 'overdue', '2025-01-03'],
    ['arrival-first-slv', 'overdue', '2025-01-03'],
    ['obligation-unsoh-binuh', 'overdue', '2026-02-01'],
    ['obligation-mou-gsf', 'overdue', '[2026-02-01..2026-02-28]'],
    ['obligation-unsoh', 'overdue', '2026-03-30'],
    ['arrival-first-ken', 'met', '2024-06-25'],
    ['arrival-first-jam', 'met', '2024-09-12'],
    ['arrival-first-bhs', 'met', '2024-10-18'],
    ['obligation-measures-2699', 'ended', null],
    ['obligation-oversight-2699', 'ended', null],
    ['obligation-updates-2699', 'ended', null],
    ['obligation-updates-2751', 'ended', null],
  ],
}
