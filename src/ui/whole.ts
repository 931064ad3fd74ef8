/** The page that a list stands on, as its reader knows it. */
export interface Page {
  readonly here: string
  readonly isStill: boolean
}

interface Addressed extends Pick<Page, 'here'> {
  link(path: string): string
}

/** The field of an address that names the list of its page that is drawn whole. */
const WHOLE = 'whole'

/** Whether a list is drawn whole, however long it is: where it was asked for, and where nothing can be. */
export function isWhole({ here, isStill }: Page, list: string): boolean {
  return isStill || addressOf(here).searchParams.get(WHOLE) === list
}

/** The same page with one of its lists drawn whole; leads to where the list begins. */
export function wholeLink(reader: Addressed, list: string, anchor = list): string {
  const { pathname, searchParams } = addressOf(reader.here)
  searchParams.set(WHOLE, list)
  return reader.link(`${pathname}?${searchParams.toString()}#${anchor}`)
}

/** Of an address the host is of no matter here. */
function addressOf(here: string): URL {
  return new URL(here, 'http://here.invalid')
}
