import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The files that take longest, the longest first: begun last, one of them would keep a single core busy while
 * the others idle. A file that is not named here comes after them, in the order that vitest gives.
 */
export const LONGEST: readonly string[] = [
  'src/register/verify/verify-record.db.test.ts',
  'src/platform/backup/backup.db.test.ts',
  'src/register/boxes.db.test.ts',
  'src/http/pages/forms.db.test.ts',
  'src/http/download/download.db.test.ts',
  'src/platform/pglite.db.test.ts',
  'src/register/audiences.db.test.ts',
  'src/register/log/tree.db.test.ts',
  'src/register/sweep.db.test.ts',
  'src/platform/migrate.db.test.ts',
  'test/access.test.ts',
  'test/accessible.browser.test.ts',
  'test/walk.test.ts',
  'test/fault.test.ts',
  'test/serve.test.ts',
  'test/publish.test.ts',
  'test/crawl.test.ts',
  'test/embargo.test.ts',
]

/** Runs the long files first, so that all cores are done at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`))
  return place < 0 ? LONGEST.length : place
}
