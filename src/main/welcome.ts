import type { Io } from '#cli'
import { type Auth, coverMissions, firstLink } from '#platform'
import { listMissions } from '#register'

/** Tells whoever starts a record without accounts how to become its first administrator. */
export async function welcome(auth: Auth, address: string, io: Io): Promise<void> {
  const missions = await listMissions(auth.db)
  await coverMissions(
    auth,
    missions.map(({ mission }) => mission),
  )
  const secret = await firstLink(auth)
  if (secret === null) return
  await io.out(
    `Nobody has an account yet. Become the first administrator within a day: ${address}/welcome/${secret}\n`,
  )
}
