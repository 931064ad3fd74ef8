import { runCommand } from '#cli'

import { cliContext } from './cli-context.ts'
import { processIo } from './process-io.ts'

process.exitCode = await runCommand(cliContext(), ['migrate'], processIo())
