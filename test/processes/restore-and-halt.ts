import fs from 'node:fs'

import { openLog, openMaintenance, type Place, systemClock } from '#platform'

// Restores the backup of its second argument into the place of its first, says when some of its rows are in,
// and goes no further: it waits to be killed.
const [place = '', file = ''] = process.argv.slice(2)
const at: Place = JSON.parse(place)
const maintenance = openMaintenance({ place: at, clock: systemClock, log: openLog('off') })
let members = 0
await maintenance.restore(file, {
  step() {
    members += 1
    if (members < 5) return
    // Written at once: nothing else runs in this process any more.
    fs.writeSync(1, 'half-way\n')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
})
