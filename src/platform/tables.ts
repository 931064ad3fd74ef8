/**
 * The tables that Kysely knows, by schema-qualified name. Each module adds its own beside its queries:
 *
 *     declare module '#platform' {
 *       interface Tables {
 *         'register.entry': EntryTable
 *       }
 *     }
 *
 * This merges because src/platform/index.ts passes this file on with `export *`; a file that declares
 * tables must be imported (for its side effect, `import './tables.ts'`) by its module's index.
 * @public
 */
export interface Tables {}
