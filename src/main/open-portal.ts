import type { Portal, PortalParts } from '#cli'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { type Db, log } from '#platform'
import { openAppender } from '#register'

import { LOCAL_ACTOR } from './local-actor.ts'

/** The public pages and files as a function of this process, for commands that write them down. */
export function openPortal(db: Db, { clock, still }: PortalParts): Portal {
  const app = createApp(
    openSite({
      db,
      clock,
      appender: openAppender({ db, clock }),
      desks,
      actor: LOCAL_ACTOR,
      // A crawl is no visit: only what goes wrong is worth a line.
      log: (level, event, fields) => {
        if (level === 'error') log(level, event, fields)
      },
      ...(still === null ? {} : { still }),
    }),
  )
  return async (address) => app.request(address)
}
