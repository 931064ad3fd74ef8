import { log, postText } from '#platform'
import { listMissions, openPublisher, type Publisher, type PublishContext } from '#register'

/** How often witnesses are asked again that could not be reached, or know an earlier state. */
const ASK_EVERY_MS = 10 * 60 * 1000

/** Opens the publisher of all logs: what is unsigned is signed now, and witnesses are asked again and again. */
export async function openLogs(context: PublishContext): Promise<Publisher> {
  const publisher = await openPublisher({ ...context, post: postText, failed: noteFailure })
  const askAll = async () => {
    for (const { mission } of await listMissions(context.db)) publisher.noteAppended(mission)
  }
  const timer = setInterval(() => {
    askAll().catch((error: unknown) => noteFailure('', error))
  }, ASK_EVERY_MS)
  timer.unref()
  await askAll()
  return {
    ...publisher,
    async close() {
      clearInterval(timer)
      await publisher.close()
    },
  }
}

function noteFailure(mission: string, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  log('error', 'log.not_published', { mission, code })
}
