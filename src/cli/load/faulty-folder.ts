import { RefusedError } from '#platform'

import type { Problem } from '../folder/folder-rows.ts'

/** The most problems that are told at once; more would scroll away. */
const TOLD = 200

/** A folder that was not loaded, with every row that stands against it. Nothing of it was recorded. */
export class FaultyFolder extends RefusedError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const told = problems.slice(0, TOLD).map(problemText)
    const more = problems.length > TOLD ? [`… and ${problems.length - TOLD} more`] : []
    super(
      'incorrect',
      'load.faulty_rows',
      `Nothing was recorded: ${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong. Correct the rows and load the folder again.\n${[...told, ...more].join('\n')}`,
    )
    this.problems = problems
  }
}

function problemText({ file, line, field, sentence }: Problem): string {
  return `  ${file}, line ${line}${field === '' ? '' : `, ${field}`}: ${sentence}`
}
