/** Where in a mission the calendar of a desk lies. */
export function calendarPath(desk: string): string {
  return `${desk}/calendar.ics`
}

/** Where in a mission the feed lies of what is due at a desk. */
export function duePath(desk: string): string {
  return `${desk}/due.atom`
}

/** Where in a mission a feed lies: that of the whole record, or of a desk or the contested subjects. */
export function feedPath(part: string | null): string {
  return part === null ? 'feed.atom' : `${part}/feed.atom`
}
