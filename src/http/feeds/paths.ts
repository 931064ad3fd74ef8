/** Where in a mission a feed lies: that of the whole record, or of a desk or the contested subjects. */
export function feedPath(part: string | null): string {
  return part === null ? 'feed.atom' : `${part}/feed.atom`
}
