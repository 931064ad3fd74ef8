/** The path of an action's form for one obligation, in the mission's office. */
export function actionPath(
  action: 'meet-obligation' | 'waive-obligation',
  { subject, due, trigger }: NamedRow,
): string {
  const query = new URLSearchParams({ duty: subject })
  if (due !== null) query.set('due', due)
  if (trigger !== null) query.set('trigger', trigger)
  return `mandate/do/${action}?${query.toString()}`
}

interface NamedRow {
  readonly subject: string
  readonly due: string | null
  readonly trigger: string | null
}
