import type { Portal, PortalParts } from '#cli'
import { desks } from '#desks'
import { createApp, openSite } from '#http'
import { type Auth, type Db, openLog } from '#platform'
import { openAppender, openReaders } from '#register'

/** The public pages and files as a function of this process, for commands that write them down. */
export function openPortal(
  db: Db,
  { clock, still, auth }: PortalParts & { readonly auth: Auth },
): Portal {
  const app = createApp(
    openSite({
      readers: openReaders(db),
      clock,
      // Nothing is ever written through the public's door.
      appender: openAppender({ db, clock, delayHours: 0 }),
      desks,
      auth,
      // A crawl is no visit: only what goes wrong is worth a line.
      log: openLog('error'),
      ...(still === null ? {} : { still }),
    }),
  )
  return async (address) => app.request(address)
}
