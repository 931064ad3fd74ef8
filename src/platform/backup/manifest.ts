import { z } from 'zod'

/** What a file must say of itself to be a backup that this code can read. */
export const FORMAT = 'rollcall-backup-1'
/** The last member but one: what the archive holds. */
export const MANIFEST = 'manifest.json'
/** The last member: the SHA-256 of the manifest, which itself names that of every other member. */
export const MANIFEST_HASH = 'manifest.sha256'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()
const member = z.strictObject({
  name: z.string(),
  table: z.string(),
  rows: count,
  bytes: count,
  sha256,
})

/** What a backup's manifest holds. */
export const manifestShape = z.strictObject({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  engine: z.enum(['pglite', 'postgresql']),
  migrations: z.array(z.strictObject({ name: z.string(), sha256 })),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
      rows: count,
    }),
  ),
  sequences: z.array(
    z.strictObject({
      name: z.string(),
      lastValue: z.string().regex(/^-?\d+$/),
      isCalled: z.boolean(),
    }),
  ),
  members: z.array(member),
  leftOut: z.array(z.strictObject({ table: z.string(), why: z.string() })),
})

/** What a backup holds, from its own manifest. */
export type Manifest = z.infer<typeof manifestShape>
/** One member: some rows of one table. */
export type Member = z.infer<typeof member>
