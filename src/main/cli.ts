import { runCommand } from '#cli'

import { cliContext } from './cli-context.ts'
import { processIo } from './process-io.ts'

process.exitCode = await runCommand(cliContext(), process.argv.slice(2), processIo())
